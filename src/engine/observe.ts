import { toText } from '../collector/bytes.ts';
import type { Evidence, Recorded } from '../model/evidence.ts';
import { failed, type Observation, unsupported } from '../model/observation.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { Derived, Fact, Probe } from '../probes/fact.ts';
import { endedByDeadline, readingKey } from '../probes/reader.ts';

/** What is known of one host. Each fact is parsed once, whichever checks ask. */
export type Observer = <T>(fact: Fact<T>) => Observation<T>;

/** Looks facts up in recorded evidence. */
export function observer(records: Evidence['records']): Observer {
  const known = new Map<string, Observation<unknown>>();
  const observe = (fact: Fact<unknown>): Observation<unknown> => {
    const seen = known.get(fact.key);
    if (seen !== undefined) return seen;
    const observation = guarded(fact, () =>
      'reading' in fact ? observeProbe(fact, records) : fact.derive(inputsOf(fact, observe)),
    );
    known.set(fact.key, observation);
    return observation;
  };
  // The key names the fact's type: two facts of one key are the same fact.
  return observe as Observer;
}

function inputsOf(
  { from }: Derived<unknown>,
  observe: (fact: Fact<unknown>) => Observation<unknown>,
): Readonly<Record<string, Observation<unknown>>> {
  return Object.fromEntries(Object.entries(from).map(([name, input]) => [name, observe(input)]));
}

/** A parser that breaks on what a host printed costs its own fact, not the host, and not the run. */
function guarded(fact: Fact<unknown>, look: () => Observation<unknown>): Observation<unknown> {
  try {
    return look();
  } catch (error) {
    return failed(
      `a defect of hostward in reading ${fact.key}: ${visibleLine(String(error), 200)}`,
    );
  }
}

function observeProbe(probe: Probe<unknown>, records: Evidence['records']): Observation<unknown> {
  const key = readingKey(probe.reading);
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
