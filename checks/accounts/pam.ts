import {
  type AnyCheck,
  type CheckMeta,
  defineCheck,
  faillockConf,
  loginDefs,
  loginModules,
  type Mismatch,
  notApplicable,
  openServices,
  orAbsent,
  type PamModule,
  type PlainSettings,
  pamArgument,
  passUnless,
  passwordModules,
  passwordsInUse,
  pwqualityConf,
  required,
} from '../../src/index.ts';

const NO_PAM = 'PAM is not set up in /etc/pam.d';
const NO_PASSWORD = 'no account has a password that could be guessed';
const meta = { area: 'accounts', level: 1, tags: ['accounts', 'pam'] } as const satisfies Pick<
  CheckMeta,
  'area' | 'level' | 'tags'
>;

/** A number of an argument, of a file, or the module's own. */
function numberOf(
  module: PamModule,
  conf: PlainSettings,
  name: string,
  byDefault: number,
): number | undefined {
  const written = pamArgument(module, name) ?? conf.get(name);
  if (written === undefined) return byDefault;
  return /^-?\d{1,9}$/.test(written) ? Number(written) : undefined;
}

function lockoutTrouble(module: PamModule, conf: PlainSettings): readonly Mismatch[] {
  const isOld = /tally/.test(module.module);
  const own: PlainSettings = isOld ? new Map() : conf;
  const deny = numberOf(module, own, 'deny', isOld ? 0 : 3) ?? 0;
  const unlock = unlockTime(module, own, isOld ? 0 : 600);
  const found: Mismatch[] = [];
  if (deny < 1 || deny > 5) {
    found.push({ subject: `${module.path}: deny`, expected: '1 to 5', actual: String(deny) });
  }
  if (unlock < 600 && unlock !== 0) {
    const expected = '600 seconds or more, or never';
    found.push({ subject: `${module.path}: unlock_time`, expected, actual: String(unlock) });
  }
  return found;
}

/** Seconds; `never`, written 0 too, locks until somebody unlocks. What is no number is no time at all. */
function unlockTime(module: PamModule, conf: PlainSettings, byDefault: number): number {
  const written = pamArgument(module, 'unlock_time') ?? conf.get('unlock_time');
  return written === 'never' ? 0 : (numberOf(module, conf, 'unlock_time', byDefault) ?? 1);
}

/** Counts failures, not merely looks at them. */
const isLock = ({ module, args }: PamModule): boolean =>
  module === 'pam_faillock.so' ? args.includes('authfail') : /^pam_tally2?\.so$/.test(module);

/** Turns away who is locked; without it failures are counted, and nothing follows. */
const isAsking = ({ module, args }: PamModule): boolean =>
  module === 'pam_faillock.so' && args.includes('preauth');

/** A positive credit lets a character count for more than one. */
function lengthOf(module: PamModule, conf: PlainSettings): number | undefined {
  if (module.module === 'pam_passwdqc.so') {
    const least = pamArgument(module, 'min')?.split(',').at(-1) ?? '8';
    return /^\d{1,4}$/.test(least) ? Number(least) : undefined;
  }
  const isOld = module.module === 'pam_cracklib.so';
  const own: PlainSettings = isOld ? new Map() : conf;
  const least = numberOf(module, own, 'minlen', isOld ? 9 : 8);
  const credits = ['dcredit', 'ucredit', 'lcredit', 'ocredit'].map(
    (name) => numberOf(module, own, name, isOld ? 1 : 0) ?? 0,
  );
  return least === undefined
    ? undefined
    : credits.reduce((length, credit) => length - Math.max(0, credit), least);
}

const QUALITY = /^pam_(pwquality|cracklib|passwdqc)\.so$/;

/** Options of pam_unix(8) that choose a hash. */
const HASHES = ['md5', 'bigcrypt', 'sha256', 'sha512', 'blowfish', 'gost_yescrypt', 'yescrypt'];
const STRONG = /^(sha256|sha512|blowfish|bcrypt|gost_yescrypt|yescrypt)$/i;

