import {
  defineCheck,
  filesText,
  fileText,
  orAbsent,
  pass,
  passUnless,
  required,
  sysctl,
} from '../../src/index.ts';

/** limits.conf(5): `DOMAIN TYPE ITEM VALUE`; `-` sets both limits. */
const CORE_LINE = /^\s*(\S+)\s+(hard|-)\s+core\s+(\S+)/;

/** The last line for everybody counts; null where none speaks of it. */
function hardLimit(texts: readonly string[]): string | undefined {
  const lines = texts.flatMap((text) => text.split('\n'));
  const limits = lines.flatMap((line) => {
    const [, domain, , value] = CORE_LINE.exec(line) ?? [];
    return domain === '*' && value !== undefined ? [value] : [];
  });
  return limits.at(-1);
}

export default defineCheck({
  id: 'filesystem.core-limit',
  area: 'filesystem',
  title: 'Core dumps of accounts are off, or go to a program of root',
  severity: 'medium',
  level: 1,
  rationale:
    'A program that crashes writes its memory, keys and passwords in it, wherever it stands, and others read it there.',
  remedy:
    'Write `* hard core 0` to /etc/security/limits.d/99-core.conf, or let systemd-coredump take dumps (`kernel.core_pattern`).',
  references: [
    'ssg:disable_users_coredumps',
    'cis-debian12-1.1.0:1.5.3',
    'cis-debian13-1.0.0:1.5.11',
    'cis-ubuntu2404-1.0.0:1.5.3',
    'stig-rhel9:RHEL-09-213095',
    'lynis:KRNL-5820',
  ],
  tags: ['filesystem', 'core-dumps'],
  needs: {
    pattern: required(sysctl('kernel.core_pattern')),
    main: orAbsent(fileText('/etc/security/limits.conf')),
    more: required(filesText('/etc/security/limits.d/*.conf')),
  },
  evaluate({ pattern, main, more }) {
    // The limit does not hold for a program that takes dumps (core(5)).
    if (pattern.startsWith('|')) return pass('a program of root takes dumps: kernel.core_pattern');
    if (pattern === '') return pass('kernel.core_pattern is empty: nothing is dumped');
    const limit = hardLimit([main ?? '', ...more.map(({ content }) => content)]);
    return passUnless(
      limit === '0'
        ? []
        : [
            {
              subject: 'hard limit of core files for *',
              expected: '0',
              actual: limit === undefined ? 'not set' : limit,
            },
          ],
      '* hard core 0',
    );
  },
});
