import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf } from '../../src/cli/catalogue.ts';
import { compile } from '../../src/collector/compile.ts';
import { auditHost } from '../../src/engine/audit-host.ts';
import { collectHost, type HostResult } from '../../src/fleet/collect-host.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { policyOf } from '../support/policies.ts';
import { LOCAL } from '../transports/audit.ts';

const policy = policyOf('strict');
const plan = planOf([policy]);
const script = compile(plan);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-poor-'));
  mkdirSync(join(folder, 'real'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** This machine in a mount namespace of its own, as some lines of sh make it. */
function shellOf(...lines: readonly string[]): string {
  const name = createHash('sha256').update(lines.join('\n')).digest('hex');
  const file = join(folder, `shell-${name}`);
  const inside = join(folder, `inside-${name}`);
  writeFileSync(inside, ['set -e', ...lines, 'exec /bin/sh', ''].join('\n'));
  writeFileSync(file, `#!/bin/sh\nexec unshare -m sh ${inside}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A machine without some programs: /usr/bin is made anew of links to all others. */
const lacking = (...names: readonly string[]): string =>
  shellOf(
    `mount --bind /usr/bin ${folder}/real`,
    'mount -t tmpfs none /usr/bin',
    `${folder}/real/cp -rs ${folder}/real/. /usr/bin/`,
    ...names.map((name) => `${folder}/real/rm -f /usr/bin/${name}`),
  );

function collect(localShell: string, hostMs = 60_000): Promise<HostResult> {
  return collectHost(
    LOCAL,
    {
      plan,
      script,
      transport: createTransport({ acceptNewHostKeys: false, localShell }),
      secrets: {},
      deadlines: { connectMs: 5000, authenticateMs: 5000, hostMs },
      toolVersion: '0',
      now: Date.now,
    },
    new AbortController().signal,
  );
}

function outcomesOf(result: HostResult): ReadonlyMap<string, string> {
  if (result.ended === 'failed') throw new Error(result.failure.message);
  const { findings } = auditHost(result.evidence, policy);
  return new Map(findings.map(({ check, outcome }) => [check, outcome]));
}

const GOOD = new Set(['pass', 'notApplicable']);

/**
 * Evidence where it can be had, with nothing that looks better than on the `rich` one, which has all; or words.
 * Others may start and stop services meanwhile: what is good before or after counts as usual.
 */
async function expectNoBetter(
  localShell: string,
  rich: string,
  hostMs?: number,
): Promise<HostResult> {
  const before = await usualOf(rich);
  const result = await collect(localShell, hostMs);
  if (result.ended === 'failed') {
    expect(result.failure.message).toMatch(/\w+ \w+/);
    expect(result.failure.class).toMatch(/^(collector-failed|no-shell|timeout)$/);
    return result;
  }
  const now = outcomesOf(result);
  const better = betterThan(before, now);
  if (better.length > 0) expect(betterThan(outcomesOf(await collect(rich)), better)).toEqual([]);
  return result;
}

/** Of one rich machine once. */
const known = new Map<string, Promise<ReadonlyMap<string, string>>>();
function usualOf(rich: string): Promise<ReadonlyMap<string, string>> {
  const usual = known.get(rich) ?? collect(rich).then(outcomesOf);
  known.set(rich, usual);
  return usual;
}

const betterThan = (usual: ReadonlyMap<string, string>, now: Iterable<readonly [string, string]>) =>
  [...now].filter(([check, outcome]) => GOOD.has(outcome) && !GOOD.has(usual.get(check) ?? ''));

describe('a machine without', () => {
  it.each(
    [
      ['stat'],
      ['awk', 'mawk', 'gawk'],
      ['sed'],
      ['grep'],
      ['find'],
      ['timeout'],
      ['systemctl', 'ss', 'nft', 'docker', 'sysctl', 'lsmod', 'ip', 'auditctl'],
      ['sed', 'stat', 'awk', 'mawk', 'gawk', 'find', 'timeout', 'head', 'tr', 'cut', 'sort'],
    ].map((names) => [names.join(', '), names] as const),
  )('%s', async (_, names) => {
    await expectNoBetter(lacking(...names), lacking());
  });

  it('anything but busybox', async () => {
    const only = shellOf(
      `mount --bind /usr/bin ${folder}/real`,
      'mount -t tmpfs none /usr/bin',
      `${folder}/real/busybox --install -s /usr/bin 2>/dev/null || :`,
      `for name in $(${folder}/real/busybox --list); do ${folder}/real/busybox ln -sf ${folder}/real/busybox /usr/bin/$name; done`,
    );
    const result = await collect(only);
    expect(result.ended).toBe('collected');
  });

  it('/proc', async () => {
    const result = await collect(shellOf('mount -t tmpfs none /proc'));
    expect(result).toMatchObject({
      ended: 'failed',
      failure: { class: 'collector-failed', message: expect.stringContaining('/proc/self/status') },
    });
  });
});

describe('a machine with', () => {
  it.each([
    ['few open files', 'ulimit -n 16'],
    ['files of no length', 'ulimit -f 0'],
    ['little memory', 'ulimit -v 40000'],
    ['a second of processor', 'ulimit -t 1'],
    ['no room in /tmp', 'mount -t tmpfs -o size=4k none /tmp', 'head -c 4096 /dev/zero >/tmp/full'],
    ['a root that is read-only', 'mount -o remount,bind,ro / || :'],
    ['a /tmp where nothing runs', 'mount -t tmpfs -o noexec none /tmp'],
    ['a /proc that hides processes', 'mount -t proc -o hidepid=2 none /proc'],
    ['a search path that leads nowhere', 'export PATH=/nowhere'],
  ])('%s', async (_, ...lines) => {
    await expectNoBetter(
      shellOf(...lines),
      shellOf(...lines.filter((l) => l.startsWith('mount -t tmpfs'))),
    );
  });
});

it('an account with no process left ends with words', async () => {
  const few = shellOf(
    'exec setpriv --reuid=65533 --regid=65533 --clear-groups prlimit --nproc=1:1 /bin/sh',
  );
  await expectNoBetter(few, shellOf(), 20_000);
});

describe('shells that answer the same', () => {
  it.each([['mksh'], ['yash'], ['posh'], ['ksh93'], ['zsh']])('%s', async (name) => {
    const shell = execFileSync('sh', ['-c', `command -v ${name} || :`], { encoding: 'utf8' });
    await expectNoBetter(
      shellOf(`exec ${shell.trim() || name} ${name === 'zsh' ? '--emulate sh' : ''}`),
      shellOf(),
    );
  });
});
