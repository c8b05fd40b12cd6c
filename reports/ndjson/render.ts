import type { Report } from '../../src/model/run.ts';
import { jsonOf, plainCheck, plainHost } from '../json/plain.ts';

/**
 * JSON, a line each thing, so that tools take a fleet as a stream: `run`, `waiver` and `check` lines
 * first, then for each host a `host` line and its `finding` lines, which name the host.
 */
export async function* renderNdjson({
  run,
  checks,
  hosts,
  waivers,
}: Report): AsyncIterable<string> {
  yield lineOf('run', run);
  for (const waiver of waivers) yield lineOf('waiver', waiver);
  for (const check of checks) yield lineOf('check', plainCheck(check));
  for await (const report of hosts()) {
    const host = plainHost(report);
    if (host.status === 'failed') yield lineOf('host', host);
    else {
      const { findings, ...rest } = host;
      const lines = findings.map((finding) => lineOf('finding', { host: host.name, ...finding }));
      yield [lineOf('host', rest), ...lines].join('');
    }
  }
}

const lineOf = (type: string, item: object): string => `${jsonOf({ type, ...item })}\n`;
