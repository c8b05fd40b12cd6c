import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type RunChanges,
} from '../../../src/model/changes.ts';
import { CHANGES_SAMPLED, NAMES_ON_FIRST_PAGE } from '../limits.ts';

/** What changed in one way at one control, on every host where it did. */
export interface ChangeGroup {
  readonly kind: ChangeKind;
  readonly check: string;
  /** How many changes: a host may have several. */
  n: number;
  hostCount: number;
  /** The first of them, by name. */
  readonly hosts: string[];
  lastHost: string;
  readonly samples: Change[];
}

/** What changed since an earlier run, small enough to keep: counts, and groups by control. */
export interface ChangeSurvey extends Omit<RunChanges, 'changes'> {
  /** Worst kinds first. */
  readonly groups: readonly ChangeGroup[];
  /** Hosts on which something fails that did not. */
  readonly worseHosts: number;
}

export const KINDS = Object.keys(CHANGE_KINDS).filter((kind) => isKind(kind));

function isKind(word: string): word is ChangeKind {
  return Object.hasOwn(CHANGE_KINDS, word);
}

/** Reads the changes once. They come host by host, so that a host is known by the one before. */
export async function surveyChanges(changes: RunChanges): Promise<ChangeSurvey> {
  const groups = new Map<string, ChangeGroup>();
  let worseHosts = 0;
  let lastWorse: string | undefined;
  for await (const change of changes.changes()) {
    add(groups, change);
    if (change.kind === 'newFailure' && change.host !== lastWorse) {
      worseHosts += 1;
      lastWorse = change.host;
    }
  }
  const { changes: _, ...counted } = changes;
  const rank = ({ kind }: ChangeGroup): number => KINDS.indexOf(kind);
  return {
    ...counted,
    groups: [...groups.values()].toSorted((a, b) => rank(a) - rank(b)),
    worseHosts,
  };
}

function add(groups: Map<string, ChangeGroup>, change: Change): void {
  const { kind, check, host } = change;
  const key = `${kind} ${check}`;
  const group = groups.get(key) ?? newGroup(kind, check);
  groups.set(key, group);
  group.n += 1;
  if (group.samples.length < CHANGES_SAMPLED) group.samples.push(change);
  if (group.hostCount > 0 && group.lastHost === host) return;
  group.lastHost = host;
  group.hostCount += 1;
  if (group.hosts.length < NAMES_ON_FIRST_PAGE) group.hosts.push(host);
}

const newGroup = (kind: ChangeKind, check: string): ChangeGroup => ({
  kind,
  check,
  n: 0,
  hostCount: 0,
  hosts: [],
  lastHost: '',
  samples: [],
});
