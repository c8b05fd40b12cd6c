import type { Finding } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';

/** One result of a control, as MITRE's Heimdall data format has it. */
export interface HdfResult {
  readonly status: 'passed' | 'failed' | 'skipped' | 'error';
  readonly code_desc: string;
  readonly start_time: string;
  readonly message?: string;
  readonly skip_message?: string;
}

/**
 * The results of a finding. Its readers derive the control's status from them: a failure beats all,
 * an error beats what was skipped, and something skipped beside something passed would count as
 * passed, so that no finding mixes the two.
 */
export function hdfResults(finding: Finding, startTime: string): readonly HdfResult[] {
  const { outcome, note = '', reason = '', question = '', mismatches = [] } = finding;
  const one = (status: HdfResult['status'], rest: Partial<HdfResult>): readonly HdfResult[] => [
    { status, code_desc: finding.check, start_time: startTime, ...rest },
  ];
  switch (outcome) {
    case 'pass':
      return one('passed', { code_desc: visibleLine(note) || finding.check });
    case 'unknown':
      return one('error', { message: visibleLine(reason) });
    case 'manual':
      return one('skipped', { skip_message: visibleLine(question) });
    case 'notApplicable':
      return one('skipped', { skip_message: visibleLine(reason) });
    case 'fail':
      return mismatches.map(({ subject, expected, actual }) => ({
        status: 'failed',
        code_desc: `${visibleLine(subject)} is ${visibleLine(expected)}`,
        start_time: startTime,
        message: `expected ${visibleLine(expected)}, found ${visibleLine(actual)}`,
      }));
  }
}
