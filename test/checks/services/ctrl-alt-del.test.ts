import keys from '../../../checks/services/ctrl-alt-del.ts';
import { testCheck } from '../../support/test-check.ts';
import { link, OWN } from './hosts.ts';

const lines = (path: string, ...texts: string[]): string =>
  texts.map((text) => `${path}:${text}\n`).join('');
const TARGET = 'stat:/usr/lib/systemd/system/ctrl-alt-del.target';
const SYSTEMD = { [TARGET]: link('/usr/lib/systemd/system/ctrl-alt-del.target') };
const MASK = { [OWN]: link('/etc/systemd/system/ctrl-alt-del.target', 'character special file') };
const BURST = 'text:/etc/systemd/system.conf.d/*.conf';
const MAIN = 'text:/etc/systemd/system.conf';

testCheck(keys, {
  pass: [
    {
      name: 'masked, and no burst',
      given: {
        ...SYSTEMD,
        ...MASK,
        [BURST]: lines(
          '/etc/systemd/system.conf.d/burst.conf',
          '[Manager]',
          'CtrlAltDelBurstAction=none',
        ),
      },
    },
  ],
  fail: [
    {
      name: 'as it comes',
      given: { ...SYSTEMD, [MAIN]: '[Manager]\n#CtrlAltDelBurstAction=reboot-force\n' },
      because: [
        'ctrl-alt-del.target: not masked',
        'CtrlAltDelBurstAction: reboot-force, the default',
      ],
    },
    {
      name: 'a drop-in takes it back',
      given: {
        ...SYSTEMD,
        ...MASK,
        [MAIN]: '[Manager]\nCtrlAltDelBurstAction=none\n',
        [BURST]: lines(
          '/etc/systemd/system.conf.d/burst.conf',
          '[Manager]',
          'CtrlAltDelBurstAction=poweroff-force',
        ),
      },
      because: ['CtrlAltDelBurstAction: poweroff-force in /etc/systemd/system.conf.d/burst.conf'],
    },
    {
      name: 'init of BusyBox',
      given: { 'text:/etc/inittab': '::ctrlaltdel:/sbin/reboot\n' },
      because: ['/etc/inittab: ::ctrlaltdel:/sbin/reboot'],
    },
  ],
  notApplicable: [{ name: 'neither', given: {} }],
});
