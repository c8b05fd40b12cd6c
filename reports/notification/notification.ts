import type { Change } from '../../src/model/changes.ts';
import type { CheckMeta } from '../../src/model/check.ts';
import type { Report } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import type { Notification } from './schema.ts';

/** More is read in a report, not in a message. */
const LISTED = 200;

/**
 * What is new since the run before.
 * @returns undefined where nothing fails that did not, or there is nothing to compare with.
 */
export async function notificationOf(
  { run, checks, changes }: Report,
  exitStatus: number,
): Promise<Notification | undefined> {
  if (changes === undefined) return undefined;
  const newFailures = changes.counts.newFailure + changes.counts.unwaived;
  if (newFailures + changes.newlyUnreachable.length === 0) return undefined;
  const { id, startedAt, finishedAt, profile, complete } = run;
  return {
    formatVersion: 1,
    run: { id, startedAt, finishedAt, profile, complete },
    before: { id: changes.before.id, startedAt: changes.before.startedAt },
    exitStatus,
    newFailures,
    newlyUnreachable: changes.newlyUnreachable.slice(0, LISTED).map((name) => visibleLine(name)),
    failures: await listed(changes.changes(), new Map(checks.map((check) => [check.id, check]))),
  };
}

async function listed(
  changes: AsyncIterable<Change>,
  checks: ReadonlyMap<string, CheckMeta>,
): Promise<Notification['failures']> {
  const failures: Notification['failures'] = [];
  for await (const { kind, host, check, subject, after } of changes) {
    const meta = checks.get(check);
    if ((kind !== 'newFailure' && kind !== 'unwaived') || meta === undefined) continue;
    failures.push({
      host: visibleLine(host),
      check,
      title: meta.title,
      severity: meta.severity,
      ...(subject === undefined ? {} : { subject: visibleLine(subject) }),
      ...(after === undefined ? {} : { found: visibleLine(after) }),
    });
    if (failures.length === LISTED) break;
  }
  return failures;
}
