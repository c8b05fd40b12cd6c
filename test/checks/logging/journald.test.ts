import journald from '../../../checks/logging/journald.ts';
import { testCheck } from '../../support/test-check.ts';

const [compress, limits] = journald;
const PROGRAM = '/usr/lib/systemd/systemd-journald';
const HERE = { [`stat:${PROGRAM}`]: `755|0|0|root|root|regular file|9|1|${PROGRAM}\n` };
const conf = (...lines: readonly string[]) => ({
  ...HERE,
  'text:/etc/systemd/journald.conf': `[Journal]\n${lines.join('\n')}\n`,
});

testCheck(compress, {
  pass: [
    { name: 'the default', given: conf('#Compress=yes') },
    { name: 'a size', given: conf('Compress=1K') },
  ],
  fail: [
    {
      name: 'switched off',
      given: conf('Compress=No'),
      because: ['Compress: No by /etc/systemd/journald.conf'],
    },
  ],
  notApplicable: [{ name: 'no systemd', given: {} }],
});

testCheck(limits, {
  pass: [
    { name: 'the defaults', given: HERE },
    { name: 'a limit', given: conf('SystemMaxUse=2G', 'RateLimitIntervalSec=10s') },
    { name: 'no size, which journald passes over', given: conf('SystemMaxUse=much') },
  ],
  fail: [
    {
      name: 'no limit of the rate',
      given: conf('RateLimitIntervalSec=0s', 'RateLimitBurst=0'),
      because: [
        'RateLimitIntervalSec: 0s by /etc/systemd/journald.conf',
        'RateLimitBurst: 0 by /etc/systemd/journald.conf',
      ],
    },
  ],
  manual: [{ name: 'more than the default allows', given: conf('SystemMaxUse=20G') }],
  notApplicable: [{ name: 'no systemd', given: {} }],
});
