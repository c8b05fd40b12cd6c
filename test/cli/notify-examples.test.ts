import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { notify } from '../../src/cli/notify.ts';
import type { Report } from '../../src/model/run.ts';
import { reportOf } from '../support/report-fixture.ts';

/** The programs that the guide gives its readers, as they stand there. */
const DOCS = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'schedule.md'), 'utf8');
const [MAIL = '', WEBHOOK = ''] = [...DOCS.matchAll(/```sh\n(#!.*?)```/gs)].map(
  ([, code = '']) => code,
);

let folder: string;
let server: Server;
let address: string;
const at = (name: string): string => join(folder, name);
const posted: string[] = [];
const errors: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-examples-'));
  vi.spyOn(console, 'error').mockImplementation((line: string) => errors.push(line));
  server = createServer(async (request, response) => {
    posted.push(await text(request));
    response.writeHead(request.url === '/hostward' ? 204 : 404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  address = `http://127.0.0.1:${bound.port}`;
});

afterAll(() => {
  vi.restoreAllMocks();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string, code: string): string {
  writeFileSync(at(name), code, { mode: 0o755 });
  return at(name);
}

/** One check fails anew, on a host whose name would add a header to a mail. */
function news(): Report {
  const report = reportOf([]);
  const [check] = report.checks;
  if (check === undefined) throw new Error('no check');
  const counts = { newFailure: 1, valueChanged: 0, newlyUnknown: 0, repaired: 0 };
  return {
    ...report,
    changes: {
      before: { id: 'before', startedAt: '2026-03-01T00:00:00.000Z' },
      counts: { ...counts, newlyKnown: 0, waived: 0, unwaived: 0 },
      newHosts: [],
      lostHosts: [],
      newlyUnreachable: [],
      newChecks: [],
      lostChecks: [],
      changes: async function* () {
        yield* [{ kind: 'newFailure', host: 'web\nBcc: x@example.org', check: check.id }] as const;
      },
    },
  };
}

it('mails a line for each new failure', async () => {
  const sendmail = program('sendmail', `#!/bin/sh\ncat >'${at('mail')}'\n`);
  const tell = program('mail.sh', MAIL.replace('/usr/sbin/sendmail', sendmail));
  await notify({ notifyCommand: tell }, news(), 1);
  expect(errors).toEqual([]);
  const [head = '', body = ''] = readFileSync(at('mail'), 'utf8').split('\n\n');
  expect(head.split('\n')).toEqual(['To: ops@example.org', 'Subject: hostward: new failures']);
  expect(body.trim().split('\n')).toHaveLength(1);
  expect(body).toMatch(/^(low|medium|high|critical) web/);
});

it('posts what is new to a webhook, and says when it is refused', async () => {
  const url = 'https://hooks.example.org';
  await notify({ notifyCommand: program('hook.sh', WEBHOOK.replace(url, address)) }, news(), 1);
  expect(errors).toEqual([]);
  expect(JSON.parse(posted.join())).toMatchObject({ newFailures: 1, exitStatus: 1 });
  const refused = WEBHOOK.replace(`${url}/hostward`, `${address}/elsewhere`);
  await notify({ notifyCommand: program('refused.sh', refused) }, news(), 1);
  expect(errors.join()).toContain('was not told of new failures: it ended with 22');
});
