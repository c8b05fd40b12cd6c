import table from '../../../checks/updates/image-systems.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const OS = 'text:/etc/os-release';
const WANTS = 'stat:/etc/systemd/system/*.wants/*';
const link = (name: string): string =>
  statLine(`/etc/systemd/system/multi-user.target.wants/${name}`, { type: 'regular file' });
const STOCK = { 'text:/usr/share/flatcar/update.conf': 'GROUP=stable\n' };
const OWN = 'text:/etc/flatcar/update.conf';
const flatcar = { [OS]: 'ID=flatcar\n', ...STOCK };

testCheck(checkIn(table, 'updates.flatcar'), {
  pass: [
    { name: 'as installed', given: flatcar },
    { name: 'lts', given: { ...flatcar, [OWN]: 'REBOOT_STRATEGY=off\nGROUP=lts\n' } },
  ],
  fail: [
    {
      name: 'off in each way',
      given: {
        ...flatcar,
        [OWN]: 'SERVER=disabled\nGROUP=alpha\n',
        'stat:/etc/systemd/system/update-engine.service': statLine(
          '/etc/systemd/system/update-engine.service',
          { type: 'character special file' },
        ),
      },
      because: ['SERVER: disabled', 'GROUP: alpha', 'update-engine.service: masked'],
    },
  ],
  notApplicable: [{ name: 'Debian', given: { [OS]: 'ID=debian\n' } }],
});

const coreos = {
  [OS]: 'ID=fedora\nVARIANT_ID=coreos\n',
  'stat:/run/ostree-booted': statLine('/run/ostree-booted', { type: 'regular empty file' }),
};
const ZINCATI = 'text:/etc/zincati/config.d/*.toml';

testCheck(checkIn(table, 'updates.ostree'), {
  pass: [
    { name: 'zincati', given: { ...coreos, [WANTS]: link('zincati.service') } },
    { name: 'bootc', given: { ...coreos, [WANTS]: link('bootc-fetch-apply-updates.timer') } },
  ],
  fail: [
    {
      name: 'nothing',
      given: coreos,
      because: [
        'updates: none of zincati.service, rpm-ostreed-automatic.timer, bootc-fetch-apply-updates.timer is enabled',
      ],
    },
    {
      name: 'zincati switched off',
      given: {
        ...coreos,
        [WANTS]: link('zincati.service'),
        [ZINCATI]:
          '/etc/zincati/config.d/90.toml:[updates]\n/etc/zincati/config.d/90.toml:enabled = false\n',
      },
      because: ['/etc/zincati/config.d/90.toml: enabled = false'],
    },
  ],
  notApplicable: [
    { name: 'Fedora', given: { [OS]: 'ID=fedora\n' } },
    { name: 'a cluster’s node', given: { ...coreos, [OS]: 'ID=rhcos\n' } },
  ],
});

testCheck(checkIn(table, 'updates.transactional'), {
  pass: [
    {
      name: 'MicroOS',
      given: { [OS]: 'ID=opensuse-microos\n', [WANTS]: link('transactional-update.timer') },
    },
  ],
  fail: [
    {
      name: 'the timer off',
      given: { [OS]: 'ID=sle-micro\n' },
      because: ['transactional-update.timer: not enabled'],
    },
  ],
  notApplicable: [{ name: 'Leap', given: { [OS]: 'ID=opensuse-leap\n' } }],
});
