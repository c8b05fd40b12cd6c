import { CHANGE_KINDS, type ChangeKind } from '../../../src/model/changes.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { capital, count, grouped } from '../../wording.ts';
import { NAME_CHARACTERS, VALUE_CHARACTERS } from '../limits.ts';
import { type ControlLink, controlLink } from '../survey/control-order.ts';
import { type HostLink, hostLink } from '../survey/host-order.ts';
import type { Survey } from '../survey/survey.ts';
import { moment } from '../text/instants.ts';

/** What changed since an earlier run. */
export interface ChangesView {
  readonly intro: string;
  readonly incomparable: string;
  readonly figures: readonly { readonly label: string; readonly n: string }[];
  readonly caption: string;
  readonly rows: readonly ChangeRow[];
}

interface ChangeRow {
  readonly kind: string;
  readonly what: string;
  readonly host: HostLink;
  readonly control: ControlLink;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
}

/** The glyph and colour of each kind of change. */
const MARKS: Readonly<Record<ChangeKind, string>> = {
  newFailure: 'fail',
  valueChanged: 'fail',
  newlyUnknown: 'unknown',
  repaired: 'pass',
  newlyKnown: 'pass',
  waived: 'waived',
  unwaived: 'fail',
};

const KINDS = Object.keys(CHANGE_KINDS).filter((kind) => isKind(kind));

function isKind(word: string): word is ChangeKind {
  return Object.hasOwn(CHANGE_KINDS, word);
}

/** Undefined where no earlier run is known. */
export function changesView(survey: Survey): ChangesView | undefined {
  const { changes } = survey;
  if (changes === undefined) return undefined;
  const all = KINDS.reduce((sum, kind) => sum + changes.counts[kind], 0);
  const hosts = new Map(survey.hosts.map((host) => [host.name, host.index]));
  const controls = new Map(survey.controls.map((control) => [control.meta.id, control]));
  const rows = changes.worst.flatMap(({ kind, host, check, subject, before, after }) => {
    const index = hosts.get(name(host));
    const control = controls.get(check);
    if (index === undefined || control === undefined) return [];
    return [
      {
        kind: MARKS[kind],
        what: CHANGE_KINDS[kind],
        host: hostLink(survey, index),
        control: controlLink(survey, control),
        subject: name(subject ?? ''),
        before: text(before ?? ''),
        after: text(after ?? ''),
      },
    ];
  });
  return {
    intro: `Since run ${name(changes.before.id)} of ${moment(changes.before.startedAt)}. ${scopeOf(changes)}`,
    incomparable: text(changes.incomparable ?? ''),
    figures: KINDS.filter((kind) => changes.counts[kind] > 0).map((kind) => ({
      label: capital(CHANGE_KINDS[kind]),
      n: grouped(changes.counts[kind]),
    })),
    caption:
      rows.length < all
        ? `The first ${grouped(rows.length)} of ${grouped(all)}, worst first`
        : 'Worst first',
    rows,
  };
}

function scopeOf({
  newHosts,
  lostHosts,
  newlyUnreachable,
  newChecks,
  lostChecks,
  changedChecks = [],
}: NonNullable<Survey['changes']>): string {
  const parts: readonly (readonly [number, string, string])[] = [
    [newHosts.length, 'new host', 'new hosts'],
    [lostHosts.length, 'host no longer there', 'hosts no longer there'],
    [newlyUnreachable.length, 'host newly not read', 'hosts newly not read'],
    [newChecks.length, 'new control', 'new controls'],
    [lostChecks.length, 'control no longer asked', 'controls no longer asked'],
    [changedChecks.length, 'control asked otherwise', 'controls asked otherwise'],
  ];
  const words = parts.filter(([n]) => n > 0).map(([n, one, many]) => count(n, one, many));
  return words.length === 0 ? 'The same hosts and controls.' : `${capital(words.join(', '))}.`;
}

const name = (words: string): string => visibleLine(words, NAME_CHARACTERS);
const text = (words: string): string => visibleLine(words, VALUE_CHARACTERS);
