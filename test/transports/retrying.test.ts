import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Host } from '../../src/model/host.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { paced } from '../../src/transports/paced.ts';
import { retrying } from '../../src/transports/retrying.ts';
import { ENOUGH, type ScriptEnd, type Transport } from '../../src/transports/transport.ts';
import { type Sshd, type SshdOptions, startSshd } from '../support/sshd.ts';
import { audit, failureOf, LOCAL, sshHost } from './audit.ts';

const direct = createTransport({ acceptNewHostKeys: false });
const again = retrying(direct, { retries: 2, waitMs: 20 });
const servers: Sshd[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function sshd(port: number, more: Partial<SshdOptions> = {}) {
  const server = await startSshd({ port, ...more });
  servers.push(server);
  return server;
}

/** Closes each connection at once, as a server that has too many. @returns its port, and how many came. */
async function turnsAway(): Promise<{ readonly port: number; readonly count: () => number }> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.1.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, count: () => count };
}

describe('a connection', () => {
  it('that was read in full ends as it would by itself, with all that is known of the host', async () => {
    const server = await sshd(22_154);
    const { identityFile, knownHostsFile: known } = server;
    const host = sshHost({ port: server.port, identityFiles: [identityFile] }, [known]);
    const watch = (stdout: Buffer, stop: AbortController) => {
      if (stdout.includes('enough')) stop.abort(ENOUGH);
    };
    const { end } = await audit(again, host, 'echo enough; sleep 5\n', { watch });
    expect(end).toEqual({
      ended: 'ran',
      exit: null,
      peer: { hostKey: server.hostKey.fingerprint, privilege: 'root' },
    });
  });

  it('that is turned away before a word is tried again, and the reason says how often', async () => {
    const { port, count } = await turnsAway();
    const failure = failureOf(await audit(again, sshHost({ port }, []), ''));
    expect(count()).toBe(3);
    expect(failure).toEqual({
      class: 'refused',
      message: expect.stringMatching(/\(tried 3 times\)$/),
    });
  });

  it('that nobody listens for is not', async () => {
    const failure = failureOf(await audit(again, sshHost({ port: 1 }, []), ''));
    expect(failure).toEqual({ class: 'refused', message: expect.not.stringContaining('tried') });
  });

  it('is not tried again after a login that failed: no account is locked for it', async () => {
    const server = await sshd(22_151);
    const host = sshHost({ port: server.port, identityFiles: [] }, [server.knownHostsFile]);
    expect(failureOf(await audit(again, host, '')).class).toBe('auth-failed');
    const log = await server.log();
    expect(log.match(/Connection from /g)).toHaveLength(1);
  });

  it('that waits for its next try ends with the run', async () => {
    const { port } = await turnsAway();
    const slow = retrying(direct, { retries: 1, waitMs: 60_000 });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const failure = failureOf(await audit(slow, sshHost({ port }, []), '', { stop }));
    expect(failure.class).toBe('stopped');
  });
});

/** The same host by the system's ssh. */
function overOpenssh(host: Host): Host {
  const { connection } = host;
  if (connection.transport !== 'ssh2') throw new Error('not the transport of the test');
  return { ...host, connection: { ...connection, transport: 'openssh', reason: 'the test' } };
}

describe('sixty hosts behind a jump host that takes ten logins at a time', () => {
  it.each([
    ['ssh2', 22_152],
    ['openssh', 22_156],
  ] as const)('are all let in over %s, and it turns nobody away', async (transport, port) => {
    const jump = await sshd(port, { maxStartups: '10:100:10' });
    const addresses = Array.from({ length: 60 }, (_, i) => `127.0.9.${i + 1}`);
    const target = await sshd(port + 1, { addresses: ['0.0.0.0'] });
    const file = join(target.directory, 'all_hosts');
    writeFileSync(file, `[127.0.9.*]:${target.port} ${target.hostKey.line}\n`);
    const known = [jump.knownHostsFile, file];
    const by = { user: 'root', identityFiles: [jump.identityFile] };
    const jumps = [{ ...by, address: '127.0.1.1', port: jump.port }];
    const ends = await Promise.all(
      addresses.map(async (address) => {
        const identityFiles = [target.identityFile];
        const host = sshHost({ address, port: target.port, identityFiles }, known, { jumps });
        const by = transport === 'openssh' ? overOpenssh(host) : host;
        return (await audit(direct, by, 'echo here\n')).end.ended;
      }),
    );
    expect(new Set(ends)).toEqual(new Set(['ran']));
    expect(await jump.log()).not.toContain('MaxStartups');
  });
});

describe('a pace', () => {
  const began: number[] = [];
  const noted: Transport = () => {
    began.push(performance.now());
    return Promise.resolve({ ended: 'ran', exit: 0, peer: { privilege: 'none' } } as ScriptEnd);
  };

  it('spreads connections evenly, and holds nothing of this machine back', async () => {
    const transport = paced(noted, 50);
    const host = sshHost({ port: 1 }, []);
    await Promise.all(Array.from({ length: 6 }, () => audit(transport, host, '')));
    const [first = 0, ...rest] = began;
    const last = rest.at(-1) ?? 0;
    // Five steps of 20 ms; timers of Node may be a millisecond early.
    expect(last - first).toBeGreaterThan(5 * 19);
    began.length = 0;
    const here = paced(noted, 1);
    await Promise.all(Array.from({ length: 6 }, () => audit(here, LOCAL, '')));
    expect((began.at(-1) ?? 0) - (began[0] ?? 0)).toBeLessThan(900);
  });
});
