import { grouped } from '../../wording.ts';

/** A term and what it is, in a list of facts. */
export interface Fact {
  readonly term: string;
  readonly value: string;
  readonly mono: boolean;
  readonly href: string | undefined;
}

export const fact = (term: string, value: string, more: Partial<Fact> = {}): Fact => ({
  term,
  value,
  mono: false,
  href: undefined,
  ...more,
});

/** A number in a table; nought is quiet. */
export interface NumberCell {
  readonly n: string;
  readonly zero: boolean;
}

export const numberCell = (n: number): NumberCell => ({ n: grouped(n), zero: n === 0 });

/** A piece of a sentence, perhaps a link. */
export interface Piece {
  readonly text: string;
  readonly href: string | undefined;
}

export const say = (text: string): Piece => ({ text, href: undefined });
