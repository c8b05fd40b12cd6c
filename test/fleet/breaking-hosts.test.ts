import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { collectFleet } from '../../src/fleet/collect-fleet.ts';
import type { HostResult } from '../../src/fleet/collect-host.ts';
import type { Host } from '../../src/model/host.ts';
import { hostClock } from '../../src/probes/host/clock.ts';
import { ownProcess } from '../../src/probes/host/own-process.ts';
import { createThreadedSsh } from '../../src/transports/threads/transport.ts';
import { sshHost } from '../transports/audit.ts';
import { createKeys, type Hostile, type Keys, letIn, startSsh } from '../transports/hostile.ts';
import { runHonestly } from './honest-host.ts';

const plan = planReadings([hostClock, ownProcess]);
const INNOCENTS = 20;

let keys: Keys;
const started: Hostile[] = [];

beforeAll(async () => {
  keys = await createKeys();
});
afterAll(() => keys.remove());
afterEach(async () => {
  for (const hostile of started.splice(0)) await hostile.stop();
});

/** A host that is still being read when one beside it breaks the thread of both. */
async function slowHonest(): Promise<Hostile> {
  const server = await startSsh(keys, (to) =>
    letIn(to, (session) => {
      session.on('exec', (accept) => {
        const channel = accept();
        void runHonestly(channel).then(({ out, err }) => {
          channel.stderr.write(Buffer.from(err, 'latin1'));
          channel.write(Buffer.from(out.slice(0, 200), 'latin1'));
          setTimeout(() => {
            channel.exit(0);
            channel.end(Buffer.from(out.slice(200), 'latin1'));
          }, 700);
        });
      });
    }),
  );
  started.push(server);
  return server;
}

async function breaking(banner: string): Promise<Hostile> {
  const server = await startSsh(keys, (to) => letIn(to, () => undefined), { banner });
  started.push(server);
  return server;
}

const hostAt = ({ port, knownHostsFile }: Hostile, name: string): Host => ({
  ...sshHost({ address: '127.0.0.1', port, identityFiles: [keys.login] }, [knownHostsFile]),
  name,
});

async function collectAll(
  hosts: readonly Host[],
  concurrency: number,
  silenceMs: number,
): Promise<Map<string, HostResult>> {
  const results = new Map<string, HostResult>();
  const transport = createThreadedSsh({
    ssh2: { acceptNewHostKeys: false, maxBytes: 1e8, defaultIdentityFiles: [] },
    inside: new URL('breakable-thread.ts', import.meta.url),
    silenceMs,
  });
  await collectFleet(
    hosts,
    {
      plan,
      script: compile(plan),
      transport,
      secrets: {},
      deadlines: { connectMs: 20_000, authenticateMs: 20_000, hostMs: 60_000 },
      toolVersion: '0',
      now: Date.now,
      concurrency,
      signal: new AbortController().signal,
    },
    (result) => {
      results.set(result.host.name, result);
      return Promise.resolve();
    },
  );
  return results;
}

/** The break comes in the middle: some hosts have been read, some are under way, some not begun. */
async function fleetWith(banner: string): Promise<readonly Host[]> {
  const honest = await slowHonest();
  const innocents = Array.from({ length: INNOCENTS }, (_, n) => hostAt(honest, `innocent-${n}`));
  const guilty = hostAt(await breaking(banner), 'guilty');
  return [...innocents.slice(0, 12), guilty, ...innocents.slice(12)];
}

describe('a host that breaks the library which reads it', () => {
  it.each([
    ['never come back', 'it held up the thread that read it for 1.5 s', 1500],
    ['throw out of turn', 'it broke the thread that read it (the index is out of range)', 1500],
    ['fill the memory', 'reaching memory limit', 15_000],
  ])(
    'is found among twenty others, all of which are read: %s',
    async (banner, words, silenceMs) => {
      const results = await collectAll(await fleetWith(banner), 8, silenceMs);
      expect(results.get('guilty')).toMatchObject({
        failure: {
          class: 'protocol',
          message: expect.stringMatching(/, and again when it was read alone; it was given up$/),
        },
      });
      expect(results.get('guilty')).toMatchObject({
        failure: { message: expect.stringContaining(words) },
      });
      results.delete('guilty');
      expect([...results.values()].map(({ ended }) => ended)).toEqual(
        Array.from({ length: INNOCENTS }, () => 'collected'),
      );
    },
  );
});

it('a thread that cannot start is a defect, and no fault of a host', async () => {
  const honest = await slowHonest();
  const transport = createThreadedSsh({
    ssh2: { acceptNewHostKeys: false, maxBytes: 1e8, defaultIdentityFiles: [] },
    inside: new URL('no-such-thread.ts', import.meta.url),
  });
  const run = transport({
    host: hostAt(honest, 'innocent'),
    script: ':\n',
    sink: { stdout: () => undefined, stderr: () => undefined },
    deadlines: { connectMs: 5000, authenticateMs: 5000, hostMs: 5000 },
    secrets: {},
    signal: new AbortController().signal,
  });
  await expect(run).rejects.toThrow('no-such-thread');
});
