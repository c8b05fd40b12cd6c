import type { ReportingDescriptor } from 'sarif';
import type { CheckMeta, Severity } from '../../src/model/check.ts';
import { visible, visibleLine } from '../../src/model/visible-text.ts';
import { procedureOf } from '../provenance.ts';

/** GitHub shows twenty tags of a rule and refuses the file for more. */
const MOST_TAGS = 20;

/** As GitHub reads `security-severity`: above 9.0 critical, from 7.0 high, from 4.0 medium. */
const SCORES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

export const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;

/** A check as a SARIF rule, with all that a reader needs to act. */
export function ruleOf(check: CheckMeta): ReportingDescriptor {
  const { id, area, title, severity, level, tags } = check;
  return {
    id,
    shortDescription: { text: visibleLine(title) },
    fullDescription: { text: visible(check.rationale) },
    help: { text: helpOf(check), markdown: helpOf(check) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: [...new Set(['security', area, ...tags])].slice(0, MOST_TAGS),
      precision: 'high',
      'security-severity': SCORES[severity],
      level,
    },
  };
}

function helpOf(check: CheckMeta): string {
  const { rationale, remedy, references } = check;
  const procedure = procedureOf(check);
  return [
    `Why: ${visible(rationale)}`,
    `Remedy: ${visible(remedy)}`,
    ...(procedure === '' ? [] : [`Read by:\n${procedure}`]),
    `References: ${visibleLine(references.join(', '))}`,
  ].join('\n\n');
}
