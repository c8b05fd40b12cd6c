import { z } from 'zod';
import {
  type AnyCheck,
  daysSince,
  defineCheck,
  engine,
  inDays,
  manual,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

const programs = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`]);

const SCANNERS = [
  ...programs('trivy', 'grype', 'snyk'),
  '/snap/bin/trivy',
  '/usr/libexec/docker/cli-plugins/docker-scout',
  '/usr/lib/docker/cli-plugins/docker-scout',
  '/root/.docker/cli-plugins/docker-scout',
];

/** What each writes anew when it fetches its database. */
const DATABASES = [
  '/root/.cache/trivy/db/metadata.json',
  '/var/lib/trivy/db/metadata.json',
  '/var/cache/trivy/db/metadata.json',
  '/root/.cache/grype/db/*/metadata.json',
  '/root/.cache/grype/db/*/import.json',
];

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'image.scanner-present',
    area: 'image',
    title: 'Images are scanned for published flaws',
    severity: 'low',
    level: 2,
    rationale: 'Without a scan nobody knows which images have holes that everybody else knows of.',
    remedy: 'Scan in the registry or when images are built, or install Trivy or Grype here.',
    references: ['nist-800-190:4.1.1', 'docker-bench:4.4'],
    tags: ['images', 'scanner'],
    needs: {
      docker: orAbsent(engine('docker')),
      podman: orAbsent(engine('podman')),
      containerd: orAbsent(engine('containerd')),
      crio: orAbsent(engine('crio')),
      found: required(presentStats(SCANNERS)),
    },
    evaluate({ docker, podman, containerd, crio, found }) {
      if (found[0] !== undefined) return pass(`${found[0].path} is installed`);
      return [docker, podman, containerd, crio].every((one) => one === undefined)
        ? notApplicable('no engine is on this host')
        : manual(
            'no scanner is installed here: are images scanned in the registry or when they are built?',
          );
    },
  }),
  defineCheck({
    id: 'image.scanner-freshness',
    area: 'image',
    title: 'The database of the image scanner is recent',
    severity: 'low',
    level: 2,
    rationale: 'A scan with an old database finds nothing that was published since.',
    remedy:
      '`trivy image --download-db-only` or `grype db update` by a timer. The limit: parameter `days`.',
    references: ['nist-800-190:4.1.1'],
    tags: ['images', 'scanner'],
    params: z.strictObject({ days: z.int().min(1).default(7) }),
    needs: { found: required(presentStats(DATABASES)) },
    evaluate({ found }, { params: { days }, collectedAt }) {
      if (found.length === 0) {
        return notApplicable('neither Trivy nor Grype has a database in the places of root');
      }
      return passUnless(
        found.flatMap(({ path, modifiedAt }) => {
          const age = daysSince(modifiedAt, collectedAt);
          return age > days
            ? [
                {
                  subject: path,
                  expected: `of the last ${inDays(days)}`,
                  actual: `${inDays(age)} old`,
                },
              ]
            : [];
        }),
        found.map(({ path }) => path).join(', '),
      );
    },
  }),
];

export default checks;
