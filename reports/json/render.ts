import type { CheckMeta } from '../../src/model/check.ts';
import {
  type Finding,
  type HostReport,
  REPORT_FORMAT,
  type Report,
  type ReportedMismatch,
} from '../../src/model/run.ts';

/**
 * The report as JSON with a line for each check and each host, so that line tools can read it.
 * Holds one host at a time. Values are exactly what was read: whoever shows them makes them harmless.
 */
export async function* renderJson({ run, checks, hosts, waivers }: Report): AsyncIterable<string> {
  yield `{"formatVersion":${REPORT_FORMAT},\n"run":${jsonOf(run)},\n"checks":[`;
  for (const [n, check] of checks.entries()) yield nextLine(n, metaOf(check));
  yield '\n],\n"hosts":[';
  let n = 0;
  for await (const host of hosts()) {
    yield nextLine(n, plainHost(host));
    n += 1;
  }
  yield '\n],\n"waivers":[';
  for (const [w, waiver] of waivers.entries()) yield nextLine(w, waiver);
  yield '\n]}\n';
}

const nextLine = (n: number, item: unknown): string => `${n === 0 ? '' : ','}\n${jsonOf(item)}`;

/** What acts on a terminal that shows the file, and what JSON leaves as it is. */
const ACTING = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/** JSON in which such characters are written by their numbers; it reads back as the same values. */
const jsonOf = (item: unknown): string =>
  JSON.stringify(item).replace(ACTING, (c) =>
    Array.from({ length: c.length }, (_, n) => numbered(c.charCodeAt(n))).join(''),
  );

const numbered = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;

/** Its texts alone: at run time a check may carry its code and parameters too. */
function metaOf(check: CheckMeta): CheckMeta {
  const { id, area, title, severity, level, rationale, remedy, references, tags } = check;
  return { id, area, title, severity, level, rationale, remedy, references, tags };
}

const plainHost = (host: HostReport): HostReport =>
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
