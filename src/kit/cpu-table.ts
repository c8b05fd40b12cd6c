import type { CheckMeta } from '../model/check.ts';
import {
  type CheckVerdict,
  fail,
  type Mismatch,
  notApplicable,
  passUnless,
} from '../model/verdict.ts';
import { type FlawReport, flawReport } from '../probes/cpu/cpu-vulnerabilities.ts';
import { type FileStat, stat } from '../probes/files/stat.ts';
import { type Check, defineCheck, type Need, orAbsent, required } from './define-check.ts';

/** One processor flaw that the kernel reports on in a file of its own. */
export interface FlawRow
  extends Pick<CheckMeta, 'title' | 'severity' | 'rationale' | 'references' | 'remedy'> {
  /** Below `cpu.`. */
  readonly id: string;
  /** Below /sys/devices/system/cpu/vulnerabilities. */
  readonly file: string;
  /** The flaw is open to guests alone: without KVM it does not matter. */
  readonly guestsOnly?: true;
  /** A mitigation that leaves the way from a container to the kernel open. */
  readonly wrongMitigation?: RegExp;
  /** Parts behind the first semicolon that are wrong beside `…: Vulnerable`. */
  readonly wrongPart?: RegExp;
  /** Parts that are wrong only where guests run. */
  readonly wrongPartWithGuests?: RegExp;
}

export type FlawCheck = Check<
  {
    readonly report: Need<FlawReport, FlawReport>;
    readonly kvm: Need<FileStat, FileStat | undefined>;
  },
  undefined
>;

export function flawChecks(rows: readonly FlawRow[]): readonly FlawCheck[] {
  return rows.map((row) =>
    defineCheck({
      id: `cpu.${row.id}`,
      area: 'cpu',
      title: row.title,
      severity: row.severity,
      level: 1,
      rationale: row.rationale,
      remedy: row.remedy,
      references: row.references,
      tags: ['cpu', 'side-channel'],
      needs: { report: required(flawReport(row.file)), kvm: orAbsent(stat('/dev/kvm')) },
      evaluate: ({ report, kvm }) => judgeFlaw(row, report, kvm !== undefined),
    }),
  );
}

function judgeFlaw(row: FlawRow, report: FlawReport, guests: boolean): CheckVerdict {
  const { file, guestsOnly } = row;
  if (row.wrongMitigation?.test(report.text)) return fail(mismatch(file, report.text));
  if (report.standing === 'vulnerable') {
    if (guestsOnly && (!guests || report.text.startsWith('Processor vulnerable'))) {
      return notApplicable(`only guests could use it, and this host runs none: ${report.text}`);
    }
    return fail(mismatch(file, report.text));
  }
  const parts = report.parts.filter((part) => isWrong(row, part, guests));
  return passUnless(
    parts.map((part) => mismatch(`${file}, ${subjectOf(part)}`, part)),
    report.text,
  );
}

function isWrong({ wrongPart, wrongPartWithGuests }: FlawRow, part: string, guests: boolean) {
  return (
    /: Vulnerable\b/.test(part) ||
    wrongPart?.test(part) === true ||
    (guests && wrongPartWithGuests?.test(part) === true)
  );
}

const subjectOf = (part: string): string => /^[\w-]+/.exec(part)?.[0] ?? part;

const mismatch = (subject: string, actual: string): Mismatch => ({
  subject,
  expected: 'not affected, or mitigated',
  actual,
});
