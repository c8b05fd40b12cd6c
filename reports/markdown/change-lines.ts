import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type RunChanges,
} from '../../src/model/changes.ts';
import { count } from '../wording.ts';
import { cell } from './cell.ts';
import { ROWS, table } from './table.ts';

// Object.keys forgets that the table has no other names.
const KINDS = Object.keys(CHANGE_KINDS) as readonly ChangeKind[];

/** What changed since an earlier run: counts, and the first of what fails now. */
export async function changeLines(changes: RunChanges | undefined): Promise<readonly string[]> {
  if (changes === undefined) return [];
  const { before, counts, incomparable } = changes;
  const lines = [
    ...KINDS.filter((kind) => counts[kind] > 0).map(
      (kind) => `- **${counts[kind]}** ${CHANGE_KINDS[kind]}`,
    ),
    ...hostLines(changes),
  ];
  return [
    '',
    `### Since run ${cell(before.id)}`,
    '',
    ...(incomparable === undefined ? [] : [`> Not comparable in full: ${cell(incomparable)}`, '']),
    ...(lines.length === 0 ? ['No finding changed.'] : lines),
    ...table('Fails now', ['check', 'host', 'what', 'found'], await firstFailures(changes), rowOf),
  ];
}

const hostLines = ({ newHosts, lostHosts, newlyUnreachable }: RunChanges): readonly string[] =>
  (
    [
      ['new', newHosts],
      ['no longer there', lostHosts],
      ['newly not read', newlyUnreachable],
    ] as const
  )
    .filter(([, names]) => names.length > 0)
    .map(([words, names]) => {
      const rest = names.length > ROWS ? ', …' : '';
      return `- ${count(names.length, 'host')} ${words}: ${names.slice(0, ROWS).map(cell).join(', ')}${rest}`;
    });

async function firstFailures({ changes }: RunChanges): Promise<readonly Change[]> {
  const first: Change[] = [];
  for await (const change of changes()) {
    if (change.kind === 'newFailure') first.push(change);
    if (first.length === ROWS) break;
  }
  return first;
}

const rowOf = ({ check, host, subject = '', after = '' }: Change): readonly string[] => [
  check,
  host,
  subject,
  after,
];
