import { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ssh2, { type CipherAlgorithm, type Client } from 'ssh2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reuseKeys } from '../../src/transports/ssh2/library-internals.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';

let sshd: Sshd;
beforeAll(async () => {
  // New keys again and again within one answer.
  sshd = await startSshd({ port: 22899, config: ['RekeyLimit 500K'] });
});
afterAll(() => sshd.stop());

const keyOf = (client: Client, side: string, name: string): unknown =>
  Reflect.get(Reflect.get(Reflect.get(client, '_protocol'), side), name);

/** What a command of two megabytes prints over a session whose keys are kept. */
function answerOver(cipher: CipherAlgorithm) {
  const client = new ssh2.Client();
  const seen = { handshakes: 0, bytes: 0, keys: [] as unknown[] };
  return new Promise<typeof seen>((resolve, reject) => {
    client.on('error', reject);
    client.on('handshake', () => {
      seen.handshakes += 1;
      reuseKeys(client);
      seen.keys.push(
        keyOf(client, '_cipher', '_encKey'),
        keyOf(client, '_decipher', '_decipherKey'),
      );
    });
    client.on('ready', () => {
      client.exec('head -c 2000000 /dev/zero', (error, channel) => {
        if (error) return reject(error);
        channel.on('data', (data: Buffer) => {
          seen.bytes += data.length;
        });
        channel.on('close', () => {
          client.end();
          resolve(seen);
        });
      });
    });
    client.connect({
      host: '127.0.1.1',
      port: sshd.port,
      username: 'root',
      privateKey: readFileSync(sshd.identityFile),
      algorithms: { cipher: [cipher] },
    });
  });
}

it.each(['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'] as const)(
  'keeps %s keys as key objects, after new keys too',
  async (cipher) => {
    const { handshakes, bytes, keys } = await answerOver(cipher);
    expect(bytes).toBe(2_000_000);
    expect(handshakes).toBeGreaterThan(2);
    expect(keys.every((key) => key instanceof KeyObject)).toBe(true);
  },
);

it('leaves other ciphers alone', async () => {
  const { bytes, keys } = await answerOver('aes128-ctr');
  expect(bytes).toBe(2_000_000);
  expect(keys.some((key) => key instanceof KeyObject)).toBe(false);
});
