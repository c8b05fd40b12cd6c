import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { notificationSchema } from '../../reports/notification/schema.ts';
import { notify } from '../../src/cli/notify.ts';
import type { Change, ChangeKind } from '../../src/model/changes.ts';
import type { Report } from '../../src/model/run.ts';
import { reportOf } from '../support/report-fixture.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const errors: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-notify-'));
  vi.spyOn(console, 'error').mockImplementation((line: string) => errors.push(line));
});
beforeEach(() => {
  errors.length = 0;
  rmSync(at('told'), { force: true });
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function program(body: string): string {
  const path = at('program');
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

const NONE: Record<ChangeKind, number> = {
  newFailure: 0,
  valueChanged: 0,
  newlyUnknown: 0,
  repaired: 0,
  newlyKnown: 0,
  waived: 0,
  unwaived: 0,
};

/** A report whose first check fails anew on these hosts. */
function reportWith(hosts: readonly string[]): Report {
  const report = reportOf([]);
  const [check] = report.checks;
  if (check === undefined) throw new Error('no check');
  const changes = hosts.flatMap((host): readonly Change[] => [
    { kind: 'repaired', host, check: check.id, subject: 'old' },
    { kind: 'newFailure', host, check: check.id, subject: '\u001b[31msocket', after: '$(reboot)' },
  ]);
  return {
    ...report,
    changes: {
      before: { id: 'before', startedAt: '2026-03-01T00:00:00.000Z' },
      counts: { ...NONE, newFailure: hosts.length, repaired: hosts.length },
      newHosts: [],
      lostHosts: [],
      newlyUnreachable: [],
      newChecks: [],
      lostChecks: [],
      changes: async function* () {
        yield* changes;
      },
    },
  };
}

it('tells a program of new failures alone, in clean JSON on its standard input', async () => {
  const notifyCommand = program(`cat >'${at('told')}'; echo "$#" >>'${at('told')}'`);
  await notify({ notifyCommand }, reportWith(['web']), 1);
  const [json = '', words] = readFileSync(at('told'), 'utf8').split('\n');
  expect(words).toBe('0');
  const told = notificationSchema.parse(JSON.parse(json));
  expect(told).toMatchObject({ exitStatus: 1, newFailures: 1, before: { id: 'before' } });
  expect(told.failures).toMatchObject([{ host: 'web', found: '$(reboot)' }]);
  expect(json).not.toContain('old');
  expect(JSON.stringify(told.failures)).not.toContain('u001b');
  expect(errors).toEqual([]);
});

it('is silent when nothing is new, or there is nothing to compare with', async () => {
  const notifyCommand = program(`: >'${at('told')}'`);
  await notify({ notifyCommand }, reportWith([]), 1);
  await notify({ notifyCommand }, reportOf([]), 1);
  expect(existsSync(at('told'))).toBe(false);
});

it('lists so many, and counts all', async () => {
  const notifyCommand = program(`cat >'${at('told')}'`);
  await notify({ notifyCommand }, reportWith(Array.from({ length: 500 }, (_, i) => `n${i}`)), 0);
  const told = notificationSchema.parse(JSON.parse(readFileSync(at('told'), 'utf8')));
  expect([told.failures.length, told.newFailures]).toEqual([200, 500]);
});

it.each([
  ['a program that is not there', () => at('nowhere'), 'ENOENT'],
  ['one that fails', () => program('exit 3'), 'it ended with 3'],
  ['one that dies', () => program('kill -9 $$'), 'it ended with SIGKILL'],
])('says on the error stream why %s was not told', async (_, make, why) => {
  await notify({ notifyCommand: make() }, reportWith(['web']), 1);
  expect(errors.join()).toContain(why);
});

it('is content with one that reads nothing', async () => {
  await notify({ notifyCommand: program('exit 0') }, reportWith(['web']), 1);
  expect(errors).toEqual([]);
});
