import {
  type CheckVerdict,
  DISTRIBUTION_DATES,
  daysBetween,
  defineCheck,
  fail,
  isRolling,
  manual,
  notApplicable,
  osRelease,
  pass,
  required,
  stats,
  supportOf,
} from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.distribution-support',
  area: 'kernel',
  title: 'The release of the operating system still gets security updates',
  severity: 'critical',
  level: 1,
  rationale:
    'After its end no fix comes for kernel, C library or container runtime, while the flaws are published.',
  remedy: 'Upgrade to a release in support, or buy and enable extended support.',
  references: ['endoflife.date:products'],
  tags: ['kernel', 'patching'],
  needs: {
    os: required(osRelease),
    /** Lists of Ubuntu's archive for extended support are kept where a host has a right to it. */
    esm: required(stats('/var/lib/apt/lists/esm.ubuntu.com_*InRelease')),
  },
  evaluate({ os, esm }, { collectedAt }) {
    const today = collectedAt.slice(0, 10);
    if (isRolling(os)) {
      return notApplicable(`${os.prettyName} rolls on without releases: see kernel.metadata-age`);
    }
    const support = supportOf(os);
    const { asOf, source } = DISTRIBUTION_DATES;
    if (support === undefined) {
      return manual(
        `${os.prettyName} is not in the table of ${asOf}: does it still get security updates? See ${source}.`,
      );
    }
    const { until, extended } = support;
    if (today <= until) return pass(`${os.prettyName} until ${until}${ageOf(today)}`);
    const ended = (expected: string): CheckVerdict =>
      fail({ subject: os.prettyName, expected, actual: `ended on ${until}` });
    if (extended === undefined || today > extended.until) return ended('a release in support');
    switch (extended.by) {
      case 'archive':
        return pass(`${os.prettyName} by ${extended.name} until ${extended.until}${ageOf(today)}`);
      case 'esm':
        return esm.length > 0
          ? pass(`${os.prettyName} by ${extended.name} until ${extended.until}${ageOf(today)}`)
          : ended(`a release in support, or ${extended.name}`);
      case 'subscription':
        return manual(
          `${os.prettyName} ended on ${until}: is this host covered by ${extended.name}, until ${extended.until}?`,
        );
    }
  },
});

/** Dates move: a table that has grown old says so. */
function ageOf(today: string): string {
  const { asOf, source } = DISTRIBUTION_DATES;
  return daysBetween(asOf, today) > 365 ? `; dates of ${asOf}, look at ${source}` : '';
}
