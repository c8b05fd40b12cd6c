import type { CheckMeta, Severity } from '../../src/model/check.ts';
import type { HostReport } from '../../src/model/run.ts';
import type { Outcome } from '../../src/model/verdict.ts';

/** Results by how they ended; accepted failures apart. */
export type Ending = Outcome | 'waived';
export const ENDINGS: readonly Ending[] = [
  'pass',
  'fail',
  'waived',
  'unknown',
  'manual',
  'notApplicable',
];

/** The few numbers that metrics need of a host, small enough to keep for a whole fleet. */
export interface HostFigures {
  readonly name: string;
  /** Why it was not read. */
  readonly failure?: string;
  readonly collectedAt?: string;
  readonly durationMs: number;
  readonly endings: Readonly<Record<Ending, number>>;
  readonly open: Readonly<Record<Severity, number>>;
  readonly escapePaths: number;
}

export function figuresOf(host: HostReport, checks: ReadonlyMap<string, CheckMeta>): HostFigures {
  const endings = noEndings();
  const open = { low: 0, medium: 0, high: 0, critical: 0 };
  const none = { name: host.name, durationMs: 0, endings, open, escapePaths: 0 };
  if (host.status === 'failed') return { ...none, failure: host.reason.class };
  for (const { check: id, outcome, waiver } of host.findings) {
    const check = checks.get(id);
    if (check === undefined) throw new Error(`a finding names ${id}, unknown here`);
    endings[waiver === undefined ? outcome : 'waived'] += 1;
    if (outcome === 'fail' && waiver === undefined) open[check.severity] += 1;
  }
  return {
    ...none,
    collectedAt: host.collectedAt,
    durationMs: host.durationMs,
    escapePaths: host.containers.reduce((sum, { escapePaths }) => sum + escapePaths.length, 0),
  };
}

export const noEndings = (): Record<Ending, number> => ({
  pass: 0,
  fail: 0,
  waived: 0,
  unknown: 0,
  manual: 0,
  notApplicable: 0,
});
