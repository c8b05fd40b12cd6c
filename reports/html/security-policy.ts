import { createHash } from 'node:crypto';
import type { RunInfo } from '../../src/model/run.ts';
import { shortHash } from '../wording.ts';

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A Content-Security-Policy under which this style and this script run, and nothing else loads or runs. */
export function contentSecurityPolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The policy of a page whose style and script lie beside it: those two files may load, nothing else. */
export const FOLDER_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What stands at the foot of each printed page. Only characters that end no string in CSS are kept. */
export function printedFoot(words: string): string {
  const safe = words.replace(/[^a-zA-Z0-9 ,.:/_-]/g, '').slice(0, 120);
  const font = 'font: 8pt sans-serif; color: #4d575a';
  return `@media print { @page { @bottom-left { content: '${safe}'; ${font} } @bottom-right { content: counter(page) ' of ' counter(pages); ${font} } } }\n`;
}

/** What says on paper which run a page is of. */
export const footOf = ({ toolVersion, id, policyHash }: RunInfo): string =>
  `hostward ${toolVersion}, run ${id}, policy ${shortHash(policyHash).replace('…', '..')}`;
