import coreDumps from '../../../checks/sysctl/core-dumps.ts';
import { type Cases, DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { booted, image } from './cases.ts';

const DUMPABLE = 'text:/proc/sys/fs/suid_dumpable';
const PATTERN = 'text:/proc/sys/kernel/core_pattern';
const LIMIT = 'text:/proc/sys/kernel/core_pipe_limit';
const SYSTEMD = '|/usr/lib/systemd/systemd-coredump %P %u %g %s %t 9223372036854775808 %h';

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(coreDumps, `sysctl.${id}`), cases);

const now = (dumpable: string, pattern: string): Given => ({
  [DUMPABLE]: `${dumpable}\n`,
  [PATTERN]: `${pattern}\n`,
});

check('fs.suid_dumpable', {
  pass: [
    { name: 'off', given: booted('fs.suid_dumpable=0', now('0', 'core')) },
    { name: 'off, as the kernel has it', given: booted('', now('0', 'core')) },
    {
      name: 'to the handler of systemd',
      given: booted(`fs.suid_dumpable=2\nkernel.core_pattern=${SYSTEMD}`, now('2', SYSTEMD)),
    },
    {
      name: 'to a handler that a service sets',
      given: booted('fs.suid_dumpable=2', now('2', '|/usr/share/apport/apport -p%p')),
    },
    { name: 'an image without a word on it', given: image('', [DUMPABLE, PATTERN]) },
  ],
  fail: [
    {
      name: 'written for everyone',
      given: booted('', now('1', SYSTEMD)),
      because: [`fs.suid_dumpable: 1 with kernel.core_pattern ${SYSTEMD}`],
    },
    {
      name: 'written into the folder of the caller',
      given: booted('', now('2', 'core')),
      because: ['fs.suid_dumpable: 2 with kernel.core_pattern core'],
    },
    {
      name: 'after a reboot',
      given: booted('fs.suid_dumpable = 1', now('0', 'core')),
      because: [
        'fs.suid_dumpable after a reboot: 1 with kernel.core_pattern core, set by /etc/sysctl.d/99-x.conf:1',
      ],
    },
  ],
  notApplicable: [{ name: 'no core dumps', given: booted('', { [PATTERN]: 'core\n' }) }],
  unknown: [{ name: 'not to be read', given: booted('', { [DUMPABLE]: DENIED }) }],
});

check('kernel.core_pipe_limit', {
  pass: [
    {
      name: 'as systemd ships it',
      given: booted(`kernel.core_pattern=${SYSTEMD}\nkernel.core_pipe_limit=16`, {
        [PATTERN]: `${SYSTEMD}\n`,
        [LIMIT]: '16\n',
      }),
    },
    {
      name: 'a service sets both',
      given: booted('', { [PATTERN]: '|/usr/share/apport/apport -p%p\n', [LIMIT]: '10\n' }),
    },
  ],
  fail: [
    {
      name: 'no waiting',
      given: booted('', { [PATTERN]: `${SYSTEMD}\n`, [LIMIT]: '0\n' }),
      because: ['kernel.core_pipe_limit: 0'],
    },
    {
      name: 'no waiting after a reboot',
      given: booted(`kernel.core_pattern=${SYSTEMD}`, {
        [PATTERN]: `${SYSTEMD}\n`,
        [LIMIT]: '16\n',
      }),
      because: ["kernel.core_pipe_limit after a reboot: 0, from the kernel's default"],
    },
  ],
  notApplicable: [
    { name: 'dumps are files', given: booted('', { [PATTERN]: 'core\n', [LIMIT]: '0\n' }) },
    {
      name: 'dumps are dropped',
      given: booted('', { [PATTERN]: '|/bin/false\n', [LIMIT]: '0\n' }),
    },
  ],
  unknown: [{ name: 'not to be read', given: booted('', { [PATTERN]: DENIED }) }],
});
