import type { CheckMeta } from '../../src/model/check.ts';
import type { Repair } from '../../src/model/repair.ts';
import { type AuditedHost, endingOf, type ReportedMismatch } from '../../src/model/run.ts';
import { knownOf } from '../findings.ts';
import { WORST_FIRST } from '../totals.ts';

/** A failing check that a machine can settle. */
export interface Change<K extends Repair['kind'] = Repair['kind']> {
  readonly check: CheckMeta;
  readonly repair: Extract<Repair, { readonly kind: K }>;
}

/** A failing check that takes a person. */
export interface ByHand {
  readonly check: CheckMeta;
  readonly mismatches: readonly ReportedMismatch[];
}

/** What would settle the open failures of one host; each list by severity, then by level. */
export interface FixPlan {
  readonly host: string;
  readonly sysctl: readonly Change<'sysctl'>[];
  readonly modules: readonly Change<'modules'>[];
  readonly sshd: readonly Change<'sshd'>[];
  readonly byHand: readonly ByHand[];
}

/** @param level the highest level of check to settle: 2 may cost something. */
export function planFix(
  host: AuditedHost,
  checks: ReadonlyMap<string, CheckMeta>,
  level: 1 | 2,
): FixPlan {
  const failing = host.findings.flatMap((finding): readonly ByHand[] => {
    const check = knownOf(checks, finding.check);
    if (endingOf(finding) !== 'fail' || check.level > level) return [];
    const mismatches = (finding.mismatches ?? []).filter(({ waiver }) => waiver === undefined);
    return [{ check, mismatches }];
  });
  const sorted = failing.toSorted(
    (a, b) =>
      WORST_FIRST.indexOf(a.check.severity) - WORST_FIRST.indexOf(b.check.severity) ||
      a.check.level - b.check.level ||
      (a.check.id < b.check.id ? -1 : 1),
  );
  return {
    host: host.name,
    sysctl: changesOf(sorted, 'sysctl'),
    modules: changesOf(sorted, 'modules'),
    sshd: changesOf(sorted, 'sshd'),
    byHand: sorted.filter(({ check }) => check.repair === undefined),
  };
}

function changesOf<K extends Repair['kind']>(
  failing: readonly ByHand[],
  kind: K,
): readonly Change<K>[] {
  const isOfKind = (repair: Repair | undefined): repair is Change<K>['repair'] =>
    repair?.kind === kind;
  return failing.flatMap(({ check }) => {
    const { repair } = check;
    return isOfKind(repair) ? [{ check, repair }] : [];
  });
}

/** Files that a plan writes. Each is its own, so that to undo is to remove it. */
export const FILES = {
  sysctl: '/etc/sysctl.d/99-zz-hostward.conf',
  modules: '/etc/modprobe.d/hostward.conf',
  sshd: '/etc/ssh/sshd_config.d/00-hostward.conf',
} as const;

/** Lines of a modprobe.d file: neither by name nor by alias. */
export const modprobeLines = ({ names }: Change<'modules'>['repair']): readonly string[] =>
  names.flatMap((name) => [`install ${name} /bin/false`, `blacklist ${name}`]);

export const sysctlLine = ({ key, value }: Change<'sysctl'>['repair']): string =>
  `${key} = ${value}`;
