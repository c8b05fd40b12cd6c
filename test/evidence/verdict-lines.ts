import { BUILT_IN } from '../../src/cli/built-in.ts';
import { auditHost } from '../../src/engine/audit-host.ts';
import { resolvePolicy } from '../../src/engine/policy.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';

/** Every check that comes with hostward, by its own defaults. */
export const EVERYTHING = resolvePolicy(
  { profile: { id: 'everything', title: 'Everything', description: 'Every check.', level: 2 } },
  BUILT_IN,
);

const SHOWN_MISMATCHES = 4;
const WORDS = 140;

/** `ID outcome what`: a line a check, for people who review a changed verdict. */
export const verdictLines = (evidence: Evidence): string =>
  auditHost(evidence, EVERYTHING)
    .findings.map((finding) => `${finding.check} ${finding.outcome}${wordsOf(finding)}\n`)
    .sort()
    .join('');

/** What a pass says of itself may be worded anew without a change of verdict. */
function wordsOf(finding: Finding): string {
  switch (finding.outcome) {
    case 'pass':
    case 'manual':
      return '';
    case 'notApplicable':
    case 'unknown':
      return ` ${visibleLine(finding.reason ?? '', WORDS)}`;
    case 'fail':
      return ` ${mismatchWords(finding.mismatches ?? [])}`;
  }
}

function mismatchWords(mismatches: readonly { subject: string; actual: string }[]): string {
  const shown = mismatches
    .slice(0, SHOWN_MISMATCHES)
    .map(({ subject, actual }) => `${visibleLine(subject, WORDS)}=${visibleLine(actual, WORDS)}`);
  const more = mismatches.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
