import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerChannel } from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { observer } from '../../src/engine/observe.ts';
import { collectHost } from '../../src/fleet/collect-host.ts';
import { fileText } from '../../src/probes/files/file-text.ts';
import { hostClock } from '../../src/probes/host/clock.ts';
import { ownProcess } from '../../src/probes/host/own-process.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { createKey } from '../support/sshd.ts';
import { sshHost } from '../transports/audit.ts';
import {
  createKeys,
  flood,
  type Hostile,
  type HostileConnection,
  type Keys,
  letIn,
  startSsh,
} from '../transports/hostile.ts';
import { type Honest, runHonestly } from './honest-host.ts';

const osRelease = fileText('/etc/os-release');
const plan = planReadings([hostClock, ownProcess, osRelease]);
const script = compile(plan);

let keys: Keys;
const started: Hostile[] = [];

beforeAll(async () => {
  keys = await createKeys();
});
afterAll(() => keys.remove());
afterEach(async () => {
  for (const hostile of started.splice(0)) await hostile.stop();
});

type Answer = (honest: Honest) => Partial<Pick<Honest, 'out' | 'err'>>;

/** A server that answers with what it makes of an honest answer. */
function answering(answer: Answer, hostKey?: string): Promise<Hostile> {
  return playing((channel) => {
    void runHonestly(channel).then((honest) => {
      const { out = honest.out, err = honest.err } = answer(honest);
      channel.stderr.write(Buffer.from(err, 'latin1'));
      channel.exit(0);
      channel.end(Buffer.from(out, 'latin1'));
    });
  }, hostKey);
}

async function playing(
  play: (channel: ServerChannel, to: HostileConnection) => void,
  hostKey?: string,
): Promise<Hostile> {
  const hostile = await startSsh(
    keys,
    (to) =>
      letIn(to, (session) => {
        session.on('exec', (accept) => {
          const channel = accept();
          channel.on('error', () => undefined);
          channel.stderr.on('error', () => undefined);
          play(channel, to);
        });
      }),
    hostKey === undefined ? {} : { hostKey },
  );
  started.push(hostile);
  return hostile;
}

const collect = (
  { port, knownHostsFile }: Pick<Hostile, 'port' | 'knownHostsFile'>,
  hostMs = 8000,
) =>
  collectHost(
    sshHost({ address: '127.0.0.1', port, identityFiles: [keys.login] }, [knownHostsFile]),
    {
      plan,
      script,
      transport: createTransport({ acceptNewHostKeys: false }),
      secrets: {},
      deadlines: { connectMs: 5000, authenticateMs: 5000, hostMs },
      toolVersion: '0',
      now: Date.now,
    },
    new AbortController().signal,
  );

async function failureFor(answer: Answer) {
  const result = await collect(await answering(answer));
  if (result.ended !== 'failed') throw new Error('it was taken for honest');
  return result.failure;
}

async function evidenceFor(answer: Answer) {
  const result = await collect(await answering(answer));
  if (result.ended === 'failed') throw new Error(result.failure.message);
  return result.evidence;
}

/** One frame of an answer, marks included. */
function frameOf({ out, nonce }: Honest, number: number): string {
  const start = out.indexOf(`\n@${nonce} begin ${number} `);
  const end = out.indexOf(`\n@${nonce} end ${number} `);
  return out.slice(start, out.indexOf('\n', end + 1) + 1);
}

it('takes an honest answer for one', async () => {
  const { records } = await evidenceFor(() => ({}));
  expect(observer(records)(osRelease)).toMatchObject({
    value: await readFile('/etc/os-release', 'utf8'),
  });
});

