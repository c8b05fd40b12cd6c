import type { Change } from '../../src/model/changes.ts';
import { DRIFT_FORMAT, type Drift, type HostDrift } from '../../src/model/drift.ts';
import { type DriftSummary, startDriftSummary } from './summary.ts';

/** Two runs compared, as one JSON document written host by host. */
export async function* renderDriftJson(
  drift: Drift,
  done: (summary: DriftSummary) => void = () => undefined,
): AsyncIterable<string> {
  const { before, after, judgedAgain, newChecks, lostChecks, changedChecks } = drift;
  const head = JSON.stringify({
    formatVersion: DRIFT_FORMAT,
    before,
    after,
    ...(judgedAgain === undefined ? {} : { judgedAgain }),
    newChecks,
    lostChecks,
    changedChecks,
    checks: drift.checks.map(({ id, title, severity }) => ({ id, title, severity })),
  });
  yield `${head.slice(0, -1)},"hosts":[`;
  const summary = startDriftSummary(drift);
  let comma = '';
  for await (const host of drift.hosts()) {
    summary.add(host);
    yield `${comma}\n${JSON.stringify(plainHost(host))}`;
    comma = ',';
  }
  const finished = summary.finish();
  const { counts, policyCounts } = finished;
  yield `],${JSON.stringify({ counts, policyCounts }).slice(1)}\n`;
  done(finished);
}

const plainHost = ({ changes, policyChanges, ...host }: HostDrift) => ({
  ...host,
  changes: changes.map(plainChange),
  policyChanges: policyChanges.map(plainChange),
});

const plainChange = ({ host: _, ...change }: Change) => change;
