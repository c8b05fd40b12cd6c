import {
  defineCheck,
  fileText,
  type Mismatch,
  managerSetting,
  notApplicable,
  orAbsent,
  ownUnits,
  passUnless,
  required,
  stat,
} from '../../src/index.ts';

const TARGET = '/etc/systemd/system/ctrl-alt-del.target';

export default defineCheck({
  id: 'services.ctrl-alt-del',
  area: 'services',
  title: 'The console key sequence does not reboot the host',
  severity: 'medium',
  level: 1,
  rationale:
    'Anyone at a console, or at its window in the hypervisor, stops every container without logging in. Pressed seven times in two seconds it does so even where the target is masked.',
  remedy:
    '`systemctl mask ctrl-alt-del.target`; `CtrlAltDelBurstAction=none` in a file of /etc/systemd/system.conf.d. Without systemd take the line `ctrlaltdel` out of /etc/inittab.',
  references: [
    'stig-rhel9:RHEL-09-211045',
    'stig-rhel9:RHEL-09-211050',
    'stig-ubuntu2404:UBTU-24-300026',
    'ssg:disable_ctrlaltdel_reboot',
    'ssg:disable_ctrlaltdel_burstaction',
  ],
  tags: ['console'],
  needs: {
    systemd: orAbsent(stat('/usr/lib/systemd/system/ctrl-alt-del.target')),
    older: orAbsent(stat('/lib/systemd/system/ctrl-alt-del.target')),
    own: required(ownUnits),
    burst: orAbsent(managerSetting('CtrlAltDelBurstAction')),
    inittab: orAbsent(fileText('/etc/inittab')),
  },
  evaluate({ systemd, older, own, burst, inittab = '' }) {
    if (systemd === undefined && older === undefined) {
      const line = /^[^#:\n]*:[^:\n]*:ctrlaltdel:.+$/m.exec(inittab)?.[0];
      if (line === undefined)
        return notApplicable('neither systemd nor /etc/inittab knows the keys');
      return passUnless(
        [{ subject: '/etc/inittab', expected: 'no ctrlaltdel', actual: line.slice(0, 200) }],
        '',
      );
    }
    const wrong: Mismatch[] = [];
    if (own.find(({ path }) => path === TARGET)?.type !== 'device') {
      wrong.push({ subject: 'ctrl-alt-del.target', expected: 'masked', actual: 'not masked' });
    }
    if (burst?.value !== 'none') {
      wrong.push({
        subject: 'CtrlAltDelBurstAction',
        expected: 'none',
        actual:
          burst === undefined ? 'reboot-force, the default' : `${burst.value} in ${burst.path}`,
      });
    }
    return passUnless(wrong, 'ctrl-alt-del.target is masked, and a burst of keys does nothing');
  },
});
