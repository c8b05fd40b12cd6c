import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { HostReport } from '../../src/model/run.ts';
import { evidenceFileName, readEvidence, writeEvidence } from '../../src/store/evidence-file.ts';
import { evidenceFiles, openRunFolder } from '../../src/store/run-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const evidence = (name: string): Evidence => ({
  formatVersion: 1,
  toolVersion: '0.0.0',
  host: { name, address: '127.0.0.1', labels: { rack: 'a' } },
  collectedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 12,
  privilege: 'root',
  collectorHash: 'abc',
  diagnostics: '',
  records: { 'text:/x': { exit: 0, stdout: { base64: 'AP8=' }, stderr: '' } },
});
const report = (name: string): HostReport => ({
  name,
  address: 'x',
  labels: {},
  status: 'failed',
  reason: { class: 'refused', message: 'line\nbreak \u2028 and "quotes"' },
});
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const collectAll = async <T>(items: AsyncIterable<T>) => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('evidence files', () => {
  it('come back as they were, packed or plain', async () => {
    await writeEvidence(join(folder, 'a.json.gz'), evidence('a'));
    writeFileSync(join(folder, 'b.json'), JSON.stringify(evidence('b')));
    expect(readEvidence(join(folder, 'a.json.gz'))).toEqual(evidence('a'));
    expect(readEvidence(join(folder, 'b.json'))).toEqual(evidence('b'));
    expect(mode(join(folder, 'a.json.gz'))).toBe('600');
  });

  it('are named so that no host name leaves its folder or meets another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const [one, two] = [evidenceFileName(a), evidenceFileName(b)];
        expect(one).toMatch(/^[^/.][^/]*\.json\.gz$|^\.json\.gz$/);
        if (a !== b) expect(one).not.toBe(two);
      }),
    );
  });

  it.each([
    ['no JSON', 'hello'],
    ['of another format', JSON.stringify({ ...evidence('a'), formatVersion: 9 })],
    ['of a time that is none', JSON.stringify({ ...evidence('a'), durationMs: 1e300 })],
    ['with a field too many', JSON.stringify({ ...evidence('a'), extra: 1 })],
  ])('are refused when %s, naming the file', (_, text) => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, text);
    expect(() => readEvidence(file)).toThrow(UsageError);
    expect(() => readEvidence(file)).toThrow(file);
  });

  it('made to fill memory are refused', () => {
    const file = join(folder, 'bomb.json.gz');
    writeFileSync(file, gzipSync(Buffer.alloc(200 * 1024 * 1024)));
    expect(() => readEvidence(file)).toThrow(UsageError);
  });
});

describe('a run folder', () => {
  it('gives hosts back in the order in which they came, more than once', async () => {
    const run = await openRunFolder(join(folder, 'run'));
    const hosts = Array.from({ length: 50 }, (_, i) => report(`h${i}`));
    await Promise.all(hosts.map((host) => run.addHost(host)));
    expect(await collectAll(run.hosts())).toEqual(hosts);
    expect(await collectAll(run.hosts())).toEqual(hosts);
    await run.close();
  });

  it('lets only its owner read what it writes', async () => {
    const run = await openRunFolder(join(folder, 'run'));
    await run.addEvidence(evidence('a'));
    await run.addHost(report('a'));
    await run.writeText('report.json', Readable.from(['x']));
    await run.close();
    expect(mode(run.path)).toBe('700');
    for (const name of ['hosts.ndjson', 'report.json', 'evidence/a.json.gz']) {
      expect(mode(join(run.path, name))).toBe('600');
    }
  });

  it('says in words that nothing can be written any more', async () => {
    const run = await openRunFolder(join(folder, 'run'));
    rmSync(run.path, { recursive: true });
    await expect(run.addEvidence(evidence('a'))).rejects.toThrow(UsageError);
    await expect(run.writeText('report.json', Readable.from(['x']))).rejects.toThrow(run.path);
    await run.close();
  });

  it('never gives the hosts of another run that took the folder meanwhile', async () => {
    const first = await openRunFolder(join(folder, 'run'));
    await first.addHost(report('ours'));
    const second = await openRunFolder(join(folder, 'run'));
    await second.addHost(report('theirs'));
    await expect(collectAll(first.hosts())).rejects.toThrow(/another run took/);
    expect(await collectAll(second.hosts())).toEqual([report('theirs')]);
    await first.close();
    await second.close();
  });

  it('leaves no half of a report', async () => {
    const run = await openRunFolder(join(folder, 'run'));
    const broken = async function* () {
      yield 'half';
      await Promise.reject(new Error('broken'));
    };
    await expect(run.writeText('report.html', broken())).rejects.toThrow('broken');
    expect(existsSync(join(run.path, 'report.html'))).toBe(false);
    await run.close();
  });

  it('takes the place of an earlier run, whose hosts and reports do not linger', async () => {
    const path = join(folder, 'run');
    const first = await openRunFolder(path);
    await first.addEvidence(evidence('gone'));
    for (const name of ['report.html', 'report.json', 'junit.xml', 'junit-2.xml']) {
      await first.writeText(name, Readable.from(['x']));
    }
    await first.close();
    writeFileSync(join(path, 'mine.xml'), 'kept');
    const second = await openRunFolder(path);
    await second.addEvidence(evidence('here'));
    await second.close();
    expect(await evidenceFiles([path])).toEqual([join(path, 'evidence', 'here.json.gz')]);
    expect(readdirSync(path).sort()).toEqual(['evidence', 'hosts.ndjson', 'mine.xml']);
    expect(readFileSync(join(path, 'mine.xml'), 'utf8')).toBe('kept');
  });

  it('leaves alone an evidence folder that it did not make', async () => {
    mkdirSync(join(folder, 'evidence'));
    writeFileSync(join(folder, 'evidence', 'x.json.gz'), 'precious');
    await expect(openRunFolder(folder)).rejects.toThrow(UsageError);
    expect(existsSync(join(folder, 'evidence', 'x.json.gz'))).toBe(true);
  });

  it('says where it cannot write', async () => {
    await expect(openRunFolder('/proc/hostward')).rejects.toThrow('cannot write to /proc/hostward');
  });
});

describe('evidenceFiles', () => {
  it('refuses what is not there, or holds none', async () => {
    await expect(evidenceFiles([join(folder, 'nowhere')])).rejects.toThrow(UsageError);
    await expect(evidenceFiles([folder])).rejects.toThrow('holds no evidence');
  });
});
