import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DriftSource, diffRuns } from '../../../src/engine/drift/diff-runs.ts';
import { byBytes, mergeByName } from '../../../src/engine/drift/merge-entries.ts';
import type { HostDrift } from '../../../src/model/drift.ts';
import type { Finding, HostReport } from '../../../src/model/run.ts';
import { auditedHost, failedHost } from '../../support/report-fixture.ts';

const stream = async function* <T>(items: readonly T[]) {
  await Promise.resolve();
  yield* items;
};

async function listOf<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A run in memory that counts which of its hosts are read. */
function runOf(hosts: readonly HostReport[]): DriftSource & { readonly read: string[] } {
  const read: string[] = [];
  const sorted = hosts.toSorted((a, b) => byBytes(a.name, b.name));
  return {
    read,
    entries: () =>
      stream(
        sorted.map((host) => ({
          name: host.name,
          status: host.status,
          findingsHash: host.status === 'audited' ? JSON.stringify(host.findings) : '',
        })),
      ),
    host: async (name) => {
      read.push(name);
      return await Promise.resolve(hosts.find((host) => host.name === name));
    },
  };
}

async function drift(
  before: readonly HostReport[],
  after: readonly HostReport[],
  options?: Parameters<typeof diffRuns>[2],
): Promise<readonly HostDrift[]> {
  return await listOf(diffRuns(runOf(before), runOf(after), options));
}

const failing = (check: string, values: Readonly<Record<string, string>>): Finding => ({
  check,
  outcome: 'fail',
  mismatches: Object.entries(values).map(([subject, actual]) => ({
    subject,
    expected: 'x',
    actual,
  })),
});
const passing = (check: string): Finding => ({ check, outcome: 'pass', note: 'seen' });
const untold = (check: string): Finding => ({ check, outcome: 'unknown', reason: 'denied' });
const down = (name: string) => failedHost(name, { class: 'refused', message: 'refused' });

const value = fc.constantFrom('0', '1', '2');
const subjects = fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), value, { minKeys: 1 });
const finding = (check: string): fc.Arbitrary<Finding> =>
  fc.oneof(
    fc.constant(passing(check)),
    fc.constant(untold(check)),
    subjects.map((values) => failing(check, values)),
  );
const findings = fc.tuple(finding('one'), finding('two'));
const host = (name: string): fc.Arbitrary<HostReport> =>
  fc.oneof(
    findings.map((found) => auditedHost(name, found)),
    fc.constant(down(name)),
  );
const fleet = fc
  .subarray(['alpha', 'beta', 'é', 'zulu', '\u{1f40b}', '\uff5e'])
  .chain((names) => fc.tuple(...names.map(host)));

describe('two runs compared', () => {
  it('differ in nothing where they are one', async () => {
    await fc.assert(
      fc.asyncProperty(fleet, async (hosts) => {
        expect(await drift(hosts, hosts)).toEqual([]);
      }),
    );
  });

  it('mirror each other', async () => {
    await fc.assert(
      fc.asyncProperty(fleet, fleet, async (one, other) => {
        const there = (await drift(one, other)).map(mirrored);
        const back = (await drift(other, one)).map(plain);
        expect(there).toEqual(back);
      }),
    );
  });

  it('read only the hosts that differ', async () => {
    const same = auditedHost('same', [passing('one')]);
    const was = runOf([same, auditedHost('turned', [passing('one')])]);
    const is = runOf([same, auditedHost('turned', [failing('one', { a: '1' })])]);
    expect(await listOf(diffRuns(was, is))).toHaveLength(1);
    expect([was.read, is.read]).toEqual([['turned'], ['turned']]);
  });

  it('keep to the checks and the host that are asked for', async () => {
    const was = ['a', 'b'].map((name) => auditedHost(name, [passing('one'), passing('two')]));
    const is = ['a', 'b'].map((name) =>
      auditedHost(name, [failing('one', { s: '1' }), failing('two', { s: '1' })]),
    );
    const only = await drift(was, is, { host: 'b', checks: new Set(['two']) });
    expect(only.flatMap(({ changes }) => changes)).toEqual([
      { kind: 'newFailure', host: 'b', check: 'two', subject: 's', after: '1' },
    ]);
  });
});

/** Fates and, by check, whether the host changed: a failure that becomes unknown comes back as a new one. */
const plain = ({ name, fate, changes }: HostDrift) => ({
  name,
  fate,
  changed: fate === 'changed' ? [...new Set(changes.map(({ check }) => check))].sort() : [],
});
const BACK = {
  new: 'lost',
  lost: 'new',
  unreachable: 'reachable',
  reachable: 'unreachable',
} as const;
const mirrored = (host: HostDrift) => {
  const { fate, ...rest } = plain(host);
  return { ...rest, fate: fate === 'changed' ? fate : BACK[fate] };
};

describe('under two policies', () => {
  const before = auditedHost('web', [passing('old'), failing('strict', { s: '1' })]);
  const after = auditedHost('web', [failing('old', { s: '2' }), failing('added', { t: '1' })]);

  it("tells the host's changes from the policy's", async () => {
    // Judged again by the later policy: the host changed in `old` alone; `added` failed before already.
    const again = {
      before: auditedHost('web', [passing('old'), failing('added', { t: '1' })]),
      after,
    };
    const [told] = await drift([before], [after], {
      judgeAgain: async () => await Promise.resolve(again),
    });
    expect(told?.changes.map(({ kind, check }) => [kind, check])).toEqual([['newFailure', 'old']]);
    expect(told?.policyChanges.map(({ kind, check }) => [kind, check])).toEqual([
      ['newFailure', 'added'],
    ]);
  });

  it('blames the policy for what the earlier run had not gathered', async () => {
    const again = { before: auditedHost('web', [passing('old'), untold('added')]), after };
    const [told] = await drift([before], [after], {
      judgeAgain: async () => await Promise.resolve(again),
    });
    expect(told?.changes.map(({ check }) => check)).toEqual(['old']);
    expect(told?.policyChanges.map(({ check }) => check)).toEqual(['added']);
  });

  it('compares as recorded where no evidence was kept, and says so', async () => {
    const [told] = await drift([before], [after], {
      judgeAgain: async () => await Promise.resolve(undefined),
    });
    expect(told).toMatchObject({ recordedOnly: true, policyChanges: [] });
    expect(told?.changes.map(({ check }) => check)).toEqual(['old']);
  });
});

describe('the join', () => {
  it('gives every name once, with the sides that have it', async () => {
    const names = fc.uniqueArray(fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(names, names, async (left, right) => {
        const entries = (all: readonly string[]) =>
          stream(all.toSorted(byBytes).map((name) => ({ name })));
        const pairs = await listOf(mergeByName(entries(left), entries(right)));
        const sides = (of: 'before' | 'after') =>
          pairs.flatMap((pair) => (pair[of] === undefined ? [] : [pair[of].name]));
        expect(sides('before')).toEqual(left.toSorted(byBytes));
        expect(sides('after')).toEqual(right.toSorted(byBytes));
        expect(pairs.length).toBe(new Set([...left, ...right]).size);
      }),
    );
  });

  it('refuses a run whose hosts are out of order', async () => {
    const wrong = stream([{ name: 'b' }, { name: 'a' }]);
    await expect(listOf(mergeByName(wrong, stream([])))).rejects.toThrow('out of order');
  });
});
