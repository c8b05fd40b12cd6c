import type { Report } from '../../src/model/run.ts';
import { renderSuite } from './suite.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
const FOOT = '</testsuites>\n';

/** Readers refuse files of 30 MB and more; this many characters stay below that in UTF-8. */
const FILE_CHARACTERS = 20_000_000;

export interface JunitOptions {
  readonly failuresOnly?: boolean;
  readonly characters?: number;
}

/**
 * JUnit XML, a suite a host, in files that CI servers accept: a new file begins with the next host
 * once one has `characters`. Each is a stream that holds one host at a time; read it to its end
 * before the next.
 */
export async function* renderJunitFiles(
  report: Report,
  { failuresOnly = false, characters = FILE_CHARACTERS }: JunitOptions = {},
): AsyncIterable<AsyncIterable<string>> {
  const suites = renderSuites(report, failuresOnly)[Symbol.asyncIterator]();
  let next = await suites.next();
  do {
    yield (async function* () {
      yield HEAD;
      for (let size = 0; next.done !== true && size < characters; next = await suites.next()) {
        size += next.value.length;
        yield next.value;
      }
      yield FOOT;
    })();
  } while (next.done !== true);
}

async function* renderSuites(
  { run, checks, hosts, waivers }: Report,
  failuresOnly: boolean,
): AsyncIterable<string> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const shared = {
    byId,
    waivers: new Map(waivers.map((waiver) => [waiver.id, waiver])),
    run,
    failuresOnly,
  };
  let id = 0;
  for await (const host of hosts()) {
    yield renderSuite(host, { id, ...shared });
    id += 1;
  }
}
