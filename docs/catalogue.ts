import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A control that matters on a container host, checked or not. */
export interface Control {
  readonly id: string;
  readonly area: string;
  readonly severity: string;
  readonly title: string;
  /** Why there is no check; empty where there is one, and where it is only not done. */
  readonly whyNot: string;
}

/** Every control of docs/catalogue.tsv. */
export function readCatalogue(): readonly Control[] {
  const text = readFileSync(join(import.meta.dirname, 'catalogue.tsv'), 'utf8');
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => {
    const [id = '', area = '', severity = '', title = '', whyNot = ''] = line.split('\t');
    return { id, area, severity, title, whyNot };
  });
}
