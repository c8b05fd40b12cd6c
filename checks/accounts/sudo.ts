import { z } from 'zod';
import {
  type AnyCheck,
  builtInSecurePath,
  type CheckMeta,
  defineCheck,
  isGeneral,
  loginAccount,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  sudoers,
  sudoPty,
  sudoSettings,
} from '../../src/index.ts';

const NO_SUDOERS = 'there is no /etc/sudoers';
const meta = { area: 'accounts', level: 1, tags: ['accounts', 'sudo'] } as const satisfies Pick<
  CheckMeta,
  'area' | 'level' | 'tags'
>;

/** A line that may give anybody anything. */
const doubt = (seen: {
  readonly sudoers: { readonly unclear?: string } | undefined;
}): string | undefined => seen.sudoers?.unclear;

/** A setting that is for some only, as it stands in the file. */
const shownScope = (scope: string): string => (scope === '' ? 'Defaults' : `Defaults${scope}`);

/** Variables by which a caller makes another account's programs load what they like. */
const LOADS_CODE =
  /^(\*|LD_|PYTHON|PERL|RUBY|NODE_|JAVA_TOOL|BASH_ENV|BASH_FUNC|ENV$|IFS$|PATH$|SHELLOPTS|PS4|GCONV_PATH|LOCPATH)/;

