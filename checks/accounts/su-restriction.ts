import {
  defineCheck,
  hasPassword,
  notApplicable,
  octal,
  orAbsent,
  type PamModule,
  passUnless,
  passwdEntries,
  presentStats,
  required,
  shadow,
  suModules,
} from '../../src/index.ts';

/** Whose failure ends in a refusal, for members of a group alone. */
const isLimit = ({ module, control, args }: PamModule): boolean =>
  module === 'pam_wheel.so' &&
  /^(bad|die)$/.test(control.get('default') ?? 'bad') &&
  args.includes('use_uid') &&
  !args.includes('deny');

export default defineCheck({
  id: 'accounts.su-restriction',
  area: 'accounts',
  title: 'su is for members of one group only',
  severity: 'medium',
  level: 1,
  rationale: 'From any account, a service’s too, the password of root can be tried out.',
  remedy:
    '`auth required pam_wheel.so use_uid` at the top of /etc/pam.d/su, or lock root’s password: `passwd -l root`.',
  references: [
    'cis-rhel9-2.0:5.2.7',
    'cis-ubuntu2404-1.0:5.2.7',
    'cis-dil-2.0:5.6',
    'ssg:use_pam_wheel_group_for_su',
    'ssg:ensure_pam_wheel_group_empty',
  ],
  tags: ['accounts', 'pam'],
  needs: {
    programs: required(presentStats(['/bin/su', '/usr/bin/su'])),
    modules: orAbsent(suModules),
    shadow: required(shadow),
    entries: required(passwdEntries),
  },
  evaluate({ programs, modules, shadow: passwords, entries }) {
    const open = programs.filter(({ mode }) => (mode & 0o4000) !== 0 && (mode & 0o001) !== 0);
    if (open.length === 0) return notApplicable('no su that everybody may run as root');
    const roots = new Set(entries.filter(({ uid }) => uid === 0).map(({ name }) => name));
    const isOpen = passwords.some((one) => roots.has(one.name) && hasPassword(one) && !one.locked);
    if (!isOpen) return notApplicable('root has no password that su could ask for');
    const stack = modules?.[0];
    if (stack === undefined) {
      return passUnless(
        open.map(({ path, mode }) => ({
          subject: path,
          expected: 'closed to others, without PAM',
          actual: octal(mode),
        })),
        '',
      );
    }
    return passUnless(
      stack.modules.some(isLimit)
        ? []
        : [
            {
              subject: '/etc/pam.d/su',
              expected: 'pam_wheel with use_uid, required',
              actual: stack.modules.some(({ module }) => module === 'pam_wheel.so')
                ? 'pam_wheel, but it turns nobody away'
                : 'no pam_wheel',
            },
          ],
      'pam_wheel is required',
    );
  },
});
