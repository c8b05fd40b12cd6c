import type { Collection } from '../collector/collection.ts';
import type { Script } from '../collector/compile.ts';
import type { Plan } from '../collector/plan.ts';
import { type Observer, observer } from '../engine/observe.ts';
import { EVIDENCE_FORMAT, type Evidence } from '../model/evidence.ts';
import type { Host, HostFailure, Privilege } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import { hostClock } from '../probes/host/clock.ts';
import { ownProcess } from '../probes/host/own-process.ts';
import { readingKey } from '../probes/reader.ts';
import type { Deadlines, Peer, ScriptEnd, Secrets, Transport } from '../transports/transport.ts';
import { collectImageHost, imageAddress } from './collect-image-host.ts';
import { runScript } from './run-script.ts';
import { turn } from './turn.ts';

/** What every host of a run is collected with. */
export interface CollectOptions {
  readonly plan: Plan;
  readonly script: Script;
  readonly transport: Transport;
  readonly secrets: Secrets;
  readonly deadlines: Deadlines;
  readonly toolVersion: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type HostResult =
  | { readonly ended: 'collected'; readonly host: Host; readonly evidence: Evidence }
  | { readonly ended: 'failed'; readonly host: Host; readonly failure: HostFailure };

/** Of what a host says beside its answers, shown to people. */
const DIAGNOSTIC_CHARACTERS = 500;

/** One round trip to one host. Its trouble is data: this never rejects for a host's sake. */
export async function collectHost(
  host: Host,
  options: CollectOptions,
  signal: AbortSignal,
  onReached?: () => void,
): Promise<HostResult> {
  const { connection } = host;
  if (connection.transport === 'image' || connection.transport === 'engine') {
    onReached?.();
    return collectImageHost(host, connection, options, signal);
  }
  const { end, collection, startedAt } = await runScript(host, options, {
    signal,
    ...(onReached && { onReached }),
  });
  const failure = failureOf(end, collection);
  if (failure !== undefined) return { ended: 'failed', host, failure };
  await turn();
  const peer: Peer = end.ended === 'ran' ? end.peer : { privilege: 'none' };
  const records = collection.records();
  const observe = observer(records);
  const evidence = evidenceOf(host, options, { collection, records, observe, peer, startedAt });
  const blindness = blindnessOf(evidence, observe);
  return blindness === undefined
    ? { ended: 'collected', host, evidence }
    : { ended: 'failed', host, failure: blindness };
}

/**
 * Every process of Linux can read its own status. Where that is not there, or empty, no /proc is mounted
 * (a chroot), or nothing can be read at all (no grep): that other files are absent or empty says nothing.
 */
function blindnessOf(
  { records, diagnostics }: Evidence,
  observe: Observer,
): HostFailure | undefined {
  const own = observe(ownProcess);
  const record = records[readingKey(ownProcess.reading)];
  const isEmpty = record?.exit === 0 && record.cut !== true;
  // Of a command that could not be started, POSIX 2.9.1.
  const isUnstarted = record?.exit === 126 || record?.exit === 127;
  if (own.state === 'value' || !(own.state === 'absent' || isEmpty || isUnstarted))
    return undefined;
  const words = diagnostics === '' ? '' : `; it said: ${diagnostics}`;
  return {
    class: 'collector-failed',
    message: `not even /proc/self/status can be read there (${own.reason}): is the account in a chroot, or grep not installed${words}`,
  };
}

function failureOf(end: ScriptEnd, collection: Collection): HostFailure | undefined {
  if (end.ended === 'failed') return withProgress(end.failure, collection);
  if (end.ended === 'lost') return { class: 'protocol', message: end.how };
  const violation = collection.violation();
  if (violation !== undefined) {
    return { class: 'protocol', message: `its answer broke the frame rules: ${violation}` };
  }
  return collection.isSettled() ? undefined : early(end.exit, collection);
}

/** A deadline says how far the host had come, so that the slow command has a name. */
function withProgress(failure: HostFailure, collection: Collection): HostFailure {
  const { read, planned } = collection.progress();
  if (failure.class !== 'timeout' || read === 0) return failure;
  return { ...failure, message: `${failure.message}, after ${read} of ${planned} readings` };
}

function early(exit: number | null, collection: Collection): HostFailure {
  const { read, planned } = collection.progress();
  const said = visibleLine(collection.diagnostics(), DIAGNOSTIC_CHARACTERS);
  const words = said === '' ? '' : `; it said: ${said}`;
  if (read === 0 && collection.diagnostics() !== '' && exit !== 0) {
    return { class: 'no-shell', message: `sh did not run there (status ${exit})${words}` };
  }
  const status = exit === null ? 'without a status' : `with status ${exit}`;
  return {
    class: 'collector-failed',
    message: `the script ended early ${status}, after ${read} of ${planned} readings${words}`,
  };
}

/** A whole answer, and who gave it. */
interface Answer {
  readonly collection: Collection;
  readonly records: Evidence['records'];
  readonly observe: Observer;
  readonly peer: Peer;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

function evidenceOf(
  host: Host,
  { toolVersion, script, now }: CollectOptions,
  { collection, records, observe, peer, startedAt }: Answer,
): Evidence {
  const endedAt = now();
  const clock = observe(hostClock);
  const own = observe(ownProcess);
  const isRoot = own.state === 'value' && own.value.uid === 0;
  const privilege: Privilege = isRoot
    ? peer.privilege === 'none'
      ? 'root'
      : peer.privilege
    : 'none';
  return {
    formatVersion: EVIDENCE_FORMAT,
    toolVersion,
    host: {
      name: host.name,
      address: addressOf(host),
      labels: host.labels,
      ...(host.groups.length === 0 ? {} : { groups: host.groups }),
      ...(host.profile === undefined ? {} : { profile: host.profile }),
    },
    collectedAt: new Date(endedAt).toISOString(),
    durationMs: endedAt - startedAt,
    privilege,
    collectorHash: script.hash,
    ...(peer.hostKey === undefined ? {} : { hostKey: peer.hostKey }),
    ...(clock.state === 'value'
      ? { clockSkewSeconds: Math.round(clock.value - startedAt / 1000) }
      : {}),
    diagnostics: visibleLine(collection.diagnostics(), DIAGNOSTIC_CHARACTERS),
    records,
  };
}

/** Where a host is reached, as reports show it. */
export function addressOf({ connection }: Host): string {
  if (connection.transport === 'local') return 'local';
  return 'endpoint' in connection ? connection.endpoint.address : imageAddress(connection);
}
