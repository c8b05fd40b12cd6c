import check from '../../../checks/accounts/inactive-lock.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const shadow = (...lines: readonly string[]): Given => ({
  'shadow:': `${[...lines, 'status 0'].join('\n')}\n`,
});

testCheck(check, {
  pass: [
    {
      name: 'closed in time',
      given: shadow('ada:yescrypt:open:1:0:365:7:45:', 'bob:yescrypt:locked:1:0:365:7::'),
    },
    {
      name: 'by another limit',
      given: shadow('ada:yescrypt:open:1:0:365:7:90:'),
      params: { days: 90 },
    },
  ],
  fail: [
    {
      name: 'never, or late',
      given: shadow('ada:yescrypt:open:1:0:365:7::', 'bob:sha512:open:1:0:365:7:60:'),
      because: ['ada: never closed', 'bob: after 60 days'],
    },
  ],
  notApplicable: [
    { name: 'no passwords', given: shadow('ada:none:open:1:0:365:7::') },
    { name: 'no file', given: { 'shadow:': 'shadow absent\n' } },
  ],
});
