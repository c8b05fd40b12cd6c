import algorithms from '../../../checks/ssh/algorithms.ts';
import { testCheck } from '../../support/test-check.ts';

const MAIN = 'text:/etc/ssh/sshd_config';
const dpkg = (version: string): string =>
  `manager dpkg\nPackage: openssh-server\nStatus: install ok installed\nVersion: ${version}\n`;
const sshd = (text: string, version?: string) => ({
  'stat:/usr/sbin/sshd': '755|0|0|root|root|regular file|900000|1700000000|/usr/sbin/sshd\n',
  [MAIN]: text,
  ...(version === undefined ? {} : { 'packages:': dpkg(version) }),
});

const named = (id: string) => {
  const check = algorithms.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
};

testCheck(named('ssh.ciphers'), {
  pass: [
    { name: 'written', given: sshd('Ciphers aes256-gcm@openssh.com,aes256-ctr\n') },
    { name: 'by default', given: sshd('Port 22\n') },
  ],
  fail: [
    {
      name: 'more than the defaults',
      given: sshd('Ciphers +aes128-cbc,3des-cbc\n'),
      because: ['Ciphers aes128-cbc: offered', 'Ciphers 3des-cbc: offered'],
    },
  ],
  notApplicable: [{ name: 'no sshd', given: {} }],
});

testCheck(named('ssh.macs'), {
  pass: [
    { name: 'written', given: sshd('MACs hmac-sha2-256-etm@openssh.com,umac-128@openssh.com\n') },
    { name: 'without the weak', given: sshd('MACs -*umac-64*,hmac-sha1*\n') },
  ],
  fail: [
    {
      name: 'by default',
      given: sshd('Port 22\n'),
      because: [
        'MACs umac-64-etm@openssh.com: offered by default',
        'MACs hmac-sha1-etm@openssh.com: offered by default',
        'MACs umac-64@openssh.com: offered by default',
        'MACs hmac-sha1: offered by default',
      ],
    },
  ],
});

testCheck(named('ssh.key-exchange'), {
  pass: [
    { name: 'defaults of 9.2', given: sshd('Port 22\n', '1:9.2p1-2+deb12u3') },
    { name: 'written', given: sshd('KexAlgorithms mlkem768x25519-sha256,ecdh-sha2-nistp256\n') },
  ],
  fail: [
    {
      name: 'defaults of 7.9',
      given: sshd('Port 22\n', '1:7.9p1-10'),
      because: ['KexAlgorithms diffie-hellman-group14-sha1: offered by default'],
    },
  ],
  unknown: [{ name: 'no version', given: sshd('Port 22\n') }],
});

testCheck(named('ssh.host-key-algorithms'), {
  pass: [{ name: 'defaults of 9.2', given: sshd('Port 22\n', '1:9.2p1-2+deb12u3') }],
  fail: [
    {
      name: 'brought back',
      given: sshd('HostKeyAlgorithms +ssh-rsa\n', '1:9.2p1-2'),
      because: ['HostKeyAlgorithms ssh-rsa: offered'],
    },
  ],
});
