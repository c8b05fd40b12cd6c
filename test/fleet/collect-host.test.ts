import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { collectFleet } from '../../src/fleet/collect-fleet.ts';
import { type CollectOptions, collectHost, type HostResult } from '../../src/fleet/collect-host.ts';
import type { Host, HostFailure } from '../../src/model/host.ts';
import { hostClock } from '../../src/probes/host/clock.ts';
import { ownProcess } from '../../src/probes/host/own-process.ts';
import type { ScriptRun, Transport } from '../../src/transports/transport.ts';

const plan = planReadings([hostClock, ownProcess]);
const host = (name: string): Host => ({
  name,
  labels: {},
  groups: [],
  become: 'none',
  connection: { transport: 'local' },
});

const options = (transport: Transport): CollectOptions => ({
  plan,
  script: compile(plan),
  transport,
  secrets: {},
  deadlines: { connectMs: 1000, authenticateMs: 1000, hostMs: 5000 },
  toolVersion: '0.0.0',
  now: () => Date.parse('2026-01-02T03:04:05Z'),
});

const nonceOf = ({ script }: ScriptRun): string => /main ([0-9a-f]{32}) /.exec(script)?.[1] ?? '';

/** A host that prints what it is told to, with the nonce that it was sent, then closes. */
function printing(
  out: (mark: (text: string) => string) => string,
  { err, exit = 0 }: { err?: string; exit?: number | null } = {},
): Transport {
  return (run) => {
    const mark = (text: string) => `\n@${nonceOf(run)} ${text}\n`;
    run.sink.stdout(Buffer.from(out(mark)));
    run.sink.stderr(Buffer.from(err ?? WHOLE(mark, '', '')));
    return Promise.resolve({ ended: 'ran', exit, peer: { privilege: 'none' } });
  };
}

const WHOLE = (mark: (text: string) => string, clock: string, text: string) =>
  `${mark('begin 1 clock')}${clock}${mark('end 1 0')}${mark('begin 2 text')}${text}${mark('end 2 0')}${mark('done 2')}`;
const STATUS =
  '/proc/self/status:Uid:\t0\t0\t0\t0\n/proc/self/status:CapEff:\t000001ffffffffff\nstatus 0\n';

const collect = (transport: Transport): Promise<HostResult> =>
  collectHost(host('a'), options(transport), new AbortController().signal);
const failureOf = async (transport: Transport): Promise<HostFailure> => {
  const result = await collect(transport);
  if (result.ended !== 'failed') throw new Error('expected a failure');
  return result.failure;
};

describe('collectHost', () => {
  it('keeps a whole answer as evidence, with what the host says of itself', async () => {
    const result = await collect(printing((mark) => WHOLE(mark, '1767323055\n', STATUS)));
    expect(result).toMatchObject({
      ended: 'collected',
      evidence: {
        collectedAt: '2026-01-02T03:04:05.000Z',
        privilege: 'root',
        clockSkewSeconds: 10,
        records: { 'clock:': { exit: 0, stdout: '1767323055\n' } },
      },
    });
  });

  it.each([
    ['no /proc', 'status 2\n', 'grep: /proc/self/status: No such file or directory\n'],
    ['no grep', 'status 127\n', 'sh: grep: not found\n'],
  ])('takes a host with %s for one that cannot be read', async (_, text, complaint) => {
    const transport: Transport = (run) => {
      const mark = (words: string) => `\n@${nonceOf(run)} ${words}\n`;
      run.sink.stderr(Buffer.from(WHOLE(mark, '', complaint)));
      run.sink.stdout(Buffer.from(WHOLE(mark, '1767323055\n', text)));
      return Promise.resolve({ ended: 'ran', exit: 0, peer: { privilege: 'root' } });
    };
    expect(await failureOf(transport)).toMatchObject({
      class: 'collector-failed',
      message: expect.stringContaining('/proc/self/status'),
    });
  });

  it('keeps what it has of a host whose answer was cut', async () => {
    const long = `/proc/self/status:${'x'.repeat(9 * 1024 * 1024)}\n`;
    const result = await collect(printing((mark) => WHOLE(mark, '1767323055\n', long)));
    expect(result.ended).toBe('collected');
  });

  it('stops reading when both streams are whole', async () => {
    let reason: unknown;
    const transport: Transport = (run) => {
      const mark = (text: string) => `\n@${nonceOf(run)} ${text}\n`;
      run.sink.stdout(Buffer.from(WHOLE(mark, '1', STATUS)));
      run.sink.stderr(Buffer.from(WHOLE(mark, '', '')));
      reason = run.signal.reason;
      return Promise.resolve({ ended: 'ran', exit: null, peer: { privilege: 'none' } });
    };
    await collect(transport);
    expect(reason).toBe('enough');
  });

  it('does not call the rights root because the transport says so', async () => {
    const unprivileged = STATUS.replace('Uid:\t0\t0', 'Uid:\t1000\t1000');
    const transport: Transport = async (run) => {
      const end = await printing((mark) => WHOLE(mark, '1', unprivileged))(run);
      if (end.ended !== 'ran') throw new Error('it did not run');
      return { ...end, peer: { privilege: 'sudo' } };
    };
    expect(await collect(transport)).toMatchObject({ evidence: { privilege: 'none' } });
  });

  it.each<[string, Transport, Partial<HostFailure>]>([
    [
      'an answer that breaks off',
      printing((mark) => WHOLE(mark, '1', STATUS).slice(0, -20)),
      { class: 'collector-failed', message: expect.stringContaining('after 2 of 2 readings') },
    ],
    [
      'no shell behind the login',
      printing(() => 'This account is currently not available.\n', { err: '', exit: 1 }),
      { class: 'no-shell', message: expect.stringContaining('currently not available') },
    ],
    [
      'silence',
      printing(() => '', { err: '', exit: null }),
      { class: 'collector-failed', message: expect.stringContaining('without a status') },
    ],
    [
      'a frame that was not asked',
      printing((mark) => WHOLE(mark, '1', STATUS).replace('text', 'shadow')),
      { class: 'protocol' },
    ],
    [
      'terminal escapes in what it says',
      printing(() => '\u001b[2Jhello', { err: '', exit: 1 }),
      { message: expect.not.stringContaining('\u001b') },
    ],
  ])('gives %s a reason', async (_, transport, expected) => {
    expect(await failureOf(transport)).toMatchObject(expected);
  });

  it('closes a host that never stops talking', async () => {
    const transport: Transport = (run) =>
      new Promise((resolve) => {
        run.signal.addEventListener('abort', () =>
          resolve({ ended: 'failed', failure: run.signal.reason as HostFailure }),
        );
        const piece = Buffer.alloc(1024 * 1024, 'x');
        for (let sent = 0; sent < 40; sent += 1) run.sink.stdout(piece);
      });
    expect(await failureOf(transport)).toMatchObject({ class: 'too-much-output' });
  });
});

