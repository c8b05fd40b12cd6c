import crashes from '../../../checks/services/crash-reporters.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { COMMANDS, IDLE, PROCESSES, ps, WANTS, wants } from './hosts.ts';

const PATTERN = 'text:/proc/sys/kernel/core_pattern';
const PLAIN = { ...IDLE, [PATTERN]: 'core\n' };
const APPORT = { [WANTS]: wants('multi-user', 'apport.service') };

testCheck(crashes, {
  pass: [
    { name: 'none', given: PLAIN },
    {
      name: 'apport that its file switches off',
      given: { ...PLAIN, ...APPORT, 'text:/etc/default/apport': '# x\nenabled=0\n' },
    },
    {
      name: 'systemd-coredump keeps dumps and sends nothing',
      given: { ...IDLE, [PATTERN]: '|/usr/lib/systemd/systemd-coredump %P %u\n' },
    },
    {
      name: 'an image',
      given: { [COMMANDS]: NOT_BOOTED, [PROCESSES]: NOT_BOOTED, [PATTERN]: NOT_BOOTED },
    },
  ],
  fail: [
    {
      name: 'apport',
      given: {
        ...IDLE,
        ...APPORT,
        [PATTERN]: '|/usr/share/apport/apport -p%p -s%s\n',
        'text:/etc/default/apport': 'enabled=1\n',
      },
      because: [
        'kernel.core_pattern: |/usr/share/apport/apport -p%p -s%s',
        'apport.service at boot: started by /etc/systemd/system/multi-user.target.wants/apport.service',
      ],
    },
    {
      name: 'abrt',
      given: { ...PLAIN, [COMMANDS]: ps('abrtd') },
      because: ['abrtd: running'],
    },
  ],
});
