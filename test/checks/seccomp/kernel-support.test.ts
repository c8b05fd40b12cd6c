import support from '../../../checks/seccomp/kernel-support.ts';
import { IDLE, runningDocker } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const STATUS = 'text:/proc/self/status';
const ACTIONS = 'text:/proc/sys/kernel/seccomp/actions_avail';
const AVAILABLE = 'kill_process kill_thread trap errno user_notif trace log allow\n';
const docker = { 'processes:': runningDocker({})['processes:'] ?? '' };

testCheck(support, {
  pass: [
    {
      name: 'a kernel of a distribution',
      given: {
        ...docker,
        [STATUS]: 'Name:\tgrep\nNoNewPrivs:\t0\nSeccomp:\t0\nSeccomp_filters:\t0\n',
        [ACTIONS]: AVAILABLE,
      },
    },
  ],
  fail: [
    {
      name: 'a kernel without',
      given: { ...docker, [STATUS]: 'Name:\tgrep\nNoNewPrivs:\t0\n' },
      because: ['CONFIG_SECCOMP: processes have no seccomp mode'],
    },
  ],
  notApplicable: [{ name: 'no engine', given: { ...IDLE, [STATUS]: 'Seccomp:\t0\n' } }],
  manual: [{ name: 'an old kernel', given: { ...docker, [STATUS]: 'Seccomp:\t0\n' } }],
  unknown: [{ name: 'no /proc', given: docker }],
});
