import { describe, expect, it } from 'vitest';
import { rememberHost } from '../../src/engine/baseline.ts';
import { baselineOf, startComparison } from '../../src/engine/compare-run.ts';
import type { Change } from '../../src/model/changes.ts';
import type { Finding, HostReport, RunInfo } from '../../src/model/run.ts';
import { baselineText, parseBaseline } from '../../src/store/baseline-file.ts';
import { auditedHost, failedHost, reportOf } from '../support/report-fixture.ts';

const failing = (
  ...found: readonly [subject: string, actual: string, waiver?: string][]
): Finding => ({
  check: 'c',
  outcome: 'fail',
  mismatches: found.map(([subject, actual, waiver]) => ({
    subject,
    expected: 'x',
    actual,
    ...(waiver === undefined ? {} : { waiver }),
  })),
});
const pass: Finding = { check: 'c', outcome: 'pass', note: '' };
const unknown: Finding = { check: 'c', outcome: 'unknown', reason: 'no answer' };
const { run } = reportOf([]);

async function compared(
  before: readonly HostReport[],
  after: readonly HostReport[],
  change: Partial<RunInfo> = {},
) {
  const baseline = await baselineOf(run, ['c'], reportOf(before).hosts());
  const text = [...baselineText(baseline)].join('');
  const comparison = startComparison(parseBaseline(text, 'baseline.json'));
  const changes = after.flatMap((host) => comparison.add(host));
  const told = comparison.finish({ ...run, ...change }, ['c'], () => reportOf(after).hosts());
  const again: Change[] = [];
  for await (const each of told.changes()) again.push(each);
  expect(again).toEqual(changes);
  return { changes, told };
}

const changesBetween = async (before: Finding, after: Finding) =>
  (await compared([auditedHost('a', [before])], [auditedHost('a', [after])])).changes.map(
    ({ host: _, check: __, ...rest }) => rest,
  );

describe('a check on a host', () => {
  it.each<[string, Finding, Finding, object[]]>([
    ['stays', failing(['s', '1']), failing(['s', '1']), []],
    ['passes still', pass, pass, []],
    ['fails now', pass, failing(['s', '1']), [{ kind: 'newFailure', subject: 's', after: '1' }]],
    [
      'fails with another value',
      failing(['s', '1']),
      failing(['s', '2']),
      [{ kind: 'valueChanged', subject: 's', before: '1', after: '2' }],
    ],
    ['is repaired', failing(['s', '1']), pass, [{ kind: 'repaired', subject: 's', before: '1' }]],
    [
      'is repaired in part',
      failing(['s', '1'], ['t', '1']),
      failing(['t', '1']),
      [{ kind: 'repaired', subject: 's', before: '1' }],
    ],
    [
      'cannot be told any more',
      failing(['s', '1']),
      unknown,
      [{ kind: 'newlyUnknown', after: 'no answer' }],
    ],
    ['is unknown still', unknown, unknown, []],
    ['can be told', unknown, pass, [{ kind: 'newlyKnown' }]],
    [
      'can be told, and fails',
      unknown,
      failing(['s', '1']),
      [{ kind: 'newFailure', subject: 's', after: '1' }],
    ],
    [
      'is accepted',
      failing(['s', '1']),
      failing(['s', '1', 'W']),
      [{ kind: 'waived', subject: 's', before: '1', after: '1' }],
    ],
    [
      'is accepted no longer',
      failing(['s', '1', 'W']),
      failing(['s', '1']),
      [{ kind: 'unwaived', subject: 's', before: '1', after: '1' }],
    ],
    ['is accepted still', failing(['s', '1', 'W']), failing(['s', '2', 'W']), []],
    [
      'names what every object has',
      pass,
      failing(['constructor', '1'], ['toString', '1']),
      [
        { kind: 'newFailure', subject: 'constructor', after: '1' },
        { kind: 'newFailure', subject: 'toString', after: '1' },
      ],
    ],
  ])('%s', async (_, before, after, wanted) => {
    expect(await changesBetween(before, after)).toEqual(wanted);
  });

  it('is no news where only one of the runs asked', async () => {
    const other: Finding = {
      check: 'new',
      outcome: 'fail',
      mismatches: [{ subject: 's', expected: 'x', actual: 'y' }],
    };
    const { changes, told } = await compared(
      [auditedHost('a', [pass])],
      [auditedHost('a', [pass, other])],
    );
    expect(changes).toEqual([]);
    expect(told.newChecks).toEqual([]);
  });
});

describe('a run', () => {
  const lost = failedHost('b', { class: 'timeout', message: 'x' });

  it('has new hosts, lost hosts and hosts that are newly not read', async () => {
    const { told } = await compared(
      [auditedHost('a', [pass]), auditedHost('b', [pass]), auditedHost('gone', [pass])],
      [auditedHost('a', [pass]), lost, auditedHost('new', [failing(['s', '1'])])],
    );
    expect(told).toMatchObject({
      newHosts: ['new'],
      lostHosts: ['gone'],
      newlyUnreachable: ['b'],
      counts: { newFailure: 1 },
      incomparable: 'hosts of it are missing now: gone',
    });
  });

  it('is not lost for a host that was not read before either', async () => {
    const { told } = await compared([lost], [lost]);
    expect(told).toMatchObject({ newHosts: [], lostHosts: [], newlyUnreachable: [] });
    expect(told.incomparable).toBeUndefined();
  });

  it('cannot be compared under another policy', async () => {
    const { told } = await compared([], [], { policyHash: 'another' });
    expect(told.incomparable).toBe('it was judged under another policy');
  });
});

it('refuses what is no baseline', () => {
  expect(() => parseBaseline('{', 'b.json')).toThrow(/b\.json: SyntaxError/);
  expect(() => parseBaseline('{"formatVersion":1}', 'b.json')).toThrow(/baseline init/);
});

it('remembers nothing of what passes', () => {
  expect(rememberHost(auditedHost('a', [pass]))).toEqual({ open: {}, accepted: {}, unknown: [] });
});
