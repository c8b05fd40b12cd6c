import coreUsesPid from '../../../checks/sysctl/core-uses-pid.ts';
import fips from '../../../checks/sysctl/fips.ts';
import { testCheck } from '../../support/test-check.ts';
import { booted, image } from './cases.ts';

const USES = 'text:/proc/sys/kernel/core_uses_pid';
const PATTERN = 'text:/proc/sys/kernel/core_pattern';
testCheck(coreUsesPid, {
  pass: [
    {
      name: 'set, now and later',
      given: booted('kernel.core_uses_pid=1', { [USES]: '1\n', [PATTERN]: 'core\n' }),
    },
    {
      name: 'by the pattern',
      given: booted('kernel.core_pattern=core.%p', { [USES]: '0\n', [PATTERN]: 'core.%p\n' }),
    },
    { name: 'an image', given: image('kernel.core_uses_pid=1', [USES, PATTERN]) },
  ],
  fail: [
    {
      name: 'neither',
      given: booted('', { [USES]: '0\n', [PATTERN]: 'core\n' }),
      because: [
        'kernel.core_uses_pid: 0',
        "kernel.core_uses_pid after a reboot: 0, set by the kernel's default",
      ],
    },
    {
      name: 'lost',
      given: booted('kernel.core_pattern=core', { [USES]: '0\n', [PATTERN]: '|/x %P\n' }),
      because: ["kernel.core_uses_pid after a reboot: 0, set by the kernel's default"],
    },
  ],
  notApplicable: [{ name: 'no dumps', given: booted('', { [PATTERN]: 'core\n' }) }],
});

const FIPS = 'text:/proc/sys/crypto/fips_enabled';
const params = { fipsRequired: true };
testCheck(fips, {
  pass: [{ name: 'on', given: { [FIPS]: '1\n' }, params }],
  fail: [
    { name: 'off', given: { [FIPS]: '0\n' }, params, because: ['crypto.fips_enabled: 0'] },
    {
      name: 'not there',
      given: {},
      params,
      because: ['crypto.fips_enabled: this kernel has no FIPS mode'],
    },
  ],
  notApplicable: [{ name: 'not asked for', given: { [FIPS]: '0\n' } }],
});
