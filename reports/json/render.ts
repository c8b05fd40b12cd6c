import { REPORT_FORMAT, type Report } from '../../src/model/run.ts';
import { jsonOf, plainCheck, plainHost } from './plain.ts';

/**
 * The report as JSON with a line for each check and each host, so that line tools can read it.
 * Holds one host at a time. Values are exactly what was read: whoever shows them makes them harmless.
 */
export async function* renderJson({ run, checks, hosts, waivers }: Report): AsyncIterable<string> {
  yield `{"formatVersion":${REPORT_FORMAT},\n"run":${jsonOf(run)},\n"checks":[`;
  for (const [n, check] of checks.entries()) yield nextLine(n, plainCheck(check));
  yield '\n],\n"hosts":[';
  let n = 0;
  for await (const host of hosts()) {
    yield nextLine(n, plainHost(host));
    n += 1;
  }
  yield '\n],\n"waivers":[';
  for (const [w, waiver] of waivers.entries()) yield nextLine(w, waiver);
  yield '\n]}\n';
}

const nextLine = (n: number, item: unknown): string => `${n === 0 ? '' : ','}\n${jsonOf(item)}`;
