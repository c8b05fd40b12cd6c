import policy from '../../../checks/integrity/crypto-policy.ts';
import residue from '../../../checks/integrity/image-residue.ts';
import certificates from '../../../checks/integrity/trusted-certificates.ts';
import verity from '../../../checks/integrity/verity.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const UPTIME = 'text:/proc/uptime';
const image = { [UPTIME]: NOT_BOOTED };
const file = (path: string, bytes: number): string =>
  statLine(path, { mode: '644', type: 'regular file' }).replace('|4096|', `|${bytes}|`);

testCheck(checkIn(residue, 'integrity.kubernetes-node-identity'), {
  pass: [{ name: 'a clean image', given: image }],
  fail: [
    {
      name: 'a node’s certificate',
      given: {
        ...image,
        'stat:/var/lib/kubelet/pki/*': file(
          '/var/lib/kubelet/pki/kubelet-client-current.pem',
          2800,
        ),
      },
      because: ['/var/lib/kubelet/pki/kubelet-client-current.pem: present, 2800 bytes'],
    },
  ],
  notApplicable: [{ name: 'a host that runs', given: { [UPTIME]: '5.0 4.0\n' } }],
});

testCheck(checkIn(residue, 'integrity.image-secrets'), {
  pass: [
    {
      name: 'an emptied history',
      given: { ...image, 'stat:/root/.bash_history': file('/root/.bash_history', 0) },
    },
  ],
  fail: [
    {
      name: 'a key of the builder',
      given: {
        ...image,
        'stat:/root/.ssh/authorized_keys': file('/root/.ssh/authorized_keys', 80),
      },
      because: ['/root/.ssh/authorized_keys: present, 80 bytes'],
    },
  ],
  notApplicable: [{ name: 'a host that runs', given: { [UPTIME]: '5.0 4.0\n' } }],
});

const MACHINE_ID = 'stat:/etc/machine-id';

testCheck(checkIn(residue, 'integrity.machine-id'), {
  pass: [
    { name: '`uninitialized`', given: { ...image, [MACHINE_ID]: file('/etc/machine-id', 14) } },
    { name: 'none', given: image },
  ],
  fail: [
    {
      name: 'one, and a seed',
      given: {
        ...image,
        [MACHINE_ID]: file('/etc/machine-id', 33),
        'stat:/var/lib/systemd/random-seed': file('/var/lib/systemd/random-seed', 512),
      },
      because: [
        '/etc/machine-id: present, 33 bytes',
        '/var/lib/systemd/random-seed: present, 512 bytes',
      ],
    },
  ],
  notApplicable: [{ name: 'a host that runs', given: { [UPTIME]: '5.0 4.0\n' } }],
});

const CURRENT = 'text:/etc/crypto-policies/state/current';
const CONFIG = 'text:/etc/crypto-policies/config';

testCheck(policy, {
  pass: [
    { name: 'the default', given: { [CURRENT]: 'DEFAULT\n', [CONFIG]: '# comment\nDEFAULT\n' } },
    { name: 'stricter', given: { [CURRENT]: 'FIPS:NO-SHA1\n', [CONFIG]: 'FIPS:NO-SHA1\n' } },
  ],
  fail: [
    {
      name: 'a module that brings SHA-1 back, set for later',
      given: { [CURRENT]: 'DEFAULT\n', [CONFIG]: 'DEFAULT:SHA1\n' },
      because: ['policy after an update: DEFAULT:SHA1', 'policy in force: DEFAULT'],
    },
    {
      name: 'LEGACY',
      given: { [CURRENT]: 'LEGACY\n', [CONFIG]: 'LEGACY\n' },
      because: ['policy: LEGACY', 'policy after an update: LEGACY'],
    },
  ],
  notApplicable: [{ name: 'Debian', given: {} }],
});

const ANCHORS = 'stat:/usr/local/share/ca-certificates/*.crt';
const OURS = file('/usr/local/share/ca-certificates/ours.crt', 1200);

testCheck(certificates, {
  pass: [
    { name: 'ours', given: { [ANCHORS]: OURS }, params: { ours: ['ours.crt'] } },
    { name: 'none', given: {} },
  ],
  fail: [] as never,
  manual: [{ name: 'one that nobody named', given: { [ANCHORS]: OURS } }],
});

const OS = 'text:/etc/os-release';
const MOUNTS = 'text:/proc/self/mountinfo';
const CMDLINE = 'text:/proc/cmdline';
const usr = (options: string): string =>
  `1 0 254:9 / / rw,relatime - ext4 /dev/vda9 rw\n2 1 254:0 / /usr ${options},relatime - btrfs /dev/mapper/usr ${options}\n`;
const flatcar = {
  [OS]: 'ID=flatcar\nVERSION_ID=4081.2.0\n',
  [CMDLINE]:
    'BOOT_IMAGE=/flatcar/vmlinuz-a mount.usr=/dev/mapper/usr verity.usr=PARTUUID=7130 verity.usrhash=2ba7\n',
};

testCheck(verity, {
  pass: [{ name: 'Flatcar', given: { ...flatcar, [MOUNTS]: usr('ro') } }],
  fail: [
    {
      name: 'remounted',
      given: { ...flatcar, [MOUNTS]: usr('rw') },
      because: ['/usr: writable'],
    },
    {
      name: 'something above it',
      given: {
        ...flatcar,
        [MOUNTS]: `${usr('ro')}3 2 0:44 / /usr rw - overlay overlay rw,lowerdir=/usr\n`,
      },
      because: ['/usr: overlay above it'],
    },
  ],
  notApplicable: [
    { name: 'Debian', given: { ...flatcar, [OS]: 'ID=debian\n', [MOUNTS]: usr('ro') } },
  ],
});
