import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import table from '../../../checks/ssh/strength.ts';
import { type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { dpkg, rpm } from '../../support/kernel-given.ts';
import { namedPathsGiven } from '../../support/named-paths-given.ts';
import { testCheck } from '../../support/test-check.ts';

const PUBS = 'text:/etc/ssh/ssh_host_*_key.pub';
const sshd = (config = ''): Given => ({
  'stat:/usr/sbin/sshd': '755|0|0|root|root|regular file|1|1|/usr/sbin/sshd\n',
  'text:/etc/ssh/sshd_config': `${config}\n`,
});
const version = (openssh: string): Given => ({ 'packages:': dpkg(`openssh-server ${openssh}`) });
const os = (id: string, release: string): Given => ({
  'text:/etc/os-release': `ID=${id}\nVERSION_ID="${release}"\n`,
});
const none = [{ name: 'no sshd', given: {} }];

/** A real public key. */
function key(type: string, bits: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-key-'));
  const file = join(folder, 'key');
  spawnSync('ssh-keygen', ['-q', '-t', type, '-b', bits, '-N', '', '-f', file]);
  const text = readFileSync(`${file}.pub`, 'utf8');
  rmSync(folder, { recursive: true });
  return text.trim();
}
const pub = (name: string, text: string): string => `/etc/ssh/ssh_host_${name}_key.pub:${text}\n`;
const ED25519 = pub('ed25519', key('ed25519', '256'));

testCheck(checkIn(table, 'ssh.host-key-strength'), {
  pass: [
    { name: 'usual ones', given: { ...sshd(), [PUBS]: ED25519 + pub('rsa', key('rsa', '2048')) } },
    {
      name: 'a weak one that is not used',
      given: {
        ...sshd('HostKey /etc/ssh/ssh_host_ed25519_key'),
        [PUBS]: ED25519 + pub('dsa', 'ssh-dss AAAA'),
      },
    },
  ],
  fail: [
    {
      name: 'short RSA',
      given: { ...sshd(), [PUBS]: ED25519 + pub('rsa', key('rsa', '1024')) },
      because: ['/etc/ssh/ssh_host_rsa_key: ssh-rsa, 1024 bits'],
    },
    {
      name: 'DSA in use',
      given: {
        ...sshd('HostKey /etc/ssh/ssh_host_dsa_key'),
        [PUBS]: pub('dsa', 'ssh-dss AAAA x'),
      },
      because: ['/etc/ssh/ssh_host_dsa_key: ssh-dss'],
    },
  ],
  notApplicable: [...none, { name: 'no keys yet', given: sshd() }],
  unknown: [
    { name: 'a key elsewhere', given: sshd('HostKey /srv/key') },
    { name: 'no key in the file', given: { ...sshd(), [PUBS]: pub('rsa', 'ssh-rsa AAAA') } },
  ],
});

const moduli = (...lines: readonly string[]): Given => ({
  'named_paths:': namedPathsGiven(lines, [])['named_paths:'] ?? '',
});

testCheck(checkIn(table, 'ssh.moduli'), {
  pass: [
    {
      name: 'large ones',
      given: { ...sshd(), ...version('1:9.2p1-2'), ...moduli('moduli|3071|9') },
    },
    { name: 'no file', given: { ...sshd(), ...version('1:9.2p1-2'), ...moduli() } },
  ],
  fail: [
    {
      name: 'Debian’s',
      given: {
        ...sshd(),
        ...version('1:9.2p1-2'),
        ...moduli('moduli|2047|40', 'moduli|3071|50'),
      },
      because: ['/etc/ssh/moduli: 2048 bits: 40 groups'],
    },
  ],
  notApplicable: [
    ...none,
    {
      name: 'OpenSSH 10',
      given: { ...sshd(), ...version('1:10.0p1-7'), ...moduli('moduli|2047|1') },
    },
    {
      name: 'switched off',
      given: {
        ...sshd('KexAlgorithms -diffie-hellman-group-*'),
        ...version('1:9.2p1-2'),
        ...moduli('moduli|2047|1'),
      },
    },
  ],
  unknown: [
    {
      name: 'another file',
      given: { ...sshd('ModuliFile /x'), ...version('1:9.2p1-2'), ...moduli() },
    },
    {
      name: 'may not be read',
      given: { ...sshd(), ...version('1:9.2p1-2'), ...moduli('denied|/etc/ssh/moduli') },
    },
  ],
});

testCheck(checkIn(table, 'ssh.rsa-key-size'), {
  pass: [
    { name: 'set', given: { ...sshd('RequiredRSASize 3072'), ...version('1:9.2p1-2') } },
    { name: 'RHEL’s name', given: { ...sshd('RSAMinSize 2048'), ...version('8.7p1-38') } },
  ],
  fail: [
    {
      name: 'by default',
      given: { ...sshd(), ...version('1:9.2p1-2') },
      because: ['RequiredRSASize: not set, by default 1024'],
    },
    {
      name: 'too low',
      given: { ...sshd('RequiredRSASize 1024'), ...version('1:9.2p1-2') },
      because: ['RequiredRSASize: 1024'],
    },
  ],
  notApplicable: [...none, { name: 'older', given: { ...sshd(), ...version('1:8.9p1-3') } }],
  unknown: [{ name: 'no package', given: { ...sshd(), 'packages:': dpkg('x 1') } }],
});

testCheck(checkIn(table, 'ssh.source-penalties'), {
  pass: [
    { name: 'by default', given: { ...sshd(), ...version('1:10.0p1-7') } },
    {
      name: 'a bastion is exempt',
      given: { ...sshd('PerSourcePenaltyExemptList 192.0.2.1/32'), ...version('1:10.0p1-7') },
    },
  ],
  fail: [
    {
      name: 'off, or for nobody',
      given: {
        ...sshd('PerSourcePenalties no\nPerSourcePenaltyExemptList 0.0.0.0/0,::/0'),
        ...version('1:10.0p1-7'),
      },
      because: [
        'PerSourcePenalties: no',
        'PerSourcePenaltyExemptList: 0.0.0.0/0',
        'PerSourcePenaltyExemptList: ::/0',
      ],
    },
  ],
  notApplicable: [...none, { name: 'older', given: { ...sshd(), ...version('1:9.2p1-2') } }],
});

testCheck(checkIn(table, 'ssh.strict-key-exchange'), {
  pass: [
    {
      name: 'mended',
      given: { ...sshd(), ...version('1:9.2p1-2+deb12u3'), ...os('debian', '12') },
    },
    {
      name: 'newer',
      given: { ...sshd(), ...version('1:9.6p1-3ubuntu13'), ...os('ubuntu', '24.04') },
    },
    { name: 'no such cipher', given: sshd('Ciphers aes256-gcm@openssh.com,aes256-ctr') },
    { name: 'taken away', given: sshd('Ciphers -chacha20*') },
  ],
  fail: [
    {
      name: 'Debian 12 before',
      given: { ...sshd(), ...version('1:9.2p1-2+deb12u1'), ...os('debian', '12') },
      because: ['openssh-server (CVE-2023-48795): 1:9.2p1-2+deb12u1'],
    },
    {
      name: 'RHEL 9 before',
      given: {
        ...sshd('Ciphers aes256-cbc'),
        'packages:': rpm('openssh-server 8.7p1-34.el9'),
        ...os('rhel', '9.3'),
      },
      because: ['openssh-server (CVE-2023-48795): 0:8.7p1-34.el9'],
    },
  ],
  notApplicable: none,
  unknown: [
    { name: 'no package', given: { ...sshd(), 'packages:': dpkg('x 1'), ...os('debian', '12') } },
    {
      name: 'a distribution whose fix is not known',
      given: { ...sshd(), ...version('1:8.9p1-3ubuntu0.6'), ...os('ubuntu', '22.04') },
    },
  ],
});

testCheck(checkIn(table, 'ssh.post-quantum-key-exchange'), {
  pass: [
    { name: 'by default', given: { ...sshd(), ...version('1:9.2p1-2') } },
    {
      name: 'put first',
      given: {
        ...sshd('KexAlgorithms ^sntrup761x25519-sha512@openssh.com'),
        ...version('1:9.2p1-2'),
      },
    },
    {
      name: 'an image',
      given: {
        ...sshd(),
        ...version('1:9.2p1-2'),
        'text:/proc/sys/crypto/fips_enabled': NOT_BOOTED,
      },
    },
  ],
  fail: [
    {
      name: 'an old guide’s list',
      given: { ...sshd('KexAlgorithms curve25519-sha256'), ...version('1:9.2p1-2') },
      because: ['KexAlgorithms: curve25519-sha256'],
    },
    {
      name: 'taken away',
      given: { ...sshd('KexAlgorithms -sntrup*,mlkem*'), ...version('1:10.0p1-7') },
      because: ['KexAlgorithms: -sntrup*,mlkem*'],
    },
  ],
  notApplicable: [
    ...none,
    { name: 'older', given: { ...sshd(), ...version('1:8.9p1-3') } },
    {
      name: 'FIPS',
      given: { ...sshd(), ...version('1:9.2p1-2'), 'text:/proc/sys/crypto/fips_enabled': '1\n' },
    },
  ],
});

const KEYS = 'stat:/etc/ssh/ssh_host_*_key';
const IMAGE: Given = { 'text:/proc/uptime': NOT_BOOTED };
const privateKey = (bytes: number): string =>
  `600|0|0|root|root|regular file|${bytes}|1|/etc/ssh/ssh_host_rsa_key\n`;

testCheck(checkIn(table, 'ssh.image-host-keys'), {
  pass: [{ name: 'an emptied one', given: { ...IMAGE, [KEYS]: privateKey(0) } }],
  fail: [
    {
      name: 'a key',
      given: { ...IMAGE, [KEYS]: privateKey(400) },
      because: ['/etc/ssh/ssh_host_rsa_key: present'],
    },
  ],
  notApplicable: [
    { name: 'a host', given: { 'text:/proc/uptime': '100.0 50.0\n', [KEYS]: privateKey(400) } },
  ],
});

testCheck(checkIn(table, 'ssh.known-flaws'), {
  pass: [
    { name: 'mended', given: { ...version('1:9.6p1-3ubuntu13.8'), ...os('ubuntu', '24.04') } },
    { name: 'older', given: { ...version('1:9.2p1-2+deb12u1'), ...os('debian', '12') } },
    { name: 'newer', given: { ...version('1:10.0p1-7'), ...os('debian', '13') } },
  ],
  fail: [
    {
      name: 'before',
      given: { ...version('1:9.6p1-3ubuntu13.5'), ...os('ubuntu', '24.04') },
      because: ['openssh-server (CVE-2025-26466): 1:9.6p1-3ubuntu13.5'],
    },
  ],
  notApplicable: [{ name: 'none', given: { 'packages:': dpkg('x 1'), ...os('debian', '12') } }],
  unknown: [
    {
      name: 'a distribution whose fix is not known',
      given: { 'packages:': rpm('openssh-server 9.9p1-7.el10'), ...os('rhel', '10.0') },
    },
  ],
});
