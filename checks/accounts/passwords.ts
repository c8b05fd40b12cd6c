import {
  type AnyCheck,
  defineCheck,
  hasLoginShell,
  hasPassword,
  notApplicable,
  orAbsent,
  passUnless,
  passwdEntries,
  required,
  shadow,
} from '../../src/index.ts';

const NO_SHADOW = 'there is no /etc/shadow';

/** Not to be guessed at the speed of a graphics card, or made for FIPS. */
const STRONG = new Set(['yescrypt', 'gost-yescrypt', 'scrypt', 'bcrypt', 'sha512', 'sha256']);

/** Names whose passwords everybody knows, from images and installers. */
const KNOWN = new Set(['vagrant', 'pi']);

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'accounts.empty-passwords',
    area: 'accounts',
    title: 'No account has an empty password',
    severity: 'critical',
    level: 1,
    rationale:
      'Whoever knows the name of the account is in, at the console and wherever a service allows it.',
    remedy: 'Lock the account: `passwd -l NAME`, or give it a password: `passwd NAME`.',
    references: [
      'cis-rhel9-2.0:7.2.2',
      'cis-ubuntu2404-1.0:7.2.2',
      'stig-rhel9:RHEL-09-611155',
      'stig-ubuntu2404:UBTU-24-300027',
      'cis-dil-2.0:6.2.1',
      'lynis:AUTH-9283',
      'ssg:no_empty_passwords_etc_shadow',
    ],
    tags: ['accounts', 'passwords'],
    needs: { shadow: orAbsent(shadow) },
    evaluate: ({ shadow: entries }) =>
      entries === undefined
        ? notApplicable(NO_SHADOW)
        : passUnless(
            entries
              .filter(({ kind }) => kind === 'empty')
              .map(({ name }) => ({
                subject: name,
                expected: 'a password, or locked',
                actual: 'empty',
              })),
            `${entries.length} accounts`,
          ),
  }),
  defineCheck({
    id: 'accounts.default-credentials',
    area: 'accounts',
    title: 'No account of an image or installer keeps its well-known password',
    severity: 'critical',
    level: 1,
    rationale: 'Worms try vagrant and pi first, with the password that came with them.',
    remedy: 'Remove the account: `userdel -r NAME`, or lock its password: `passwd -l NAME`.',
    references: [],
    tags: ['accounts', 'passwords'],
    needs: { shadow: orAbsent(shadow) },
    evaluate: ({ shadow: entries }) =>
      entries === undefined
        ? notApplicable(NO_SHADOW)
        : passUnless(
            entries
              .filter((entry) => KNOWN.has(entry.name) && !entry.locked && hasPassword(entry))
              .map(({ name }) => ({
                subject: name,
                expected: 'absent or locked',
                actual: 'has a password',
              })),
            'no such account has a password',
          ),
  }),
  defineCheck({
    id: 'accounts.password-hash-kind',
    area: 'accounts',
    title: 'Passwords are kept as hashes that are slow to guess',
    severity: 'high',
    level: 1,
    rationale:
      'MD5 and DES hashes are guessed by the billion a second; whoever gets the file has the passwords.',
    remedy:
      'Set `ENCRYPT_METHOD YESCRYPT` (or SHA512) in /etc/login.defs and PAM, then set the password anew: `passwd NAME`.',
    references: [
      'cis-rhel9-2.0:5.4.1.4',
      'cis-ubuntu2404-1.0:5.4.1.4',
      'stig-rhel9:RHEL-09-611140',
      'stig-rhel9:RHEL-09-671015',
      'stig-ubuntu2404:UBTU-24-400400',
      'cis-dil-2.0:5.3.4',
      'lynis:AUTH-9229',
      'ssg:accounts_password_all_shadowed_sha512',
      'ssg:set_password_hashing_algorithm_logindefs',
    ],
    tags: ['accounts', 'passwords'],
    needs: { shadow: orAbsent(shadow) },
    evaluate({ shadow: entries }) {
      if (entries === undefined) return notApplicable(NO_SHADOW);
      const kept = entries.filter(hasPassword);
      if (kept.length === 0) return notApplicable('no account has a password');
      return passUnless(
        kept
          .filter(({ kind }) => !STRONG.has(kind))
          .map(({ name, kind, locked }) => ({
            subject: name,
            expected: 'yescrypt, bcrypt or sha512',
            actual: `${kind}${locked ? ', locked' : ''}`,
          })),
        [...new Set(kept.map(({ kind }) => kind))].join(', '),
      );
    },
  }),
  defineCheck({
    id: 'accounts.system-account-passwords',
    area: 'accounts',
    title: 'Accounts without a login shell have no password',
    severity: 'medium',
    level: 1,
    rationale:
      'Services that ask for passwords, such as mail or file servers, let such an account in all the same.',
    remedy: '`passwd -l NAME`',
    references: [
      'cis-rhel9-2.0:5.4.2.8',
      'cis-ubuntu2404-1.0:5.4.2.8',
      'cis-dil-2.0:5.4.2',
      'ssg:no_invalid_shell_accounts_unlocked',
    ],
    tags: ['accounts', 'passwords'],
    needs: { shadow: orAbsent(shadow), entries: required(passwdEntries) },
    evaluate({ shadow: known, entries }) {
      if (known === undefined) return notApplicable(NO_SHADOW);
      const closed = new Set(entries.filter((one) => !hasLoginShell(one)).map(({ name }) => name));
      return passUnless(
        known
          .filter((entry) => closed.has(entry.name) && !entry.locked && hasPassword(entry))
          .map(({ name, kind }) => ({ subject: name, expected: 'no password', actual: kind })),
        `${closed.size} accounts without a shell`,
      );
    },
  }),
];

export default checks;
