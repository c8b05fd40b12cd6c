import { describe, expect, it } from 'vitest';
import { renderEvidenceDiff } from '../../../reports/drift/evidence.ts';
import { renderDriftJson } from '../../../reports/drift/json.ts';
import { renderDriftMarkdown } from '../../../reports/drift/markdown.ts';
import { driftSchema } from '../../../reports/drift/schema.ts';
import { summarizeDrift } from '../../../reports/drift/summary.ts';
import { renderDriftSummary } from '../../../reports/drift/terminal.ts';
import type { Change } from '../../../src/model/changes.ts';
import type { Drift, HostDrift } from '../../../src/model/drift.ts';
import type { Recorded } from '../../../src/model/evidence.ts';
import { FAKE_CHECKS } from '../../support/report-fixture.ts';

const HOSTILE = '\u001b[31m<b>|`\u202e\nx';
const [check, other] = FAKE_CHECKS.map(({ id }) => id) as [string, string];
const run = (id: string) => ({
  id,
  startedAt: '2026-03-01T00:00:00Z',
  profile: 'baseline',
  policyHash: 'p',
  toolVersion: '1.0.0',
});
const change = (host: string, more: Partial<Change> = {}): Change => ({
  kind: 'newFailure',
  host,
  check,
  subject: HOSTILE,
  after: HOSTILE,
  ...more,
});
const HOSTS: readonly HostDrift[] = [
  { name: 'gone', fate: 'lost', changes: [], policyChanges: [] },
  {
    name: HOSTILE,
    fate: 'changed',
    changes: [change(HOSTILE), change(HOSTILE, { subject: 'second' })],
    policyChanges: [change(HOSTILE, { check: other })],
  },
  { name: 'web', fate: 'changed', changes: [change('web')], policyChanges: [], recordedOnly: true },
];
const drift: Drift = {
  before: run('one'),
  after: run('two'),
  judgedAgain: {
    because: 'The runs were judged under different policies.',
    under: 'policy of two',
  },
  checks: FAKE_CHECKS,
  newChecks: [other],
  lostChecks: [],
  changedChecks: [],
  hosts: async function* () {
    await Promise.resolve();
    yield* HOSTS;
  },
};
const textOf = async (stream: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const part of stream) text += part;
  return text;
};

describe('two runs compared', () => {
  it('are counted by check and host', async () => {
    const { counts, groups, policyGroups, fates, recordedOnly } = await summarizeDrift(drift);
    expect(counts.newFailure).toBe(3);
    expect(groups).toMatchObject([{ kind: 'newFailure', check, hosts: 2 }]);
    expect(policyGroups).toMatchObject([{ check: other, hosts: 1 }]);
    expect([fates.lost.first, recordedOnly]).toEqual([['gone'], 1]);
  });

  it.each([60, 80, 200])('fit a terminal of %i columns, cleaned', async (width) => {
    const summary = await summarizeDrift(drift);
    const text = renderDriftSummary(summary, { width, colour: false, unicode: false });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(text).toContain('By the policy alone: no host changed');
    expect(text).toContain('different policies');
    expect(text).toMatch(/1 no longer there: gone/);
  });

  it('end no cell of Markdown, and are no markup', async () => {
    const text = renderDriftMarkdown(await summarizeDrift(drift));
    for (const bad of ['<b>', '\u202e', '\u001b']) expect(text).not.toContain(bad);
    for (const row of text.split('\n').filter((line) => line.startsWith('| '))) {
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(9);
    }
  });

  it('are JSON as the published schema says, values untouched', async () => {
    const told = driftSchema.parse(JSON.parse(await textOf(renderDriftJson(drift))));
    expect(told.hosts.map(({ name }) => name)).toEqual(['gone', HOSTILE, 'web']);
    expect(told.hosts[1]?.changes[0]).toEqual({
      kind: 'newFailure',
      check,
      subject: HOSTILE,
      after: HOSTILE,
    });
    expect(told.counts['newFailure']).toBe(3);
  });

  it('that are alike are JSON too', async () => {
    const none = async function* () {
      await Promise.resolve();
      yield* [];
    };
    const told = driftSchema.parse(
      JSON.parse(await textOf(renderDriftJson({ ...drift, hosts: none }))),
    );
    expect(told.hosts).toEqual([]);
  });
});

describe('readings of a host', () => {
  const printed = (stdout: string, exit = 0): Recorded => ({ exit, stdout, stderr: '' });
  const shown = (before: Record<string, Recorded>, after: Record<string, Recorded>) =>
    renderEvidenceDiff(before, after, { width: 80, colour: false, unicode: true });

  it('show the lines that changed, cleaned', () => {
    const text = shown(
      { 'text:/a': printed('one\ntwo\n') },
      { 'text:/a': printed(`one\n${HOSTILE}\n`, 1) },
    );
    expect(text).toContain('-two');
    expect(text).toContain('+\\u{1b}[31m<b>|`\\u{202e}');
    expect(text).toContain('+ status 1');
    expect(text).not.toContain('\u001b');
  });

  it('say what is read now, and no longer', () => {
    const text = shown({ 'text:/a': printed('x') }, { constructor: printed('y') });
    expect(text).toContain('no longer read: x');
    expect(text).toContain('read now: y');
    expect(shown({}, {})).toBe('No reading changed.\n');
  });

  it('give up on texts that have nothing in common, and show both', () => {
    const lines = (word: string) =>
      Array.from({ length: 6000 }, (_, i) => `${word} ${i}`).join('\n');
    const text = shown({ 'text:/a': printed(lines('a')) }, { 'text:/a': printed(lines('b')) });
    expect(text).toContain('-a 0');
    expect(text).toContain('and 11,940 more lines');
  });
});
