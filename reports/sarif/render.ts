import type { Notification, Result } from 'sarif';
import type { CheckMeta } from '../../src/model/check.ts';
import type { HostReport, Report } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import { knownOf } from '../findings.ts';
import { count } from '../wording.ts';
import { allResults, openResults, type Rule } from './result.ts';
import { ruleOf } from './rule.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export interface SarifOptions {
  /** Every finding with its kind, and suppressions for waivers; else open failures alone. */
  readonly all?: boolean;
  /** GitHub takes no more results in a file than this. */
  readonly results?: number;
}

/**
 * SARIF 2.1.0, one run a file. A new file with a category of its own begins when one is full. Each
 * is a stream that holds one host at a time; read it to its end before the next.
 */
export async function* renderSarifFiles(
  report: Report,
  { all = false, results = 25_000 }: SarifOptions = {},
): AsyncIterable<AsyncIterable<string>> {
  const troubles = startTroubles(report.checks);
  const lines = resultsOf(report, all, troubles)[Symbol.asyncIterator]();
  let next = await lines.next();
  let part = 1;
  do {
    const name = part === 1 ? 'hostward/' : `hostward/${part}/`;
    yield (async function* () {
      yield head(report, name);
      for (let n = 0; next.done !== true && n < results; next = await lines.next()) {
        yield `${n === 0 ? '' : ','}\n${JSON.stringify(next.value)}`;
        n += 1;
      }
      yield foot(report, next.done === true ? troubles.notifications() : []);
    })();
    part += 1;
  } while (next.done !== true);
}

function head({ run, checks }: Report, id: string): string {
  const tool = {
    driver: {
      name: 'hostward',
      version: run.toolVersion,
      semanticVersion: run.toolVersion,
      rules: checks.map(ruleOf),
    },
  };
  const rest = JSON.stringify({ tool, automationDetails: { id }, columnKind: 'utf16CodeUnits' });
  return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[${rest.slice(0, -1)},"results":[`;
}

function foot({ run }: Report, notifications: readonly Notification[]): string {
  const invocation = {
    executionSuccessful: run.complete,
    startTimeUtc: run.startedAt,
    endTimeUtc: run.finishedAt,
    account: visibleLine(run.auditor.account),
    machine: visibleLine(run.auditor.machine),
    toolExecutionNotifications: notifications,
  };
  return `\n],"invocations":[${JSON.stringify(invocation)}]}]}\n`;
}

async function* resultsOf(
  { checks, hosts, waivers }: Report,
  all: boolean,
  troubles: Troubles,
): AsyncIterable<Result> {
  const rules = new Map(checks.map((check, index): [string, Rule] => [check.id, { check, index }]));
  const byId = new Map(waivers.map((waiver) => [waiver.id, waiver]));
  for await (const host of hosts()) {
    troubles.add(host);
    if (host.status === 'failed') continue;
    for (const finding of host.findings) {
      const rule = knownOf(rules, finding.check);
      yield* all
        ? allResults(host.name, finding, rule, byId)
        : openResults(host.name, finding, rule);
    }
  }
}

interface Troubles {
  readonly add: (host: HostReport) => void;
  readonly notifications: () => readonly Notification[];
}

/** What was not seen: hosts by name, as far as a reader shows them, and unknown results by check. */
function startTroubles(checks: readonly CheckMeta[]): Troubles {
  const unread: Notification[] = [];
  const unknown = new Map<string, number>();
  let hidden = 0;
  return {
    add: (host) => {
      if (host.status === 'failed') {
        if (unread.length < MOST_NAMED) {
          const text = visibleLine(`${host.name}: ${host.reason.class}: ${host.reason.message}`);
          unread.push({ level: 'error', message: { text } });
        } else hidden += 1;
        return;
      }
      for (const { check, outcome } of host.findings) {
        if (outcome === 'unknown') unknown.set(check, (unknown.get(check) ?? 0) + 1);
      }
    },
    notifications: () => [
      ...unread,
      ...(hidden === 0
        ? []
        : [{ level: 'error' as const, message: { text: `${hidden} more hosts were not read` } }]),
      ...checks.flatMap(({ id }, index): Notification[] => {
        const hosts = unknown.get(id);
        if (hosts === undefined) return [];
        const text = `${id} could not be told on ${count(hosts, 'host')}`;
        return [{ level: 'warning', message: { text }, associatedRule: { id, index } }];
      }),
    ],
  };
}

const MOST_NAMED = 1000;