const checks: readonly AnyCheck[] = [
  defineCheck({
    ...meta,
    id: 'accounts.sudo-authenticate',
    title: 'sudo asks for a password unless a rule says otherwise',
    severity: 'high',
    rationale:
      'With `!authenticate` whoever takes over the session of an administrator is root at once, whatever the rules say.',
    remedy: 'Remove `!authenticate` with `visudo`, in /etc/sudoers.d too.',
    references: [
      'cis-rhel9-2.0:5.2.5',
      'cis-ubuntu2404-1.0:5.2.5',
      'stig-rhel9:RHEL-09-432025',
      'lynis:AUTH-9250',
      'ssg:sudo_remove_no_authenticate',
    ],
    needs: { sudoers: orAbsent(sudoers) },
    doubt,
    evaluate({ sudoers: seen }) {
      if (seen === undefined) return notApplicable(NO_SUDOERS);
      return passUnless(
        sudoSettings(seen, 'authenticate')
          .filter(({ negated }) => negated)
          .map(({ path, scope }) => ({
            subject: `${path}: ${shownScope(scope)}`,
            expected: 'no !authenticate',
            actual: '!authenticate',
          })),
        'passwords are asked for',
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'accounts.sudo-nopasswd',
    title: 'sudo lets nobody run everything without a password',
    severity: 'high',
    level: 2,
    rationale:
      'Whoever takes the account or its key is root at once. Tools that work over SSH need such an account: name it, so that others stand out.',
    remedy:
      'Remove `NOPASSWD` with `visudo`, or name the commands with their arguments; put accounts of tools into the parameter `accounts`.',
    references: [
      'cis-rhel9-2.0:5.2.4',
      'cis-ubuntu2404-1.0:5.2.4',
      'stig-rhel9:RHEL-09-611085',
      'stig-ubuntu2404:UBTU-24-300020',
      'stig-ubuntu2404:UBTU-24-300021',
      'lynis:AUTH-9250',
      'ssg:sudo_remove_nopasswd',
      'ssg:sudo_require_authentication',
    ],
    needs: { sudoers: orAbsent(sudoers), login: required(loginAccount) },
    doubt,
    params: z.strictObject({
      accounts: z.array(z.string()).default([]).describe('accounts that may: ada, and groups: %ci'),
    }),
    evaluate({ sudoers: seen, login }, { params }) {
      if (seen === undefined) return notApplicable(NO_SUDOERS);
      const own = login === undefined ? [] : [login.name, ...login.groups];
      const open = seen.rules.flatMap(({ path, who, commands }) =>
        who
          .filter((one) => one !== 'root')
          .flatMap((one) =>
            commands
              .filter(({ tags, negated, asRoot }) => tags.has('NOPASSWD') && !negated && asRoot)
              .filter(isGeneral)
              .map(({ command }) => ({ path, one, command })),
          ),
      );
      const allowed = [...new Set(open.map(({ one }) => one))].filter((one) =>
        params.accounts.includes(one),
      );
      return passUnless(
        open
          .filter(({ one }) => !params.accounts.includes(one))
          .map(({ path, one, command }) => ({
            subject: `${path}: ${one}, ${command}`,
            expected: 'a password, or a command with its arguments',
            actual: own.includes(one) ? 'NOPASSWD, for the account of this audit' : 'NOPASSWD',
          })),
        allowed.length === 0 ? 'nobody' : `nobody but ${allowed.join(', ')}`,
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'accounts.sudo-environment',
    title: 'sudo starts commands with a clean environment and a search path of its own',
    severity: 'high',
    rationale:
      'Variables such as LD_PRELOAD or PYTHONPATH, and a PATH of the caller’s choice, make root run foreign code.',
    remedy:
      'With `visudo`: `Defaults env_reset` and `Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"`; take the variables named out of `env_keep`.',
    references: ['lynis:AUTH-9250', 'ssg:sudo_add_env_reset'],
    needs: { sudoers: orAbsent(sudoers), builtIn: required(builtInSecurePath) },
    doubt,
    evaluate({ sudoers: seen, builtIn }) {
      if (seen === undefined) return notApplicable(NO_SUDOERS);
      const paths = sudoSettings(seen, 'secure_path');
      const everybodys = paths.find(({ scope }) => scope === '');
      const isUnset = everybodys === undefined ? !builtIn : everybodys.negated;
      const unset = {
        subject: 'secure_path',
        expected: 'a search path',
        actual: everybodys === undefined ? 'not set' : '!secure_path',
      };
      const flags = (['env_reset', 'setenv'] as const).flatMap((name) =>
        sudoSettings(seen, name)
          .filter(({ negated }) => negated === (name === 'env_reset'))
          .map(({ path, scope, negated }) => ({
            subject: `${path}: ${shownScope(scope)} ${name}`,
            expected: negated ? name : `!${name}`,
            actual: negated ? `!${name}` : name,
          })),
      );
      const relative = paths.flatMap(({ path, value }) =>
        value
          .split(':')
          .filter((folder) => value !== '' && !folder.startsWith('/'))
          .map((folder) => ({
            subject: `${path}: secure_path`,
            expected: 'folders from / only',
            actual: folder === '' ? 'an empty part' : folder,
          })),
      );
      const kept = [...sudoSettings(seen, 'env_keep'), ...sudoSettings(seen, 'env_check')]
        .filter(({ how, negated }) => how !== '-=' && !negated)
        .flatMap(({ path, name, value }) =>
          value
            .split(/\s+/)
            .filter((variable) => LOADS_CODE.test(variable))
            .map((variable) => ({
              subject: `${path}: ${name} ${variable}`,
              expected: 'not kept',
              actual: 'kept',
            })),
        );
      return passUnless(
        [...flags, ...(isUnset ? [unset] : []), ...relative, ...kept],
        everybodys === undefined ? 'built in' : everybodys.value,
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'accounts.sudo-pty',
    title: 'sudo gives commands a terminal of their own',
    severity: 'medium',
    rationale:
      'A command that shares the administrator’s terminal can type into it, and go on after sudo has ended.',
    remedy: '`Defaults use_pty` with `visudo`; on by default since sudo 1.9.14.',
    references: ['cis-rhel9-2.0:5.2.2', 'cis-ubuntu2404-1.0:5.2.2', 'ssg:sudo_add_use_pty'],
    needs: { sudoers: orAbsent(sudoers), pty: orAbsent(sudoPty) },
    doubt,
    evaluate({ sudoers: seen, pty }) {
      if (seen === undefined || pty === undefined) return notApplicable(NO_SUDOERS);
      const scoped = sudoSettings(seen, 'use_pty').filter(
        ({ scope, negated }) => scope !== '' && negated,
      );
      return passUnless(
        [
          ...(pty.isOn ? [] : [{ subject: 'use_pty', expected: 'on', actual: pty.why }]),
          ...scoped.map(({ path, scope }) => ({
            subject: `${path}: ${shownScope(scope)}`,
            expected: 'no !use_pty',
            actual: '!use_pty',
          })),
        ],
        pty.why,
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'accounts.sudo-negations',
    title: 'No rule of sudo allows everything but some commands',
    severity: 'medium',
    rationale:
      'A copy of the forbidden program under another name, or a shell, gets round the exception.',
    remedy: 'Name what is allowed instead, with `visudo`.',
    references: ['lynis:AUTH-9250', 'ssg:sudoers_no_command_negation'],
    needs: { sudoers: orAbsent(sudoers) },
    doubt,
    evaluate({ sudoers: seen }) {
      if (seen === undefined) return notApplicable(NO_SUDOERS);
      return passUnless(
        seen.rules
          .filter(({ commands }) =>
            commands.some(({ command, negated }) => command === 'ALL' && !negated),
          )
          .flatMap(({ path, who, commands }) => {
            const taken = commands.filter(({ negated, command }) => negated && command !== 'ALL');
            return taken.length === 0
              ? []
              : [
                  {
                    subject: `${path}: ${who.join(', ')}`,
                    expected: 'commands by name',
                    actual: `ALL, but not ${taken.map(({ command }) => command).join(', ')}`,
                  },
                ];
          }),
        'no exceptions to ALL',
      );
    },
  }),
];

export default checks;
