import { z } from 'zod';
import {
  defineCheck,
  notApplicable,
  passUnless,
  required,
  usernsCreation,
} from '../../src/index.ts';

const params = z.object({
  /** Users of these hosts run containers, browsers or build tools that need user namespaces. */
  rootlessNeeded: z.boolean().default(false),
});

const EXPECTED =
  'one of kernel.unprivileged_userns_clone = 0, kernel.apparmor_restrict_unprivileged_userns = 1, user.max_user_namespaces = 0';

export default defineCheck({
  id: 'namespaces.unprivileged-creation',
  area: 'namespaces',
  title: 'Unprivileged users cannot create user namespaces unless this host needs it',
  severity: 'medium',
  level: 2,
  rationale:
    'In a user namespace of their own anyone reaches nf_tables, overlayfs and others as if they were root: most local escalations of recent years begin there.',
  remedy:
    'Debian: `kernel.unprivileged_userns_clone = 0` in /etc/sysctl.d; Ubuntu: keep kernel.apparmor_restrict_unprivileged_userns at 1; others: `user.max_user_namespaces = 0`, which stops userns-remap, Flatpak and sandboxes of browsers too. Set the parameter `rootlessNeeded` where users need them.',
  references: [
    'khc',
    'kspp:sysctls',
    'ssg:sysctl_user_max_user_namespaces',
    'stig-ol8:OL08-00-040284',
  ],
  tags: ['sysctl'],
  params,
  needs: { creation: required(usernsCreation) },
  evaluate({ creation: { now, afterReboot, booted } }, { params: { rootlessNeeded } }) {
    if (rootlessNeeded) return notApplicable('the profile says that users need user namespaces');
    const subject = 'user namespaces of unprivileged users';
    const open = { expected: EXPECTED, actual: 'nothing closes them' };
    if (booted && now === undefined) return passUnless([{ subject, ...open }], '');
    return passUnless(
      afterReboot === undefined ? [{ subject: `${subject} after a reboot`, ...open }] : [],
      booted ? `${now}` : `not booted, so judged by its files: ${afterReboot}`,
    );
  },
});
