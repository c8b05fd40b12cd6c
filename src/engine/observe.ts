import { toText } from '../collector/bytes.ts';
import type { Evidence, Recorded } from '../model/evidence.ts';
import { failed, type Observation, unsupported } from '../model/observation.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { Derived, Fact, Probe } from '../probes/fact.ts';
import { endedByDeadline, readingKey } from '../probes/reader.ts';

/** What is known of one host. Each fact is parsed once, whichever checks ask. */
export type Observer = <T>(fact: Fact<T>) => Observation<T>;

/** A fact with what is the same for every host worked out once. */
interface Known {
  readonly fact: Fact<unknown>;
  /** Of a probe. */
  readonly readingKey: string;
  /** Of a view. */
  readonly inputs: readonly (readonly [string, Known])[];
}

const knownFacts = new WeakMap<Fact<unknown>, Known>();

function knownOf(fact: Fact<unknown>): Known {
  const seen = knownFacts.get(fact);
  if (seen !== undefined) return seen;
  const known: Known =
    'reading' in fact
      ? { fact, readingKey: readingKey(fact.reading), inputs: [] }
      : { fact, readingKey: '', inputs: inputsOf(fact) };
  knownFacts.set(fact, known);
  return known;
}

const inputsOf = ({ from }: Derived<unknown>): Known['inputs'] =>
  Object.entries(from).map(([name, input]) => [name, knownOf(input)]);

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
  { fact, readingKey: key, inputs }: Known,
  records: Evidence['records'],
  look: (known: Known) => Observation<unknown>,
): Observation<unknown> {
  try {
    if ('reading' in fact) return observeProbe(fact, key, records);
    const seen: Record<string, Observation<unknown>> = {};
    for (const [name, input] of inputs) seen[name] = look(input);
    return fact.derive(seen);
  } catch (error) {
    return failed(
      `a defect of hostward in reading ${fact.key}: ${visibleLine(String(error), 200)}`,
    );
  }
}

function observeProbe(
  probe: Probe<unknown>,
  key: string,
  records: Evidence['records'],
): Observation<unknown> {
  const recorded = Object.hasOwn(records, key) ? records[key] : undefined;
  if (recorded === undefined) return failed(`${key} was not collected`);
  return gapOf(recorded, key) ?? parse(probe, recorded);
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
  if (exit === 127) return unsupported(`the host has no command to read ${key}: ${toText(stderr)}`);
  return undefined;
}
