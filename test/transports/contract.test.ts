import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host, HostFailure, Privilege } from '../../src/model/host.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { ENOUGH } from '../../src/transports/transport.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { type Account, createAccount } from './account.ts';
import { audit, failureOf, LOCAL, sshHost } from './audit.ts';

let sshd: Sshd;
let account: Account;

beforeAll(async () => {
  sshd = await startSshd({ port: 22101 });
  account = await createAccount('hwcontract');
});
afterAll(async () => {
  await sshd.stop();
  await account.remove();
});

const transport = createTransport({ acceptNewHostKeys: false });

// Over SSH as an ordinary account: OpenSSH passes signals on only to those.
const hosts: Readonly<Record<string, readonly [() => Host, Privilege]>> = {
  local: [() => LOCAL, 'root'],
  ssh2: [
    () =>
      sshHost({ port: sshd.port, user: account.name, identityFiles: [sshd.identityFile] }, [
        sshd.knownHostsFile,
      ]),
    'none',
  ],
};

describe.each(Object.entries(hosts))('the %s transport', (name, [host, privilege]) => {
  const run = (script: string, options?: Parameters<typeof audit>[3]) =>
    audit(transport, host(), script, options);

  it('runs a script on standard input and tells its exit status', async () => {
    const { end, stdout, stderr } = await run('echo out; echo err >&2; exit 7\n');
    expect(end).toMatchObject({ ended: 'ran', exit: 7, peer: { privilege } });
    expect(stdout.toString()).toBe('out\n');
    expect(stderr.toString()).toBe('err\n');
  });

  it('takes the end of the script for the end of the input', async () => {
    const { end, stdout } = await run('echo before; cat; echo after');
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    expect(stdout.toString()).toBe('before\nafter\n');
  });

  it('brings a megabyte of any bytes on both streams', async () => {
    const every = String.raw`printf '\000\001\377\r\n\033[0m\200'`;
    const { end, stdout, stderr } = await run(
      `${every}; head -c 1048576 /dev/zero; ${every}; (${every}; head -c 1048576 /dev/zero) >&2\n`,
    );
    const bytes = Buffer.from('0001ff0d0a1b5b306d80', 'hex');
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    expect(stdout.equals(Buffer.concat([bytes, Buffer.alloc(1048576), bytes]))).toBe(true);
    expect(stderr.equals(Buffer.concat([bytes, Buffer.alloc(1048576)]))).toBe(true);
  });

  it('sends a script of a megabyte whole', async () => {
    const filler = `: ${'x'.repeat(61)}\n`.repeat(16_384);
    const { end, stdout } = await run(`${filler}echo done\n`);
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    expect(stdout.toString()).toBe('done\n');
  });

  it('ends as ran when enough was read, and leaves nothing running', async () => {
    const { end } = await run('echo whole; sleep 987.1; echo never\n', {
      watch: (_, stop) => stop.abort(ENOUGH),
    });
    expect(end).toMatchObject({ ended: 'ran', peer: { privilege } });
    await expect.poll(() => processes('sleep 987.1'), { timeout: 10_000 }).toBe(0);
  });

  it('ends as the failure that the caller aborts with', async () => {
    const tooMuch: HostFailure = { class: 'too-much-output', message: 'it sent too much' };
    const { end } = await run('while :; do echo and on; done\n', {
      watch: (stdout, stop) => stdout.length > 100_000 && stop.abort(tooMuch),
    });
    expect(end).toMatchObject({ ended: 'failed', failure: tooMuch });
  });

  it('ends at once when the run is stopped', async () => {
    const stop = new AbortController();
    const { end } = await run('echo started; sleep 987.2\n', { stop, watch: () => stop.abort() });
    expect(end).toMatchObject({ ended: 'failed', failure: { class: 'stopped' } });
    await expect.poll(() => processes('sleep 987.2'), { timeout: 10_000 }).toBe(0);
  });

  it('does not begin when the run is stopped already', async () => {
    const { end, stdout } = await run('echo started\n', { stop: aborted() });
    expect(end).toMatchObject({ ended: 'failed', failure: { class: 'stopped' } });
    expect(stdout.length).toBe(0);
  });

  it('ends at the deadline of the host, and leaves nothing running', async () => {
    const ended = await run(`# ${name}\nsleep 987.3 & sleep 987.3\n`, {
      deadlines: { hostMs: 1500 },
    });
    expect(failureOf(ended)).toMatchObject({
      class: 'timeout',
      message: expect.stringContaining('1.5 s'),
    });
    await expect.poll(() => processes('sleep 987.3'), { timeout: 10_000 }).toBe(0);
  });

  it('does not take a missing command for a missing shell', async () => {
    expect((await run('no-such-command\n')).end).toMatchObject({ ended: 'ran', exit: 127 });
  });

  it('rejects with a defect of its caller', async () => {
    const defect = new Error('a bug in the sink');
    const thrown = run('echo out\n', {
      watch: () => {
        throw defect;
      },
    });
    await expect(thrown).rejects.toBe(defect);
  });
});

function aborted(): AbortController {
  const stop = new AbortController();
  stop.abort();
  return stop;
}

/** How many processes have exactly this command line. */
function processes(commandLine: string): number {
  const found = execFileSync('sh', ['-c', 'ps -eo args= || :'], { encoding: 'utf8' });
  return found.split('\n').filter((line) => line.trim() === commandLine).length;
}
