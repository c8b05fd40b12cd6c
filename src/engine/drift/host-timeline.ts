import type { HostBaseline } from '../../model/baseline.ts';
import type { HostReport } from '../../model/run.ts';
import type { HostMoment } from '../../model/trend.ts';
import { compareHost, rememberHost } from '../baseline.ts';
import type { TrendSource } from './trend.ts';

/** Takes the runs of one host oldest first, and tells what came and went. */
export interface Timeline {
  readonly add: (run: Pick<TrendSource, 'run' | 'host'>) => Promise<HostMoment>;
}

export function startTimeline(name: string): Timeline {
  let last: { readonly known: HostBaseline; readonly asked: ReadonlySet<string> } | undefined;
  return {
    add: async ({ run: { id, startedAt }, host: read }) => {
      const run = { id, startedAt };
      const host = await read(name);
      if (host?.status !== 'audited') return { run, ...goneOf(host), changes: [] };
      const changes = last === undefined ? [] : compareHost(last.known, host, last.asked);
      const known = rememberHost(host);
      last = { known, asked: new Set(host.findings.map(({ check }) => check)) };
      const open = Object.values(known.open).reduce(
        (sum, subjects) => sum + Object.keys(subjects).length,
        0,
      );
      return { run, state: 'audited', changes, open };
    },
  };
}

const goneOf = (host: HostReport | undefined): Pick<HostMoment, 'state' | 'reason'> =>
  host?.status === 'failed'
    ? { state: 'failed', reason: `${host.reason.class}: ${host.reason.message}` }
    : { state: 'absent' };
