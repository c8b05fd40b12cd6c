import umask from '../../../checks/accounts/umask.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { namedPathsGiven } from '../../support/named-paths-given.ts';
import { testCheck } from '../../support/test-check.ts';

const told = (...lines: readonly string[]): Given => ({
  'named_paths:': namedPathsGiven(lines, [])['named_paths:'] ?? '',
});

testCheck(umask, {
  pass: [{ name: 'closed', given: told('umask|/etc/login.defs|027', 'umask|/etc/bashrc|0077') }],
  fail: [
    {
      name: 'Debian',
      given: told('umask|/etc/login.defs|022', 'umask|/etc/profile|027'),
      because: ['/etc/login.defs: 022'],
    },
    { name: 'nothing set', given: told(), because: ['umask: not set, 022 by default'] },
  ],
  unknown: [
    {
      name: 'a file that may not be read',
      given: told('denied|/etc/profile', 'umask|/etc/login.defs|027'),
    },
  ],
});
