import {
  type AnyCheck,
  type CheckVerdict,
  defineCheck,
  type EngineRelease,
  engineRelease,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

/** Day on which the ends were looked up. */
const AS_OF = '2026-11-01';
/** What has no known end is taken as maintained until then. */
const OPEN_UNTIL = '2027-05-01';

/** Last days of releases, by line (endoflife.date); `open` has no end yet. */
type Ends = Readonly<Record<string, string>>;

const DOCKER: Ends = {
  '19.03': '2021-07-20',
  '20.10': '2023-12-10',
  '23.0': '2025-05-19',
  '24.0': '2024-06-08',
  '25.0': '2026-12-04',
  '26.0': '2024-06-08',
  '26.1': '2025-02-17',
  '27': '2025-05-03',
  '28': '2026-05-13',
  '29': 'open',
};

const CONTAINERD: Ends = {
  '1.4': '2022-03-03',
  '1.5': '2023-02-28',
  '1.6': '2025-08-23',
  '1.7': '2026-09-30',
  '2.0': '2027-03-31',
  '2.1': '2026-07-03',
  '2.2': '2026-11-06',
  '2.3': '2028-04-30',
};

function judge(
  name: string,
  ends: Ends,
  release: EngineRelease | undefined,
  collectedAt: string,
): CheckVerdict {
  if (release === undefined) return notApplicable(`${name} is not on this host`);
  const { packageName, version, upstream, numbers } = release;
  if (!upstream) {
    return notApplicable(`${packageName} is kept by the distribution for as long as that lasts`);
  }
  const [major, minor] = numbers;
  const line = [`${major}.${minor}`, `${major}.${String(minor).padStart(2, '0')}`, `${major}`];
  const end = line.map((key) => ends[key]).find((one) => one !== undefined);
  const day = collectedAt.slice(0, 10);
  if (end === undefined || (end === 'open' && day > OPEN_UNTIL)) {
    return manual(`Is ${packageName} ${version} still maintained? No end was known on ${AS_OF}.`);
  }
  return passUnless(
    end !== 'open' && day > end
      ? [
          {
            subject: packageName,
            expected: 'a release that is maintained',
            actual: `${version}, which ended on ${end}`,
          },
        ]
      : [],
    end === 'open' ? `${version} is maintained` : `${version} is maintained until ${end}`,
  );
}

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'daemon.docker-eol',
    area: 'daemon',
    title: 'The release of Docker Engine is maintained',
    severity: 'high',
    level: 1,
    rationale: 'A daemon that runs as root gets no more fixes.',
    remedy: 'Upgrade the package docker-ce to the current release.',
    references: ['cis-docker-1.6:1.2.2', 'docker-bench:1.2.2', 'endoflife:docker-engine'],
    tags: ['docker', 'patching'],
    needs: { release: orAbsent(engineRelease('docker')) },
    evaluate: ({ release }, { collectedAt }) => judge('Docker', DOCKER, release, collectedAt),
  }),
  defineCheck({
    id: 'daemon.containerd-eol',
    area: 'daemon',
    title: 'The release of containerd is maintained',
    severity: 'high',
    level: 1,
    rationale: 'The process that holds all containers gets no more fixes.',
    remedy: 'Upgrade the package containerd.io to the current release.',
    references: ['endoflife:containerd', 'containerd:RELEASES.md'],
    tags: ['containerd', 'patching'],
    needs: { release: orAbsent(engineRelease('containerd')) },
    evaluate: ({ release }, { collectedAt }) =>
      judge('containerd', CONTAINERD, release, collectedAt),
  }),
];

export default checks;
