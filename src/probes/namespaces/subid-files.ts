import { value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** A line of subuid(5) or subgid(5): ids that an owner may map into its user namespaces. */
export interface SubidRange {
  /** A name or a number, as written. */
  readonly owner: string;
  readonly start: number;
  readonly count: number;
  readonly line: number;
}

export interface SubidFile {
  readonly path: string;
  readonly ranges: readonly SubidRange[];
  /** Lines that no tool can use. */
  readonly broken: readonly { readonly line: number; readonly text: string }[];
}

export const subuids: Probe<SubidFile> = subidFile('/etc/subuid');
export const subgids: Probe<SubidFile> = subidFile('/etc/subgid');

function subidFile(path: string): Probe<SubidFile> {
  return textProbe('subids', path, (text) => value(parseSubids(text, path)));
}

/** Ids are 32 bits wide, and the last one means "none". */
const IDS = 4_294_967_295;

/** Empty lines and lines that begin with `#` say nothing, as shadow-utils reads them. */
function parseSubids(text: string, path: string): SubidFile {
  const ranges: SubidRange[] = [];
  const broken: { line: number; text: string }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(raw)) continue;
    const line = index + 1;
    const [, owner, from, many] = /^([^:\s]+):(\d{1,10}):(\d{1,10})$/.exec(raw) ?? [];
    const start = Number(from);
    const count = Number(many);
    if (owner !== undefined && count > 0 && start + count <= IDS) {
      ranges.push({ owner, start, count, line });
    } else broken.push({ line, text: visibleLine(raw, 80) });
  }
  return { path, ranges, broken };
}

/** Whether two ranges have an id in common. */
export const overlap = (a: SubidRange, b: SubidRange): boolean =>
  a.start < b.start + b.count && b.start < a.start + a.count;

/** `100000-165535` */
export const shownRange = ({ start, count }: SubidRange): string => `${start}-${start + count - 1}`;
