import table from '../../../checks/accounts/password-ages.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const shadow = (...lines: readonly string[]): Given => ({
  'shadow:': `${[...lines, 'status 0'].join('\n')}\n`,
});

/** By check: days that are too many or too few, in place of `MIN:MAX:WARN:INACTIVE`. */
const WRONG: Readonly<Record<string, readonly [string, string]>> = {
  'accounts.inactive-lock': ['1:365:7:60', '60 days'],
  'accounts.password-maximum-age': ['1:99999:7:45', '99999 days'],
  'accounts.password-minimum-age': ['0:365:7:45', '0 days'],
  'accounts.password-warning': ['1:365:3:45', '3 days'],
};

for (const [id, [ages, actual]] of Object.entries(WRONG)) {
  testCheck(checkIn(table, id), {
    pass: [
      {
        name: 'as it should be, a locked one left out',
        given: shadow('ada:yescrypt:open:1:1:365:7:45:', 'bob:yescrypt:locked:1:::::'),
      },
    ],
    fail: [
      {
        name: 'wrong, and not set',
        given: shadow(`ada:sha512:open:1:${ages}:`, 'bob:yescrypt:open:1:::::'),
        because: [`ada: ${actual}`, 'bob: not set'],
      },
    ],
    notApplicable: [
      { name: 'no passwords', given: shadow('ada:none:open:1:0:365:7::') },
      { name: 'no file', given: { 'shadow:': 'shadow absent\n' } },
    ],
  });
}