describe('collectFleet', () => {
  it('gives every host a result, at most so many at once, one failing host or not', async () => {
    let running = 0;
    let most = 0;
    const transport: Transport = async (run) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (run.host.name === 'h3') {
        return { ended: 'failed', failure: { class: 'refused', message: 'no' } };
      }
      return await printing((mark) => WHOLE(mark, '1', STATUS))(run);
    };
    const hosts = Array.from({ length: 20 }, (_, i) => host(`h${i}`));
    const results: HostResult[] = [];
    const fleet = {
      ...options(transport),
      concurrency: 4,
      signal: new AbortController().signal,
    };
    await collectFleet(hosts, fleet, (result) => {
      results.push(result);
      return Promise.resolve();
    });
    expect(results.map((r) => r.host.name).sort()).toEqual(hosts.map((h) => h.name).sort());
    expect(results.filter((r) => r.ended === 'failed').map((r) => r.host.name)).toEqual(['h3']);
    expect(most).toBe(4);
  });

  it('is not held up by hosts that nobody reaches, and leaves none of them out', async () => {
    const startedAt = performance.now();
    const isDown = ({ name }: Host) => name.startsWith('down');
    const down: Transport = async (run) => {
      await sleep(5000, undefined, { signal: run.signal });
      return { ended: 'failed', failure: { class: 'timeout', message: 'it did not answer' } };
    };
    const up = printing((mark) => WHOLE(mark, '1', STATUS));
    const transport: Transport = (run) => {
      if (isDown(run.host)) return down(run);
      run.onReached?.();
      return up(run);
    };
    const hosts = ['down1', 'down2', 'up1', 'down3', 'down4', 'up2', 'down5'].map(host);
    const at = new Map<string, number>();
    await collectFleet(
      hosts,
      { ...options(transport), concurrency: 2, signal: new AbortController().signal },
      (result) => {
        at.set(result.host.name, performance.now() - startedAt);
        return Promise.resolve();
      },
    );
    expect([...at.keys()].sort()).toEqual(hosts.map(({ name }) => name).sort());
    expect(Math.max(at.get('up1') ?? NaN, at.get('up2') ?? NaN)).toBeLessThan(
      Math.min(...hosts.filter(isDown).map(({ name }) => at.get(name) ?? NaN)),
    );
  });

  it('contacts no further host once a result could not be taken', async () => {
    let contacted = 0;
    const answering = printing((mark) => WHOLE(mark, '1', STATUS));
    const fleet = {
      ...options((run) => {
        contacted += 1;
        return answering(run);
      }),
      concurrency: 2,
      signal: new AbortController().signal,
    };
    const hosts = Array.from({ length: 20 }, (_, i) => host(`h${i}`));
    const full = () => Promise.reject(new Error('the disk is full'));
    await expect(collectFleet(hosts, fleet, full)).rejects.toThrow('the disk is full');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(contacted).toBeLessThanOrEqual(2);
  });

  it('names the hosts that a stopped run did not reach', async () => {
    const stop = new AbortController();
    const results: HostResult[] = [];
    const fleet = {
      ...options(printing((mark) => WHOLE(mark, '1', STATUS))),
      concurrency: 1,
      signal: stop.signal,
    };
    await collectFleet([host('a'), host('b'), host('c')], fleet, (result) => {
      results.push(result);
      stop.abort({ class: 'stopped', message: 'stopped' } satisfies HostFailure);
      return Promise.resolve();
    });
    expect(results.map((r) => (r.ended === 'failed' ? r.failure.class : r.ended))).toEqual([
      'collected',
      'stopped',
      'stopped',
    ]);
  });
});
