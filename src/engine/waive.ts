import type { AuditedHost, Finding, ReportedMismatch } from '../model/run.ts';
import { isNamed } from '../model/shell-pattern.ts';
import type { Waiver } from '../model/waiver.ts';
import { coversHost, holdsAt } from './coverage.ts';

/**
 * Marks the failures of a host that somebody answers for, down to the subject, as of the instant at which
 * its evidence was taken: judged again later, it comes to the same. Earlier marks are dropped.
 */
export function waive(host: AuditedHost, waivers: readonly Waiver[]): AuditedHost {
  const holding = waivers.filter(
    ({ approvedOn, expiresOn, scope }) =>
      holdsAt(approvedOn, expiresOn, host.collectedAt) && coversHost(scope, host),
  );
  return { ...host, findings: host.findings.map((finding) => marked(finding, holding)) };
}

/** Whether a waiver covers a failure, on a host that it covers. */
export const coversFailure = (
  { scope }: Waiver,
  check: string,
  { subject }: Pick<ReportedMismatch, 'subject'>,
): boolean =>
  scope.checks.includes(check) && (scope.subjects.length === 0 || isNamed(scope.subjects, subject));

function marked({ waiver: _, ...finding }: Finding, waivers: readonly Waiver[]): Finding {
  if (finding.outcome !== 'fail' || finding.mismatches === undefined) return finding;
  const accepting = new Set<Waiver>();
  let isOpen = finding.mismatches.length === 0;
  const mismatches = finding.mismatches.map(({ waiver: __, ...mismatch }) => {
    const accepted = waivers.find((waiver) => coversFailure(waiver, finding.check, mismatch));
    if (accepted === undefined) isOpen = true;
    else accepting.add(accepted);
    return accepted === undefined ? mismatch : { ...mismatch, waiver: accepted.id };
  });
  const whole = isOpen ? undefined : firstToExpire([...accepting]);
  return { ...finding, mismatches, ...(whole === undefined ? {} : { waiver: whole.id }) };
}

/** A failure that several accept is open again as soon as one of them expires. */
const firstToExpire = (waivers: readonly Waiver[]): Waiver | undefined =>
  waivers.toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn))[0];
