import table from '../../../checks/seccomp/custom-profiles.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { IDLE, runningDocker, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const PLACE = '/etc/docker/seccomp/*.json';
const PATH = '/etc/docker/seccomp/web.json';
const KUBELET = '/var/lib/kubelet/seccomp/*.json';

interface Profile {
  readonly defaultAction: string;
  readonly syscalls?: readonly unknown[];
}

const content = (path: string, profile: unknown): string =>
  `${JSON.stringify(profile, null, 1)}\n`.replace(/^(?=.)/gm, `${path}:`);
const given = (profile: Profile | string, mode = '644', owner?: string): Given => ({
  ...runningDocker({ 'seccomp-profile': PATH }),
  [`text:${PLACE}`]: content(PATH, profile),
  [`stat:${PLACE}`]: statLine(PATH, mode, owner),
});

/** As moby’s own: mount with a capability, clone with its arguments. */
const GOOD: Profile = {
  defaultAction: 'SCMP_ACT_ERRNO',
  syscalls: [
    { names: ['read', 'write'], action: 'SCMP_ACT_ALLOW', args: [], includes: {}, excludes: {} },
    { names: ['mount', 'bpf'], action: 'SCMP_ACT_ALLOW', includes: { caps: ['CAP_SYS_ADMIN'] } },
    {
      names: ['unshare'],
      action: 'SCMP_ACT_ALLOW',
      args: [{ index: 0, value: 1, op: 'SCMP_CMP_EQ' }],
    },
    { names: ['keyctl'], action: 'SCMP_ACT_ERRNO' },
  ],
};

const none = [
  { name: 'no engine', given: IDLE },
  { name: 'the built-in one', given: runningDocker({}) },
];
const blind = [
  {
    name: 'a place that is not collected',
    given: runningDocker({ 'seccomp-profile': '/opt/p.json' }),
  },
  { name: 'may not be read', given: { ...given(GOOD), [`text:${PLACE}`]: DENIED } },
];
const missing = { name: 'missing', given: runningDocker({ 'seccomp-profile': PATH }) };

testCheck(checkIn(table, 'seccomp.custom-profile-file'), {
  pass: [{ name: 'root’s', given: given(GOOD) }],
  fail: [
    {
      name: 'open',
      given: given(GOOD, '666', '1000:0'),
      because: [`${PATH} owner: ada`, `${PATH} mode: 0666`],
    },
    { ...missing, because: [`${PATH}: missing, named by dockerd`] },
  ],
  notApplicable: none,
  unknown: blind,
});

testCheck(checkIn(table, 'seccomp.custom-profile-default-action'), {
  pass: [{ name: 'denies', given: given(GOOD) }],
  fail: [
    {
      name: 'allows',
      given: given({ defaultAction: 'SCMP_ACT_ALLOW' }),
      because: [`${PATH} defaultAction: SCMP_ACT_ALLOW`],
    },
    {
      name: 'no profile, and one in the kubelet’s folder',
      given: {
        ...given('SCMP_ACT_ERRNO'),
        [`text:${KUBELET}`]: content('/var/lib/kubelet/seccomp/log.json', {
          defaultAction: 'SCMP_ACT_LOG',
        }),
        [`stat:${KUBELET}`]: statLine('/var/lib/kubelet/seccomp/log.json', '644'),
      },
      because: [
        `${PATH} defaultAction: not a profile in JSON`,
        '/var/lib/kubelet/seccomp/log.json defaultAction: SCMP_ACT_LOG',
      ],
    },
  ],
  notApplicable: [...none, missing],
  manual: [{ name: 'asks a program', given: given({ defaultAction: 'SCMP_ACT_NOTIFY' }) }],
  unknown: blind,
});

testCheck(checkIn(table, 'seccomp.custom-profile-syscalls'), {
  pass: [{ name: 'with capabilities only', given: given(GOOD) }],
  fail: [
    {
      name: 'open to all',
      given: given({
        defaultAction: 'SCMP_ACT_ERRNO',
        syscalls: [
          { names: ['read', 'mount', 'io_uring_setup'], action: 'SCMP_ACT_ALLOW' },
          { name: 'bpf', action: 'SCMP_ACT_ALLOW', args: null, includes: null },
        ],
      }),
      because: [
        `${PATH} bpf: allowed to every container`,
        `${PATH} io_uring_setup: allowed to every container`,
        `${PATH} mount: allowed to every container`,
      ],
    },
    { name: 'no profile', given: given('x'), because: [`${PATH}: not a profile in JSON`] },
  ],
  notApplicable: [...none, missing],
  unknown: blind,
});
