import { CHANGE_KINDS, type ChangeKind, type RunChanges } from '../../src/model/changes.ts';
import { shownName, shownText } from '../summary/shown-text.ts';
import { grouped, listed } from '../wording.ts';
import type { Pen } from './pen.ts';
import { hanging, heading, type Section } from './sections.ts';

const NAMES_SHOWN = 8;
const KINDS = Object.keys(CHANGE_KINDS) as readonly ChangeKind[];

/** What changed since an earlier run, in a few lines: `hostward diff` has them all. */
export function changeSection(pen: Pen, changes: RunChanges | undefined): Section {
  if (changes === undefined) return [];
  const { before, counts, incomparable } = changes;
  const lines = [
    ...KINDS.filter((kind) => counts[kind] > 0).map(
      (kind) => `${CHANGE_KINDS[kind]}: ${grouped(counts[kind])}`,
    ),
    ...named(changes),
  ];
  return [
    heading(pen, `Since run ${shownName(before.id)}`),
    ...(incomparable === undefined
      ? []
      : hanging(pen, `Not comparable in full: ${shownText(incomparable)}`)),
    ...(lines.length === 0 ? ['no finding changed'] : lines).flatMap((line) => hanging(pen, line)),
  ];
}

const named = (changes: RunChanges): readonly string[] =>
  (
    [
      ['new host', changes.newHosts],
      ['host no longer there', changes.lostHosts],
      ['host newly not read', changes.newlyUnreachable],
      ['check asked now', changes.newChecks],
      ['check no longer asked', changes.lostChecks],
      ['check asked otherwise', changes.changedChecks ?? []],
    ] as const
  )
    .filter(([, names]) => names.length > 0)
    .map(([words, names]) => {
      const shown = names.slice(0, NAMES_SHOWN).map(shownName);
      const rest = names.length - shown.length;
      const all = rest > 0 ? [...shown, `${grouped(rest)} more`] : shown;
      return `${grouped(names.length)} ${plural(words, names.length)}: ${listed(all)}`;
    });

/** The first word is what is counted. */
const plural = (words: string, n: number): string =>
  n === 1 ? words : words.replace(/\b(host|check)\b/, '$1s');
