import type { Report } from '../../src/model/run.ts';
import { renderSuite } from './suite.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
const FOOT = '</testsuites>\n';

/** Readers refuse files of 30 MB and more; this many characters stay below that in UTF-8. */
const FILE_CHARACTERS = 20_000_000;

/**
 * JUnit XML, a suite a host, in files that CI servers accept: a new file begins with the next host
 * once one has `characters`. Each is a stream that holds one host at a time; read it to its end
 * before the next.
 */
export async function* renderJunitFiles(
  report: Report,
  characters = FILE_CHARACTERS,
): AsyncIterable<AsyncIterable<string>> {
  const suites = renderSuites(report)[Symbol.asyncIterator]();
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

async function* renderSuites({ run, checks, hosts }: Report): AsyncIterable<string> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  let id = 0;
  for await (const host of hosts()) {
    yield renderSuite(host, { id, byId, startedAt: run.startedAt });
    id += 1;
  }
}
