import { FAILURE_WORDS } from '../failure-words.ts';
import type { Summary } from '../summary/summary.ts';
import { count } from '../wording.ts';

/** What a person does now, most useful first. Each step names a file or a command. */
export function nextSteps(summary: Summary, files: readonly string[]): readonly string[] {
  return [
    ...openReport(summary, files),
    ...showCheck(summary),
    ...reachHosts(summary),
    ...readAsRoot(summary),
  ];
}

function openReport({ questions }: Summary, files: readonly string[]): readonly string[] {
  const page = files.find((file) => file.endsWith('.html'));
  if (page === undefined) return [];
  const asked = questions === 0 ? '' : `, and ${count(questions, 'question')} to answer`;
  return [`Open ${page}: each finding with its evidence and remedy${asked}.`];
}

/** An id that a shell could read as more than a word is not put into a command. */
const WORD = /^[a-z0-9][a-z0-9._-]*$/i;

function showCheck({ failed: [worst] }: Summary): readonly string[] {
  if (worst === undefined || !WORD.test(worst.id)) return [];
  return [
    `\`hostward checks show ${worst.id}\` tells why the worst failure matters, and its remedy.`,
  ];
}

function reachHosts({ lost }: Summary): readonly string[] {
  const [most] = lost.classes;
  if (most === undefined) return [];
  return [`${most.class}, ${count(most.hosts, 'host')}: ${FAILURE_WORDS[most.class].todo}`];
}

function readAsRoot({ withoutRoot }: Summary): readonly string[] {
  if (withoutRoot === 0) return [];
  return [`\`hostward audit --become\` reads the ${count(withoutRoot, 'host')} again as root.`];
}