describe('an answer is refused whose frames are', () => {
  it.each<[string, Answer]>([
    ['cut short', ({ out }) => ({ out: out.slice(0, -30) })],
    ['repeated', (honest) => ({ out: honest.out.replace(frameOf(honest, 2), '$&$&') })],
    [
      'reordered',
      (h) => ({
        out: h.out.replace(frameOf(h, 1), '').replace(frameOf(h, 2), `$&${frameOf(h, 1)}`),
      }),
    ],
    ['left out', (honest) => ({ out: honest.out.replace(frameOf(honest, 2), '') })],
    ['renamed', ({ out }) => ({ out: out.replace(/begin 2 \w+/, 'begin 2 shadow') })],
    ['miscounted', ({ out }) => ({ out: out.replace(/begin 2 /, 'begin 3 ') })],
    ['counted wrong at the end', ({ out }) => ({ out: out.replace(/done 2/, 'done 3') })],
    [
      'counted beyond all numbers',
      ({ out }) => ({ out: out.replace(/done 2/, `done ${'9'.repeat(60)}`) }),
    ],
    [
      'ended with a status that is none',
      ({ out }) => ({ out: out.replace(/end 2 \d+/, 'end 2 __proto__') }),
    ],
    ['of another run', ({ out, nonce }) => ({ out: out.replaceAll(nonce, 'f'.repeat(32)) })],
    ['on one stream alone', () => ({ err: '' })],
    [
      'mixed with those of another run',
      (h) => ({
        out: h.out.replace(frameOf(h, 2), frameOf(h, 2).replaceAll(h.nonce, 'f'.repeat(32))),
      }),
    ],
    ['with line ends of another system', ({ out }) => ({ out: out.replaceAll('\n', '\r\n') })],
    [
      'with NULs between',
      ({ out, nonce }) => ({ out: out.replaceAll(`@${nonce}`, `@\0${nonce}`) }),
    ],
  ])('%s', async (_, answer) => {
    expect((await failureFor(answer)).class).toMatch(/^(protocol|collector-failed)$/);
  });

  it('replayed, of the run before', async () => {
    let before: Honest | undefined;
    const hostile = await answering((honest) => {
      const replayed = before ?? honest;
      before = replayed;
      return { out: replayed.out, err: replayed.err };
    });
    expect(await collect(hostile)).toMatchObject({ ended: 'collected' });
    expect(await collect(hostile)).toMatchObject({
      ended: 'failed',
      failure: { class: 'collector-failed' },
    });
  });
});

describe('in a frame, what a host says is its own affair:', () => {
  const HOSTILE = [
    ['terminal escapes', '\u001b[2J\u001b]0;mine\u0007'],
    ['markup', '<script>alert(1)</script>"\'&'],
    ['NULs', 'a\0b'],
    ['bytes that are no text', '\xff\xfe\x80'],
    ['names of prototypes', '__proto__=1\nconstructor=2\n'],
    ['huge numbers', '9'.repeat(400)],
    ['marks of another run', `\n@${'0'.repeat(32)} end 2 0\n`],
  ] as const;
  it.each(HOSTILE)('%s', async (_, content) => {
    const { records } = await evidenceFor(({ out }) => ({
      out: out.replace(/(?=\/etc\/os-release:NAME=)/, () =>
        content
          .split('\n')
          .map((line) => `/etc/os-release:${line}\n`)
          .join(''),
      ),
    }));
    const seen = observer(records)(osRelease);
    expect(seen.state).toBe('value');
    const text = seen.state === 'value' ? seen.value : '';
    expect(text).toContain(Buffer.from(content, 'latin1').toString('utf8').trim());
    expect(Object.keys(records).sort()).toEqual(
      Object.keys((await evidenceFor(() => ({}))).records).sort(),
    );
  });
});

it('what a start-up file prints before, between and after is kept apart, and made harmless', async () => {
  const evidence = await evidenceFor((honest) => ({
    out: `welcome \u001b[31m${honest.out.replace(frameOf(honest, 2), 'between$&')}after`,
    err: `motd${honest.err}`,
  }));
  expect(observer(evidence.records)(osRelease).state).toBe('value');
  expect(evidence.diagnostics).toContain('welcome \\u{1b}[31m');
  expect(evidence.diagnostics).not.toContain('\u001b');
});

it('a line without end is cut at the cap', async () => {
  const hostile = await playing((channel, to) => {
    flood(to.socket, () => channel.write(Buffer.alloc(64 * 1024, 'x')));
  });
  const result = await collect(hostile, 30_000);
  expect(result).toMatchObject({ ended: 'failed', failure: { class: 'too-much-output' } });
});

it('output that drips is ended by the deadline of the host, and tells how far it came', async () => {
  const hostile = await playing((channel, to) => {
    void runHonestly(channel).then((honest) => {
      const head = honest.out.slice(0, honest.out.indexOf(`\n@${honest.nonce} begin 2`));
      channel.stderr.write(Buffer.from(honest.err, 'latin1'));
      channel.write(Buffer.from(head, 'latin1'));
      const timer = setInterval(() => channel.write('.'), 100);
      to.socket.on('close', () => clearInterval(timer));
    });
  });
  expect(await collect(hostile, 3000)).toMatchObject({
    ended: 'failed',
    failure: { class: 'timeout', message: expect.stringContaining('after 1 of 2 readings') },
  });
});

it('a script that is never read ends by the deadline', async () => {
  const hostile = await playing((channel) => channel.pause());
  expect(await collect(hostile, 1500)).toMatchObject({
    ended: 'failed',
    failure: { class: 'timeout' },
  });
});

it('a host that shows another key at its second connection is not let in', async () => {
  const own = await answering(() => ({}));
  const file = join(keys.directory, 'swapped');
  await createKey(file);
  const other = await answering(() => ({}), await readFile(file, 'utf8'));
  expect(await collect(own)).toMatchObject({ ended: 'collected' });
  expect(await collect(other)).toMatchObject({
    ended: 'failed',
    failure: { class: 'host-key-changed' },
  });
});
