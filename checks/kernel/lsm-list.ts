import { defineCheck, fileText, type Mismatch, passUnless, required } from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.lsm-list',
  area: 'kernel',
  title: 'Capabilities, Yama and a module that confines containers are active',
  severity: 'high',
  level: 1,
  rationale:
    'A list given at boot or built in can leave out the very module that keeps containers off the host.',
  remedy:
    'Take `lsm=` and `security=` off the kernel command line, or add `yama` and `apparmor` or `selinux` to them; reboot.',
  references: ['kspp', 'khc', 'kernel-doc:admin-guide/LSM/index.rst'],
  tags: ['kernel', 'lsm'],
  needs: { list: required(fileText('/sys/kernel/security/lsm')) },
  evaluate({ list }) {
    const active = list.trim().split(',');
    const wrong: Mismatch[] = ['capability', 'yama']
      .filter((name) => !active.includes(name))
      .map((subject) => ({ subject, expected: 'active', actual: `only ${active.join(', ')}` }));
    if (!active.includes('apparmor') && !active.includes('selinux')) {
      wrong.push({
        subject: 'confining module',
        expected: 'apparmor or selinux',
        actual: `only ${active.join(', ')}`,
      });
    }
    return passUnless(wrong, active.join(', '));
  },
});
