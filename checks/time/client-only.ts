import {
  defineCheck,
  isLoopback,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  type TimeConfig,
  type TimeDirective,
  timeConfig,
} from '../../src/index.ts';

/** chrony.conf(5): without `allow` it serves nobody; commands come by loopback unless it is told otherwise. */
function chronyServes({ directives }: TimeConfig): readonly Mismatch[] {
  const last = (name: string): string | undefined =>
    directives.findLast((line) => line.name === name)?.words[0];
  const allowed = last('port') === '0' ? [] : directives.filter(({ name }) => name === 'allow');
  const commands =
    last('cmdport') === '0'
      ? []
      : directives.filter(
          ({ name, words: [address = ''] }) =>
            name === 'bindcmdaddress' && !address.startsWith('/') && !isLoopback(address),
        );
  return [...allowed, ...commands].map(asMismatch);
}

const asMismatch = ({ name, words, path }: TimeDirective): Mismatch => ({
  subject: name,
  expected: 'not set',
  actual: `${[name, ...words].join(' ')} in ${path}`,
});

/** What the rule for everybody must hold, or `ignore`. */
const LIMITS = ['nomodify', 'noquery'] as const;

/** ntp.conf(5): a rule without -4 or -6 is for both families. */
function ntpServes({ directives, path }: TimeConfig): readonly Mismatch[] {
  const rules = directives.filter(
    ({ name, words }) => name === 'restrict' && words.includes('default'),
  );
  return ['-4', '-6'].flatMap((family) => {
    const flags = rules
      .filter(({ words }) => !words.some((word) => /^-[46]$/.test(word)) || words.includes(family))
      .flatMap(({ words }) => words);
    if (flags.includes('ignore')) return [];
    const missing = LIMITS.filter((flag) => !flags.includes(flag));
    return missing.length === 0
      ? []
      : [
          {
            subject: `restrict ${family} default`,
            expected: LIMITS.join(' '),
            actual: `${path} lacks ${missing.join(' and ')}`,
          },
        ];
  });
}

/** ntpd.conf(5) of OpenNTPD: it listens where it is told to. */
const openntpdServes = ({ directives }: TimeConfig): readonly Mismatch[] =>
  directives
    .filter(({ name, words: [, address = ''] }) => name === 'listen' && !isLoopback(address))
    .map(asMismatch);

const SERVES: Readonly<Record<string, (config: TimeConfig) => readonly Mismatch[]>> = {
  chrony: chronyServes,
  ntpd: ntpServes,
  openntpd: openntpdServes,
};

export default defineCheck({
  id: 'time.client-only',
  area: 'time',
  title: 'The time daemon neither serves others nor takes commands from the network',
  severity: 'medium',
  level: 1,
  rationale:
    'Open to all it multiplies datagrams against others, and whoever may command it moves the clock.',
  remedy:
    'chrony: remove `allow` and `bindcmdaddress`, or set `port 0` and `cmdport 0`. ntpd: `restrict default kod nomodify nopeer noquery limited`.',
  references: [
    'stig-rhel9:RHEL-09-252025',
    'stig-rhel9:RHEL-09-252030',
    'cis-dil-2.0:2.2.1.2',
    'ssg:chronyd_client_only',
    'ssg:chronyd_no_chronyc_network',
    'ssg:chronyd_configure_local_socket',
  ],
  tags: ['clock'],
  needs: { config: orAbsent(timeConfig) },
  doubt: ({ config }) => config?.unclear,
  evaluate({ config }) {
    if (config === undefined) return notApplicable('no time daemon runs or starts at boot');
    const serves = SERVES[config.daemon];
    return passUnless(
      serves?.(config) ?? [],
      serves === undefined ? `${config.daemon} is a client alone` : config.path,
    );
  },
});
