import pamGrants from '../../../checks/capabilities/pam-grants.ts';
import bootParameters from '../../../checks/cgroup/boot-parameters.ts';
import kernelMounts from '../../../checks/kernel/mounts.ts';
import pinnedBpf from '../../../checks/kernel/pinned-bpf-mode.ts';
import swapEncryption from '../../../checks/kernel/swap-encryption.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const NOW = 'text:/proc/self/mountinfo';
const ROOT = '25 1 254:0 / / rw - ext4 /dev/vda1 rw\n';
const at = (path: string, type: string): Given => ({
  [NOW]: `${ROOT}40 25 0:9 / ${path} rw - ${type} ${type} rw\n`,
});
const of = (path: string, mode: string, owner = '0|0|root|root', type = 'directory'): string =>
  `${mode}|${owner}|${type}|0|1700000000|${path}\n`;

for (const check of kernelMounts) {
  const isDebug = check.id === 'kernel.debugfs-mount';
  const path = isDebug ? '/sys/kernel/debug' : '/sys/kernel/tracing';
  const mounted = at(path, isDebug ? 'debugfs' : 'tracefs');
  testCheck(check, {
    pass: [{ name: 'closed', given: { ...mounted, [`stat:${path}`]: of(path, '700') } }],
    fail: [
      {
        name: 'open',
        given: { ...mounted, [`stat:${path}`]: of(path, '755') },
        because: [`${path} mode: 0755, group root`],
      },
      {
        name: 'for a group',
        given: { ...mounted, [`stat:${path}`]: of(path, '750', '0|999|root|tracing') },
        because: [`${path} mode: 0750, group tracing`],
      },
    ],
    notApplicable: [{ name: 'not mounted', given: { [NOW]: ROOT } }],
  });
}

const BPF = at('/sys/fs/bpf', 'bpf');
testCheck(pinnedBpf, {
  pass: [
    {
      name: 'closed',
      given: { ...BPF, 'stat:/sys/fs/bpf': of('/sys/fs/bpf', '700') },
    },
    {
      name: 'sticky, with a closed object in it',
      given: {
        ...BPF,
        'stat:/sys/fs/bpf': of('/sys/fs/bpf', '1777'),
        'stat:/sys/fs/bpf/*': of('/sys/fs/bpf/x', '600', '0|0|root|root', 'regular file'),
      },
    },
  ],
  fail: [
    {
      name: 'an open object of an account',
      given: {
        ...BPF,
        'stat:/sys/fs/bpf': of('/sys/fs/bpf', '1777'),
        'stat:/sys/fs/bpf/*': of('/sys/fs/bpf/x', '644', '1000|0|joe|root', 'regular file'),
      },
      because: ['/sys/fs/bpf/x owner: joe', '/sys/fs/bpf/x mode: 0644'],
    },
  ],
  notApplicable: [{ name: 'not mounted', given: { [NOW]: ROOT } }],
});

const SWAPS = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';
const swaps = (path: string, type = 'partition'): string =>
  `${SWAPS}${path}                               ${type}\t2097148\t\t0\t\t-2\n`;
const UUID = 'text:/sys/block/*/dm/uuid';
testCheck(swapEncryption, {
  pass: [
    { name: 'none', given: { 'text:/proc/swaps': SWAPS } },
    { name: 'zram', given: { 'text:/proc/swaps': swaps('/dev/zram0') } },
    {
      name: 'encrypted',
      given: {
        'text:/proc/swaps': swaps('/dev/dm-1'),
        [UUID]: '/sys/block/dm-1/dm/uuid:CRYPT-PLAIN-swap\n',
      },
    },
  ],
  fail: [
    {
      name: 'a bare partition',
      given: { 'text:/proc/swaps': swaps('/dev/sda2') },
      because: ['/dev/sda2: plain'],
    },
  ],
  manual: [
    { name: 'a file', given: { 'text:/proc/swaps': swaps('/swap.img', 'file') } },
    {
      name: 'a logical volume',
      given: {
        'text:/proc/swaps': swaps('/dev/dm-0'),
        [UUID]: '/sys/block/dm-0/dm/uuid:LVM-x\n',
      },
    },
  ],
});

const CMDLINE = 'text:/proc/cmdline';
testCheck(bootParameters, {
  pass: [
    { name: 'none', given: { [CMDLINE]: 'root=/dev/vda1 cgroup_no_v1=all\n' } },
    { name: 'another controller', given: { [CMDLINE]: 'cgroup_disable=rdma\n' } },
  ],
  fail: [
    {
      name: 'each',
      given: {
        [CMDLINE]: 'systemd.unified_cgroup_hierarchy=no cgroup_disable=cpu,memory\n',
        'text:/etc/default/grub': 'GRUB_CMDLINE_LINUX="SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1"\n',
      },
      because: [
        'systemd.unified_cgroup_hierarchy: systemd.unified_cgroup_hierarchy=no',
        'cgroup_disable: cgroup_disable=cpu,memory',
        'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE after a reboot: SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1, set by /etc/default/grub',
      ],
    },
  ],
});

const CONF = 'text:/etc/security/capability.conf';
testCheck(pamGrants, {
  pass: [{ name: 'none', given: { [CONF]: '# x\nnone *\n' } }],
  fail: [
    {
      name: 'one',
      given: { [CONF]: 'cap_net_raw,^cap_setuid joe @adm\nnone *\n' },
      because: ['joe @adm: cap_net_raw,^cap_setuid'],
    },
  ],
  notApplicable: [{ name: 'no such file', given: {} }],
});
