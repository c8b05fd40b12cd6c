import { visible } from '../../../src/model/visible-text.ts';

/** A paragraph, or a block of commands. */
export interface RichBlock {
  readonly code: boolean;
  /** Of a block of commands. */
  readonly text: string;
  /** Of a paragraph. */
  readonly parts: readonly RichPart[];
}

export interface RichPart {
  readonly code: boolean;
  readonly text: string;
}

const PROSE_CHARACTERS = 8000;
const FENCE = /^```[^\n]*\n([\s\S]*?)\n?```$/gm;

/** Prose of a check, in which backticks mark code: `` `one` `` in a line, three of them round a block. */
export function richText(prose: string): readonly RichBlock[] {
  const text = visible(prose.slice(0, PROSE_CHARACTERS));
  return text
    .split(FENCE)
    .flatMap((part, n) => (n % 2 === 1 ? [codeBlock(part)] : paragraphs(part)));
}

const codeBlock = (text: string): RichBlock => ({ code: true, text, parts: [] });

const paragraphs = (text: string): RichBlock[] =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ code: false, text: '', parts: richLine(paragraph) }));

/** A paragraph in which backticks mark code; of several lines, where settings stand on lines of their own. */
export function richLine(text: string): readonly RichPart[] {
  return visible(text)
    .split(/`([^`]+)`/)
    .map((part, n) => ({ code: n % 2 === 1, text: part }))
    .filter((part) => part.text !== '');
}
