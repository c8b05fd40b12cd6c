import type { CheckMeta } from '../../src/model/check.ts';
import type { Finding, HostReport, ReportedMismatch } from '../../src/model/run.ts';

/** What acts on a terminal that shows the file, and what JSON leaves as it is. */
const ACTING = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/** JSON in which such characters are written by their numbers; it reads back as the same values. */
export const jsonOf = (item: unknown): string =>
  JSON.stringify(item).replace(ACTING, (c) =>
    Array.from({ length: c.length }, (_, n) => numbered(c.charCodeAt(n))).join(''),
  );

const numbered = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;

/** Its texts alone: at run time a check may carry its code and parameters too. */
export function plainCheck(check: CheckMeta): CheckMeta {
  const { id, area, title, severity, level, rationale, remedy, repair, references, tags, reads } =
    check;
  return {
    id,
    area,
    title,
    severity,
    level,
    rationale,
    remedy,
    ...(repair === undefined ? {} : { repair }),
    references,
    tags,
    ...(reads === undefined ? {} : { reads }),
  };
}

/** A host with nothing beside what it is declared to hold. */
export const plainHost = (host: HostReport): HostReport =>
  host.status === 'failed' ? host : { ...host, findings: host.findings.map(plainFinding) };

/** What a finding is declared to hold: its verdict may come from a check of someone else's. */
function plainFinding(finding: Finding): Finding {
  const { check, outcome, note, reason, question, mismatches, waiver, attestation } = finding;
  return {
    check,
    outcome,
    ...(note === undefined ? {} : { note }),
    ...(reason === undefined ? {} : { reason }),
    ...(question === undefined ? {} : { question }),
    ...(mismatches === undefined ? {} : { mismatches: mismatches.map(plainMismatch) }),
    ...(waiver === undefined ? {} : { waiver }),
    ...(attestation === undefined ? {} : { attestation }),
  };
}

const plainMismatch = ({
  subject,
  expected,
  actual,
  waiver,
}: ReportedMismatch): ReportedMismatch => ({
  subject,
  expected,
  actual,
  ...(waiver === undefined ? {} : { waiver }),
});
