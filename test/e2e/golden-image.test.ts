import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf } from '../../src/cli/catalogue.ts';
import { toText } from '../../src/collector/bytes.ts';
import { compile } from '../../src/collector/compile.ts';
import { auditHost } from '../../src/engine/audit-host.ts';
import { collectHost } from '../../src/fleet/collect-host.ts';
import { imageTarget, parseTarget } from '../../src/inventory/target.ts';
import type { Bytes, Evidence } from '../../src/model/evidence.ts';
import type { Host } from '../../src/model/host.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { makeDebianTree } from '../support/debian-tree.ts';
import { startDockerEngine } from '../support/docker-engine.ts';
import { hostward } from '../support/hostward.ts';
import { policyOf } from '../support/policies.ts';

const run = promisify(execFile);
const policy = policyOf('golden-image');
const plan = planOf([policy]);

let folder: string;
let root: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-golden-'));
  root = join(folder, 'root');
  makeDebianTree(root);
  execFileSync('tar', ['-C', root, '-cf', join(folder, 'root.tar'), '.']);
  execFileSync('sh', ['-c', 'gzip -1 <"$1" >"$1.gz"', 'sh', join(folder, 'root.tar')]);
  writeFileSync(
    join(folder, 'root.tar.zst'),
    zstdCompressSync(readFileSync(join(folder, 'root.tar'))),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function evidenceOf(host: Host, localShell = '/bin/sh'): Promise<Evidence> {
  const options = {
    plan,
    script: compile(plan),
    transport: createTransport({ acceptNewHostKeys: false, localShell }),
    secrets: {},
    deadlines: { connectMs: 10_000, authenticateMs: 10_000, hostMs: 100_000 },
    toolVersion: '0',
    now: Date.now,
  };
  const result = await collectHost(host, options, new AbortController().signal);
  if (result.ended === 'failed') throw new Error(result.failure.message);
  return result.evidence;
}

/** Its time is when a machine was booted, and an image has none. */
const withoutNullDevice = (output: Bytes): string =>
  toText(output).replace(/^666\|.*\|character special file\|.*\n/gm, '');

const verdictsOf = (evidence: Evidence) =>
  auditHost(evidence, policy).findings.map((finding) => JSON.stringify(finding));

it('gives the records that the script gives in a chroot of the same tree', async () => {
  const shell = join(folder, 'chroot-sh');
  const into = `mount -t proc proc ${root}/proc && mount --bind /dev ${root}/dev && exec chroot ${root} /bin/sh`;
  writeFileSync(shell, `#!/bin/sh\nexec unshare -m sh -c '${into}'\n`);
  chmodSync(shell, 0o755);
  const account = { user: 'root', homeDirectory: folder };
  const host = await evidenceOf(parseTarget('local', account), shell);
  const image = await evidenceOf(imageTarget(root));
  const outputs = (evidence: Evidence) =>
    Object.entries(evidence.records)
      .filter(([key]) => /^(text|stat):/.test(key) && image.records[key]?.unsupported === undefined)
      .map(([key, { stdout, cut }]) => [key, withoutNullDevice(stdout), cut]);
  const own = new Map(outputs(image).map(([key, ...rest]) => [key, rest]));
  const differing = outputs(host).filter(
    ([key, ...rest]) => JSON.stringify(own.get(key)) !== JSON.stringify(rest),
  );
  expect(differing).toEqual([]);
  expect(own.size).toBeGreaterThan(300);
});

describe('one tree, packed in every way', () => {
  it.each(['root.tar', 'root.tar.gz', 'root.tar.zst'])(
    'gives one set of verdicts: %s',
    async (name) => {
      const packed = await evidenceOf(imageTarget(join(folder, name)));
      expect(verdictsOf(packed)).toEqual(verdictsOf(await evidenceOf(imageTarget(root))));
    },
  );

  it('as Docker saves and exports it, and as skopeo makes an OCI archive of it', async () => {
    const engine = await startDockerEngine();
    try {
      await engine.docker('import', join(folder, 'root.tar'), 'golden:1');
      await engine.docker('save', '-o', join(folder, 'saved.tar'), 'golden:1');
      const expected = verdictsOf(await evidenceOf(imageTarget(root)));
      const saved = await evidenceOf(imageTarget(join(folder, 'saved.tar')));
      expect(saved.image?.kind).toBe('Docker image');
      expect(saved.image?.digest).toBe(
        await engine.docker('image', 'inspect', '--format', '{{.Id}}', 'golden:1'),
      );
      expect(verdictsOf(saved)).toEqual(expected);
      const account = { user: 'root', homeDirectory: folder };
      const live = await evidenceOf(parseTarget('docker://golden:1', account));
      expect(verdictsOf(live)).toEqual(expected);
      await engine.docker('create', '--name', 'golden-box', 'golden:1', '/bin/sh');
      const box = await evidenceOf(parseTarget('docker://golden-box', account));
      expect(box.image).toMatchObject({ path: 'docker://golden-box', kind: 'docker container' });
      await run('skopeo', [
        ...['copy', '--insecure-policy', '--dest-compress-format', 'zstd', '--dest-compress'],
        `docker-archive:${join(folder, 'saved.tar')}`,
        `oci-archive:${join(folder, 'oci.tar')}`,
      ]);
      const oci = await evidenceOf(imageTarget(join(folder, 'oci.tar')));
      expect(oci.image?.kind).toBe('OCI archive');
      expect(verdictsOf(oci)).toEqual(expected);
    } finally {
      await engine.stop();
    }
  }, 240_000);
});

it('audits an image in one command, says which, and hides its secrets', async () => {
  const output = join(folder, 'run');
  const done = await hostward([
    ...['audit', '--image', join(folder, 'root.tar'), '--profile', 'golden-image'],
    ...['-f', 'json', '-o', output, '--fail-on', 'high'],
  ]);
  expect(done.stderr).toBe('');
  const report = readFileSync(join(output, 'report.json'), 'utf8');
  expect(report).toContain(join(folder, 'root.tar'));
  expect(report).toMatch(/"image digest": ?"sha256:[0-9a-f]{64}"/);
  expect(report).not.toContain('me:pw');
});

it('says why it could not read one', async () => {
  writeFileSync(join(folder, 'noise'), 'x'.repeat(2000));
  const options = ['-o', join(folder, 'failed'), '-f', 'json'];
  const done = await hostward(['audit', '--image', join(folder, 'noise'), ...options]);
  expect(done.status).toBe(3);
  expect(done.stdout).toContain('no tar archive');
});
