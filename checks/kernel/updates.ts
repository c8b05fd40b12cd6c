import { z } from 'zod';
import {
  daysSince,
  defineCheck,
  inDays,
  kernelUpdates,
  type Mismatch,
  manual,
  notApplicable,
  packageLists,
  passUnless,
  required,
} from '../../src/index.ts';

/** Days after which package lists no longer tell what is offered. */
const params = z.object({ maxAgeDays: z.int().min(0).default(7) });

const needs = { updates: required(kernelUpdates), lists: required(packageLists) };

const availableUpdate = defineCheck({
  id: 'kernel.available-update',
  area: 'kernel',
  title: "The kernel that is installed is the newest that the host's own package lists offer",
  severity: 'high',
  level: 1,
  rationale: 'Known and fixed ways from a container into the kernel stay open on this host.',
  remedy:
    'Run `apt-get update && apt-get install --only-upgrade` with the packages named, then reboot; ' +
    'take a hold off with `apt-mark unhold`.',
  references: ['lynis:KRNL-5788'],
  tags: ['kernel', 'patching'],
  params,
  needs,
  evaluate({ updates: { metapackages, images }, lists }, { params: { maxAgeDays }, collectedAt }) {
    if (metapackages.length === 0) return withoutMetapackage(images.map((image) => image.package));
    const outdated = metapackages.flatMap(({ name, installed, held, candidate }): Mismatch[] => {
      if (candidate === undefined) {
        return [{ subject: name, expected: 'offered by a list', actual: 'offered by none' }];
      }
      return candidate.newer
        ? [
            {
              subject: name,
              expected: `${candidate.version} (${candidate.archive.list})`,
              actual: held ? `${installed}, held back` : installed,
            },
          ]
        : [];
    });
    return passUnless(
      [...staleLists(lists, maxAgeDays, collectedAt), ...outdated],
      metapackages.map(({ name, installed }) => `${name} ${installed}`).join(', '),
    );
  },
});

const securityUpdate = defineCheck({
  id: 'kernel.security-update',
  area: 'kernel',
  title: 'No kernel update from an archive of security fixes is outstanding',
  severity: 'critical',
  level: 1,
  rationale:
    'The distribution has published a fix for a flaw in the kernel, and with it the way to the flaw.',
  remedy:
    'Run `apt-get update && apt-get install --only-upgrade` with the packages named, then reboot.',
  references: ['cve:CVE-2026-31431', 'cve:CVE-2026-43284'],
  tags: ['kernel', 'patching'],
  params,
  needs,
  evaluate({ updates, lists }, { params: { maxAgeDays }, collectedAt }) {
    const { metapackages, images, hasSecurityArchive } = updates;
    if (metapackages.length === 0) return withoutMetapackage(images.map((image) => image.package));
    if (!hasSecurityArchive) {
      return manual(
        'No list of a security archive is kept: where do fixes of the kernel come from?',
      );
    }
    const outstanding = metapackages.flatMap(({ name, installed, security }): Mismatch[] =>
      security?.newer
        ? [
            {
              subject: name,
              expected: `${security.version} (${security.archive.list})`,
              actual: installed,
            },
          ]
        : [],
    );
    return passUnless(
      [...staleLists(lists, maxAgeDays, collectedAt), ...outstanding],
      `no security archive offers more than ${metapackages.map(({ name, installed }) => `${name} ${installed}`).join(', ')}`,
    );
  },
});

export default [availableUpdate, securityUpdate] as const;

function withoutMetapackage(images: readonly string[]) {
  return images.length === 0
    ? notApplicable('no kernel is installed as a package')
    : manual(
        `No metapackage names the newest kernel: is one of ${images.join(', ')} the newest offered?`,
      );
}

function staleLists(
  { path, fetchedAt }: { readonly path: string; readonly fetchedAt: number },
  maxAgeDays: number,
  collectedAt: string,
): readonly Mismatch[] {
  const age = daysSince(fetchedAt, collectedAt);
  if (age <= maxAgeDays) return [];
  return [
    {
      subject: 'package lists',
      expected: `fetched within ${inDays(maxAgeDays)}`,
      actual: `fetched ${inDays(age)} ago (${path})`,
    },
  ];
}
