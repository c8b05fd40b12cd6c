import { createLogUpdate } from 'log-update';
import { tallyOf } from '../../reports/totals.ts';
import { atLeastAsSevere, type CheckMeta, type Severity } from '../model/check.ts';
import { type AuditedHost, endingOf, type HostReport } from '../model/run.ts';
import { visibleLine } from '../model/visible-text.ts';

/** Shows how far a run has come: one line redrawn on a terminal, else a line every few seconds. */
export interface Progress {
  readonly add: (host: HostReport) => void;
  /** Tells a line, above what is redrawn. */
  readonly note: (line: string) => void;
  readonly end: () => void;
}

const LINE_EVERY_MS = 5000;
const REDRAW_EVERY_MS = 200;

export interface ProgressOptions {
  readonly total: number;
  readonly checks: readonly CheckMeta[];
  readonly failOn: Severity | 'none';
  readonly quiet: boolean;
  /** A line for each host, not only for those that fail to answer. */
  readonly verbose: boolean;
  readonly stream: NodeJS.WriteStream;
  /** Milliseconds since some instant. */
  readonly now: () => number;
}

/** A single host needs none, unless every line is wanted. */
export function startProgress(options: ProgressOptions): Progress {
  if (options.quiet || (options.total < 2 && !options.verbose)) {
    const note = (text: string) => void (options.quiet || options.stream.write(`${text}\n`));
    return { add: () => undefined, note, end: () => undefined };
  }
  const redraws = options.stream.isTTY && options.stream.columns > 0;
  const update = redraws ? createLogUpdate(options.stream) : undefined;
  const every = redraws ? REDRAW_EVERY_MS : LINE_EVERY_MS;
  const tally = { done: 0, failing: 0, unreachable: 0 };
  const severities = new Map(options.checks.map(({ id, severity }) => [id, severity]));
  const startedAt = options.now();
  let shownAt = startedAt;

  const line = () => progressLine(tally, options.total, options.now() - startedAt);
  const show = () => {
    if (update) update(line());
    else options.stream.write(`${line()}\n`);
  };
  const note = (text: string) => {
    if (update) update.persist(text);
    else options.stream.write(`${text}\n`);
  };
  return {
    add: (host) => {
      tally.done += 1;
      if (host.status === 'failed') {
        tally.unreachable += 1;
        note(`${host.name}: ${host.reason.class}: ${visibleLine(host.reason.message)}`);
      } else {
        if (isFailing(host, severities, options.failOn)) tally.failing += 1;
        if (options.verbose) note(hostLine(host));
      }
      if (options.now() - shownAt < every) return;
      shownAt = options.now();
      show();
    },
    note,
    end: () => {
      show();
      update?.done();
    },
  };
}

function hostLine(host: AuditedHost): string {
  const { fail, unknown } = tallyOf(host);
  const seconds = (host.durationMs / 1000).toFixed(1);
  const as = host.privilege === 'none' ? 'without root' : `as ${host.privilege}`;
  return `${host.name}: read in ${seconds} s ${as}: ${fail} fail, ${unknown} unknown`;
}

function isFailing(
  host: AuditedHost,
  severities: ReadonlyMap<string, Severity>,
  failOn: Severity | 'none',
): boolean {
  const threshold = failOn === 'none' ? 'low' : failOn;
  return host.findings.some(
    (finding) =>
      endingOf(finding) === 'fail' &&
      atLeastAsSevere(severities.get(finding.check) ?? 'low', threshold),
  );
}

function progressLine(
  { done, failing, unreachable }: { done: number; failing: number; unreachable: number },
  total: number,
  elapsedMs: number,
): string {
  const left = done === 0 ? undefined : Math.round(((elapsedMs / done) * (total - done)) / 1000);
  const time = done === total || left === undefined ? '' : `, about ${clockTime(left)} left`;
  return `${done}/${total} hosts done, ${failing} failing, ${unreachable} not audited${time}`;
}

const clockTime = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
