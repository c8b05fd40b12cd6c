import { createHash } from 'node:crypto';

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

/** What stands at the foot of each printed page. Only characters that end no string in CSS are kept. */
export function printedFoot(words: string): string {
  const safe = words.replace(/[^a-zA-Z0-9 ,.:/_-]/g, '').slice(0, 120);
  const font = 'font: 8pt sans-serif; color: #4d575a';
  return `@media print { @page { @bottom-left { content: '${safe}'; ${font} } @bottom-right { content: counter(page) ' of ' counter(pages); ${font} } } }\n`;
}
