import type { Algorithms, ServerHostKeyAlgorithm } from 'ssh2';

const HOST_KEY_ALGORITHMS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/**
 * What is offered to a host. The types of its known keys come first, or a host with several keys
 * shows another one and looks changed.
 */
export function algorithmsFor(knownTypes: readonly string[]): Required<Algorithms> {
  const isKnown = (algorithm: ServerHostKeyAlgorithm): boolean =>
    knownTypes.includes(algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);
  return {
    // No group exchange: the host's prime is tested on the event loop before any host key check,
    // for up to half a minute.
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
      'diffie-hellman-group16-sha512',
      'diffie-hellman-group14-sha256',
    ],
    serverHostKey: [
      ...HOST_KEY_ALGORITHMS.filter(isKnown),
      ...HOST_KEY_ALGORITHMS.filter((algorithm) => !isKnown(algorithm)),
    ],
    // The cheapest first.
    cipher: [
      'aes128-gcm@openssh.com',
      'aes256-gcm@openssh.com',
      'aes256-ctr',
      'aes192-ctr',
      'aes128-ctr',
      'chacha20-poly1305@openssh.com',
    ],
    hmac: [
      'hmac-sha2-256-etm@openssh.com',
      'hmac-sha2-512-etm@openssh.com',
      'hmac-sha2-256',
      'hmac-sha2-512',
    ],
    // A host may force compression if it is offered, and blow up two megabytes to three gigabytes.
    compress: ['none'],
  };
}
