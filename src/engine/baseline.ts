import type { HostBaseline } from '../model/baseline.ts';
import type { Change, ChangeKind } from '../model/changes.ts';
import type { AuditedHost, Finding, ReportedMismatch } from '../model/run.ts';

type Values = Readonly<Record<string, string>>;

/** What a later run is compared with. */
export function rememberHost({ findings }: AuditedHost): HostBaseline {
  const failing = (wanted: (mismatch: ReportedMismatch) => boolean) =>
    Object.fromEntries(
      findings.flatMap(({ check, mismatches = [] }) => {
        const values = valuesOf(mismatches.filter(wanted));
        return Object.keys(values).length === 0 ? [] : [[check, values]];
      }),
    );
  return {
    open: failing(({ waiver }) => waiver === undefined),
    accepted: failing(({ waiver }) => waiver !== undefined),
    unknown: findings.filter(({ outcome }) => outcome === 'unknown').map(({ check }) => check),
  };
}

/** By subject. Mismatches of one subject are one value: which of them is which nobody can tell. */
function valuesOf(mismatches: readonly ReportedMismatch[]): Values {
  const bySubject = Map.groupBy(mismatches, ({ subject }) => subject);
  return Object.fromEntries(
    [...bySubject].map(([subject, same]) => [subject, same.map(({ actual }) => actual).join(', ')]),
  );
}

const NOTHING: HostBaseline = { open: {}, accepted: {}, unknown: [] };

/**
 * What became of each check of a host, mismatch by mismatch. Checks that only one side asked are
 * no change of the host.
 * @param before undefined for a host that was not known.
 */
export function compareHost(
  before: HostBaseline | undefined,
  host: AuditedHost,
  asked: ReadonlySet<string>,
): readonly Change[] {
  const known = before ?? NOTHING;
  const unknown = new Set(known.unknown);
  return host.findings
    .filter(({ check }) => before === undefined || asked.has(check))
    .flatMap((finding) => changesOf(known, unknown, finding))
    .map((change) => ({ ...change, host: host.name }));
}

type HostChange = Omit<Change, 'host'>;

function changesOf(
  { open = {}, accepted = {} }: HostBaseline,
  unknown: ReadonlySet<string>,
  finding: Finding,
): readonly HostChange[] {
  const { check, outcome, reason, mismatches = [] } = finding;
  const was = { open: open[check] ?? {}, accepted: accepted[check] ?? {} };
  if (outcome === 'unknown') {
    if (unknown.has(check)) return [];
    return [{ kind: 'newlyUnknown', check, ...(reason === undefined ? {} : { after: reason }) }];
  }
  const now = {
    open: valuesOf(mismatches.filter(({ waiver }) => waiver === undefined)),
    accepted: valuesOf(mismatches.filter(({ waiver }) => waiver !== undefined)),
  };
  const opened = Object.keys(now.open).length > 0;
  const told: readonly HostChange[] =
    unknown.has(check) && !opened ? [{ kind: 'newlyKnown', check }] : [];
  return [...told, ...worse(check, was, now), ...better(check, was, now)];
}

/** Subjects come from hosts, and may be the names of what every object has. */
const at = (values: Values, subject: string): string | undefined =>
  Object.hasOwn(values, subject) ? values[subject] : undefined;

interface Sides {
  readonly open: Values;
  readonly accepted: Values;
}

function worse(check: string, was: Sides, now: Sides): readonly HostChange[] {
  return Object.entries(now.open).flatMap(([subject, after]): readonly HostChange[] => {
    const before = at(was.open, subject);
    const waived = at(was.accepted, subject);
    if (before === after) return [];
    if (before !== undefined) return [{ kind: 'valueChanged', check, subject, before, after }];
    const kind: ChangeKind = waived === undefined ? 'newFailure' : 'unwaived';
    return [{ kind, check, subject, ...(waived === undefined ? {} : { before: waived }), after }];
  });
}

function better(check: string, was: Sides, now: Sides): readonly HostChange[] {
  return Object.entries({ ...was.accepted, ...was.open }).flatMap(
    ([subject, before]): readonly HostChange[] => {
      if (at(now.open, subject) !== undefined) return [];
      const after = at(now.accepted, subject);
      if (after === undefined) return [{ kind: 'repaired', check, subject, before }];
      return at(was.open, subject) === undefined
        ? []
        : [{ kind: 'waived', check, subject, before, after }];
    },
  );
}