const checks: readonly AnyCheck[] = [
  defineCheck({
    ...meta,
    id: 'accounts.pam-permit',
    title: 'PAM lets nobody in without a test',
    severity: 'critical',
    rationale:
      'One line, such as `auth sufficient pam_permit.so`, opens every account to everybody: a back door of few letters.',
    remedy:
      'Restore the file named: `pam-auth-update --force` on Debian and Ubuntu, `authselect apply-changes --force` on the RHEL family and Fedora, else from its package.',
    references: ['lynis:AUTH-9268'],
    needs: { services: orAbsent(openServices) },
    evaluate({ services }) {
      if (services === undefined) return notApplicable(NO_PAM);
      return passUnless(
        services.open.map(({ service, by }) => ({
          subject: service,
          expected: 'a test that a stranger fails',
          actual: `succeeds by ${by}`,
        })),
        `${services.looked} stacks of modules`,
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'accounts.pam-lockout',
    title: 'Repeated failed logins lock an account for a while',
    severity: 'medium',
    rationale:
      'Without a lock passwords are guessed, at the login and with sudo, as fast as they are typed.',
    remedy:
      'RHEL family, Fedora: `authselect enable-feature with-faillock`. Debian, Ubuntu: a file for pam_faillock in /usr/share/pam-configs, then `pam-auth-update`. `deny = 3` and `unlock_time = 900` in /etc/security/faillock.conf.',
    references: [
      'cis-rhel9-2.0:5.3.3.1.1',
      'cis-rhel9-2.0:5.3.3.1.2',
      'cis-ubuntu2404-1.0:5.3.2.2',
      'cis-ubuntu2404-1.0:5.3.3.1.1',
      'cis-ubuntu2404-1.0:5.3.3.1.2',
      'stig-rhel9:RHEL-09-411075',
      'stig-rhel9:RHEL-09-411085',
      'stig-rhel9:RHEL-09-411090',
      'stig-ubuntu2404:UBTU-24-200610',
      'cis-dil-2.0:5.3.2',
      'lynis:AUTH-9408',
      'ssg:accounts_passwords_pam_faillock_enabled',
      'ssg:accounts_passwords_pam_faillock_deny',
      'ssg:accounts_passwords_pam_faillock_unlock_time',
      'ssg:accounts_passwords_pam_faillock_interval',
    ],
    needs: {
      logins: orAbsent(loginModules),
      inUse: orAbsent(passwordsInUse),
      conf: required(faillockConf),
    },
    evaluate({ logins, inUse = false, conf }) {
      if (logins === undefined || logins.length === 0) return notApplicable(NO_PAM);
      if (!inUse) return notApplicable(NO_PASSWORD);
      const found = logins.flatMap(({ service, modules }) => {
        const lock = modules.find(isLock);
        const isAsked = lock?.module !== 'pam_faillock.so' || modules.some(isAsking);
        return lock === undefined || !isAsked
          ? [
              {
                subject: service,
                expected: 'pam_faillock',
                actual:
                  lock === undefined ? 'no module that locks' : 'counts, but no line with preauth',
              },
            ]
          : lockoutTrouble(lock, conf);
      });
      return passUnless(
        [...new Map(found.map((one) => [one.subject, one])).values()],
        `${logins.map(({ service }) => service).join(', ')} lock accounts`,
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'accounts.password-length',
    title: 'New passwords have 14 characters at least',
    severity: 'medium',
    rationale: 'Short passwords fall to guessing, and to trying all of them against a stolen hash.',
    remedy:
      '`apt-get install libpam-pwquality` or `dnf install libpwquality`, then `minlen = 14` in /etc/security/pwquality.conf.',
    references: [
      'cis-rhel9-2.0:5.3.3.2.2',
      'cis-ubuntu2404-1.0:5.3.2.3',
      'cis-ubuntu2404-1.0:5.3.3.2.2',
      'stig-rhel9:RHEL-09-611090',
      'stig-ubuntu2404:UBTU-24-400320',
      'cis-dil-2.0:5.3.1',
      'lynis:AUTH-9262',
      'dev-sec:os-05b',
      'ssg:accounts_password_pam_minlen',
      'ssg:accounts_password_pam_pwquality_enabled',
    ],
    needs: {
      setters: orAbsent(passwordModules),
      inUse: orAbsent(passwordsInUse),
      conf: required(pwqualityConf),
    },
    evaluate({ setters, inUse = false, conf }) {
      const [first] = setters ?? [];
      if (first === undefined) return notApplicable(NO_PAM);
      if (!inUse) return notApplicable(NO_PASSWORD);
      const quality = first.modules.find(({ module }) => QUALITY.test(module));
      if (quality === undefined) {
        return passUnless(
          [
            {
              subject: first.service,
              expected: 'pam_pwquality',
              actual: 'no test of new passwords',
            },
          ],
          '',
        );
      }
      const length = lengthOf(quality, conf);
      return passUnless(
        length !== undefined && length >= 14
          ? []
          : [
              {
                subject: `${quality.path}: ${quality.module}`,
                expected: '14 characters at least',
                actual: length === undefined ? 'no number' : `${length} characters`,
              },
            ],
        `${quality.module}, ${length} characters`,
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'accounts.password-hash-default',
    title: 'New passwords are kept as hashes that are slow to guess',
    severity: 'medium',
    rationale: 'What is set tomorrow with MD5 or DES is guessed from a stolen file in minutes.',
    remedy:
      '`ENCRYPT_METHOD YESCRYPT` (or SHA512) in /etc/login.defs, and the same word as an argument of pam_unix in the file named.',
    references: [
      'cis-rhel9-2.0:5.3.3.4.3',
      'cis-rhel9-2.0:5.4.1.4',
      'cis-ubuntu2404-1.0:5.3.3.4.3',
      'cis-ubuntu2404-1.0:5.4.1.4',
      'stig-rhel9:RHEL-09-611140',
      'stig-ubuntu2404:UBTU-24-400400',
      'lynis:AUTH-9230',
      'ssg:set_password_hashing_algorithm_logindefs',
      'ssg:set_password_hashing_algorithm_systemauth',
    ],
    needs: { setters: orAbsent(passwordModules), defs: required(loginDefs) },
    evaluate({ setters = [], defs }) {
      const unix = setters[0]?.modules.find(({ module }) => /^pam_unix2?\.so$/.test(module));
      const method = defs.get('encrypt_method');
      if (unix === undefined && method === undefined) {
        return notApplicable('neither PAM nor /etc/login.defs chooses a hash');
      }
      const word = unix?.args.filter((arg) => HASHES.includes(arg)).at(-1);
      const found: Mismatch[] = [];
      if (unix !== undefined && !STRONG.test(word ?? method ?? '')) {
        const actual = word ?? `by ENCRYPT_METHOD ${method ?? 'which is not set'}`;
        found.push({ subject: `${unix.path}: pam_unix`, expected: 'yescrypt or sha512', actual });
      }
      if (method !== undefined && !STRONG.test(method)) {
        found.push({
          subject: 'ENCRYPT_METHOD',
          expected: 'YESCRYPT or SHA512',
          actual: method === '' ? 'empty' : method,
        });
      }
      return passUnless(found, word ?? method ?? '');
    },
  }),
];

export default checks;
