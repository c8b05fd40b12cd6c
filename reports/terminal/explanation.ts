import type { CheckMeta } from '../../src/model/check.ts';
import type { Recorded } from '../../src/model/evidence.ts';
import { type AuditedHost, endingOf, type Finding } from '../../src/model/run.ts';
import { visible, visibleLine } from '../../src/model/visible-text.ts';
import { ENDING_WORDS } from '../wording.ts';
import { type Ink, type PenOptions, penOf } from './pen.ts';

/** One check on one host, with all that led to its answer. */
export interface Explanation {
  readonly host: AuditedHost;
  readonly check: CheckMeta;
  readonly finding: Finding;
  /** What the check reads and what that printed, by reading; undefined where nothing is on record. */
  readonly read: readonly (readonly [key: string, recorded: Recorded | undefined])[];
  /** The file that holds the evidence. */
  readonly evidence: string;
}

/** Lines of one reading that are shown: the file holds the rest. */
const LINES = 12;

const INKS: Readonly<Record<ReturnType<typeof endingOf>, Ink>> = {
  pass: 'good',
  fail: 'high',
  waived: 'unknown',
  unknown: 'unknown',
  manual: 'unknown',
  notApplicable: 'quiet',
};

/** What was read, what was expected, what came of it and what to do. Ends with a line feed. */
export function renderExplanation(explanation: Explanation, options: PenOptions): string {
  const { host, check, finding, read, evidence } = explanation;
  const pen = penOf(options);
  const ending = endingOf(finding);
  const heading = (text: string): string => pen.inked(text, 'heading');
  const by = host.privilege === 'none' ? 'without root' : `as root (${host.privilege})`;
  const sections = [
    [
      `${heading(visibleLine(host.name))}: ${visibleLine(check.title)}`,
      `${pen.inked(ENDING_WORDS[ending], INKS[ending])}  ${visibleLine(check.id)}, ${check.severity}, level ${check.level}`,
    ],
    [heading('Found'), ...foundLines(finding)],
    [
      heading('Read'),
      ...read.flatMap(([key, recorded]) => readingLines(key, recorded)),
      `  ${host.collectedAt}, ${by}; kept in ${visibleLine(evidence)}`,
    ],
    [heading('Why it matters'), ...indented(check.rationale)],
    [heading('Remedy'), ...indented(check.remedy)],
    [heading('References'), ...check.references.map((reference) => `  ${visibleLine(reference)}`)],
  ];
  return `${pen.plain(sections.map((lines) => lines.join('\n')).join('\n\n'))}\n`;
}

function foundLines(finding: Finding): readonly string[] {
  const { mismatches = [], note, reason, question, waiver } = finding;
  const said = note ?? reason ?? question;
  return [
    ...(said === undefined ? [] : indented(said)),
    ...mismatches.flatMap(({ subject, expected, actual, waiver: accepted }) => [
      `  ${visibleLine(subject)}${accepted === undefined ? '' : ` (accepted by waiver ${visibleLine(accepted)})`}`,
      `    found     ${visibleLine(actual) || '(empty)'}`,
      `    expected  ${visibleLine(expected)}`,
    ]),
    ...(waiver === undefined ? [] : [`  accepted as a whole by waiver ${visibleLine(waiver)}`]),
  ];
}

function readingLines(key: string, recorded: Recorded | undefined): readonly string[] {
  if (recorded === undefined) return [`  ${visibleLine(key)}: not on record`];
  const { exit, stdout, stderr, cut } = recorded;
  const ended = `exit ${exit}${cut === true ? ', cut at its limit' : ''}`;
  return [
    `  ${visibleLine(key)}: ${ended}`,
    ...shown(stdout),
    ...shown(stderr).map((line) => line.replace('    ', '    ! ')),
  ];
}

function shown(bytes: Recorded['stdout']): readonly string[] {
  if (typeof bytes !== 'string') return ['    (bytes that are no text)'];
  const lines = bytes.split('\n').filter((line) => line !== '');
  const rest = lines.length - LINES;
  return [
    ...lines.slice(0, LINES).map((line) => `    ${visibleLine(line, 200)}`),
    ...(rest > 0 ? [`    … ${rest} more lines`] : []),
  ];
}

const indented = (text: string): readonly string[] =>
  visible(text)
    .split('\n')
    .map((line) => `  ${line}`);
