import { toText } from '../collector/bytes.ts';
import type { Evidence, Recorded } from '../model/evidence.ts';
import { failed, type Observation, unsupported } from '../model/observation.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { Derived, Fact, Probe } from '../probes/fact.ts';
import { endedByDeadline, readingKey } from '../probes/reader.ts';

/** What is known of one host. Each fact is parsed once, whichever checks ask. */
export type Observer = <T>(fact: Fact<T>) => Observation<T>;

/** A fact with what is the same for every host worked out once, and what it was on the last host. */
interface Known {
  readonly fact: Fact<unknown>;
  /** Of a probe. */
  readonly readingKey: string;
  /** Of a view. */
  readonly names: readonly string[];
  readonly inputs: readonly Known[];
  last: Last | undefined;
}

/**
 * Hosts of a fleet are alike: what was read the same as on the host before is not parsed again, and a view of
 * the same facts is the same view. One host's worth of facts is kept.
 */
interface Last {
  readonly recorded: Recorded | undefined;
  readonly seen: readonly Observation<unknown>[];
  readonly observation: Observation<unknown>;
}

const knownFacts = new WeakMap<Fact<unknown>, Known>();

function knownOf(fact: Fact<unknown>): Known {
  const seen = knownFacts.get(fact);
  if (seen !== undefined) return seen;
  const from = 'reading' in fact ? {} : fact.from;
  const known: Known = {
    fact,
    readingKey: 'reading' in fact ? readingKey(fact.reading) : '',
    names: Object.keys(from),
    inputs: Object.values(from).map(knownOf),
    last: undefined,
  };
  knownFacts.set(fact, known);
  return known;
}

/** Looks facts up in recorded evidence. */
export function observer(records: Evidence['records']): Observer {
  const observed = new Map<string, Observation<unknown>>();
  const look = (known: Known): Observation<unknown> => {
    const { fact } = known;
    const seen = observed.get(fact.key);
    if (seen !== undefined) return seen;
    const observation = guarded(known, records, look);
    observed.set(fact.key, observation);
    return observation;
  };
  const observe = (fact: Fact<unknown>): Observation<unknown> =>
    observed.get(fact.key) ?? look(knownOf(fact));
  // The key names the fact's type: two facts of one key are the same fact.
  return observe as Observer;
}

/** A parser that breaks on what a host printed costs its own fact, not the host, and not the run. */
function guarded(
  known: Known,
  records: Evidence['records'],
  look: (known: Known) => Observation<unknown>,
): Observation<unknown> {
  const { fact } = known;
  try {
    return 'reading' in fact ? observeProbe(fact, known, records) : observeView(fact, known, look);
  } catch (error) {
    return failed(
      `a defect of hostward in reading ${fact.key}: ${visibleLine(String(error), 200)}`,
    );
  }
}

function observeProbe(
  probe: Probe<unknown>,
  known: Known,
  records: Evidence['records'],
): Observation<unknown> {
  const { readingKey: key, last } = known;
  const recorded = Object.hasOwn(records, key) ? records[key] : undefined;
  if (recorded === undefined) return failed(`${key} was not collected`);
  if (last?.recorded !== undefined && isSame(last.recorded, recorded)) return last.observation;
  const observation = gapOf(recorded, key) ?? parse(probe, recorded);
  known.last = { recorded, seen: [], observation };
  return observation;
}

const isSame = (a: Recorded, b: Recorded): boolean =>
  a.exit === b.exit &&
  a.stdout === b.stdout &&
  a.stderr === b.stderr &&
  a.cut === b.cut &&
  a.unsupported === b.unsupported;

function observeView(
  view: Derived<unknown>,
  known: Known,
  look: (known: Known) => Observation<unknown>,
): Observation<unknown> {
  const { names, inputs, last } = known;
  const seen = inputs.map(look);
  if (last?.seen.every((one, i) => one === seen[i])) return last.observation;
  const observation = view.derive(Object.fromEntries(names.map((name, i) => [name, seen[i]])));
  known.last = { recorded: undefined, seen, observation };
  return observation;
}

function parse(probe: Probe<unknown>, { exit, stdout, stderr }: Recorded): Observation<unknown> {
  return probe.parse({ exit, stdout: toText(stdout), stderr: toText(stderr) });
}

/** States that no parser may see: what was cut or ended by its deadline is never an answer. */
function gapOf(recorded: Recorded, key: string): Observation<never> | undefined {
  const { exit, cut, stderr, unsupported: reason } = recorded;
  if (reason !== undefined) return unsupported(visibleLine(reason, 200));
  if (endedByDeadline(exit)) return failed(`reading ${key} took too long and was ended`);
  if (cut) return failed(`the answer to ${key} was cut at its cap`);
  // Not `unsupported`: views take that for an image, in which what only a booted system has needs no answer.
  if (exit === 127) {
    return failed(`the host has no command to read ${key}: ${visibleLine(toText(stderr), 200)}`);
  }
  return undefined;
}
