import { z } from 'zod';
import {
  daysSince,
  defineCheck,
  fail,
  inDays,
  installedPackages,
  notApplicable,
  orAbsent,
  packageLists,
  passUnless,
  required,
} from '../../src/index.ts';

/** Most days since the repositories were last read. */
const params = z.object({ maxAgeDays: z.int().min(0).default(7) });

export default defineCheck({
  id: 'kernel.metadata-age',
  area: 'kernel',
  title: 'Package lists are fresh enough to tell what updates there are',
  severity: 'low',
  level: 1,
  rationale: 'On stale lists every question for updates answers "none".',
  remedy:
    'Enable the timer: `systemctl enable --now apt-daily.timer`, `dnf-makecache.timer`, or the like.',
  references: ['man:apt-get(8)'],
  tags: ['kernel', 'patching'],
  params,
  needs: { database: required(installedPackages), lists: orAbsent(packageLists) },
  evaluate({ database: { manager }, lists }, { params: { maxAgeDays }, collectedAt }) {
    if (manager === 'none') return notApplicable('the host has no package manager');
    const expected = `fetched within ${inDays(maxAgeDays)}`;
    const subject = 'package lists';
    if (lists === undefined) return fail({ subject, expected, actual: 'never fetched' });
    const age = daysSince(lists.fetchedAt, collectedAt);
    return passUnless(
      age > maxAgeDays
        ? [{ subject, expected, actual: `fetched ${inDays(age)} ago (${lists.path})` }]
        : [],
      `fetched ${inDays(age)} ago (${lists.path})`,
    );
  },
});
