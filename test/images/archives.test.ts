import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { IMAGE_BOUNDS } from '../../src/images/image-tree.ts';
import { absent, unsupported, value } from '../../src/model/observation.ts';
import { filesText, fileText } from '../../src/probes/files/file-text.ts';
import { stat } from '../../src/probes/files/stat.ts';
import { installedPackages } from '../../src/probes/packages/packages.ts';
import { archive, type Entry, observeImage, scratch, tarOf } from './image-support.ts';

const link = (linkname: string): Entry[1] => ({ type: 'symlink', linkname });

describe.each([false, true])('a tar archive, packed: %s', (packed) => {
  it('gives the text behind links that stay inside', async () => {
    const path = await archive(
      [
        ['etc/a', link('/usr/lib/b')],
        ['usr/lib/b', link('../../../../../usr/c')],
        ['usr/c', 'found\n'],
      ],
      packed,
    );
    expect(await observeImage(path, fileText('/etc/a'))).toEqual(value('found\n'));
  });

  it('expands patterns as a shell does', async () => {
    const path = await archive(
      [
        ['etc/d/b.conf', '2\n'],
        ['etc/d/a.conf', '1\n'],
        ['etc/d/.hidden.conf', 'no\n'],
        ['etc/d/c.txt', 'no\n'],
      ],
      packed,
    );
    expect(await observeImage(path, filesText('/etc/d/*.conf'))).toEqual(
      value([
        { path: '/etc/d/a.conf', content: '1\n' },
        { path: '/etc/d/b.conf', content: '2\n' },
      ]),
    );
  });

  it('gives modes and names of owners by its own databases', async () => {
    const path = await archive(
      [
        ['etc/passwd', 'root:x:0:0::/:\nsys:x:3:3::/:\n'],
        ['etc/group', 'wheel:x:7:\n'],
        ['bin/su', { mode: 0o4755, uid: 3, gid: 7, mtime: new Date(5000) }],
      ],
      packed,
    );
    expect(await observeImage(path, stat('/bin/su'))).toMatchObject({
      value: { mode: 0o4755, owner: 'sys', group: 'wheel', type: 'file', modifiedAt: 5 },
    });
  });
});

it('takes the last of two entries, and hard links for the file they name', async () => {
  const path = await archive([
    ['etc/a', 'old\n'],
    ['etc/a', 'new\n'],
    ['etc/b', { type: 'link', linkname: 'etc/a' }],
  ]);
  expect(await observeImage(path, fileText('/etc/b'))).toEqual(value('new\n'));
});

it('leaves a circle of links, and a path through a file', async () => {
  const path = await archive([
    ['etc/a', link('b')],
    ['etc/b', link('a')],
    ['etc/c', 'text\n'],
  ]);
  expect(await observeImage(path, fileText('/etc/a'))).toMatchObject({ state: 'failed' });
  expect(await observeImage(path, fileText('/etc/c/d'))).toMatchObject({ state: 'absent' });
});

it.each([
  ['/proc/cmdline', 'etc/x'],
  ['/sys/kernel/x', 'etc/x'],
  ['/run/docker.sock', 'etc/x'],
  ['/dev/kmsg', 'dev/kmsg'],
  ['/etc/link', 'etc/x'],
])('does not answer %s, which needs a booted system', async (path, name) => {
  const image = await archive([
    [name, 'planted\n'],
    ['proc/cmdline', 'planted\n'],
    ['etc/link', link('/proc/cmdline')],
  ]);
  expect(await observeImage(image, fileText(path))).toEqual(unsupported('the image is not booted'));
});

it('takes folders of configuration below /run for empty, as they are when a system boots', async () => {
  const image = await archive([['run/sysctl.d/x.conf', 'a = 1\n']]);
  expect(await observeImage(image, filesText('/run/sysctl.d/*.conf'))).toEqual(value([]));
});

it('passes over names that lead out', async () => {
  const path = await archive([
    ['../../etc/passwd', 'planted\n'],
    ['etc/x', 'kept\n'],
  ]);
  expect(await observeImage(path, fileText('/etc/passwd'))).toEqual(
    absent('/etc/passwd does not exist'),
  );
  expect(await observeImage(path, fileText('/etc/x'))).toEqual(value('kept\n'));
});

it('hides secrets as the script of a host does', async () => {
  const path = await archive([['etc/docker/daemon.json', '{"token": "hunter2"}\n']]);
  expect(await observeImage(path, fileText('/etc/docker/daemon.json'))).toEqual(
    value('{"token": "(hidden)"}\n'),
  );
});

it('reads the databases of dpkg and apk, and says so of one of rpm that is damaged', async () => {
  const stanza = 'Package: docker.io\nStatus: install ok installed\nVersion: 20.1\n\n';
  const dpkg = await archive([['var/lib/dpkg/status', stanza]]);
  expect(await observeImage(dpkg, installedPackages)).toEqual(
    value({ manager: 'dpkg', packages: [{ name: 'docker.io', version: '20.1' }] }),
  );
  const apk = await archive([['lib/apk/db/installed', 'C:x\nP:musl\nV:1.2-r0\n\n']]);
  expect(await observeImage(apk, installedPackages)).toEqual(
    value({ manager: 'apk', packages: [{ name: 'musl', version: '1.2-r0' }] }),
  );
  const rpm = await archive([['var/lib/rpm/rpmdb.sqlite', 'SQLite']]);
  expect(await observeImage(rpm, installedPackages)).toMatchObject({ state: 'unsupported' });
});

describe('bounds', () => {
  const facts = fileText('/etc/x');
  it('gives an archive up that unpacks to too much', async () => {
    const path = await archive([['big', 'x'.repeat(2_000_000)]], true);
    await expect(observeImage(path, facts, { ...IMAGE_BOUNDS, bytes: 1_000_000 })).rejects.toThrow(
      'unpacks to more than 1 MiB',
    );
  });

  it('gives an archive up that has too many entries', async () => {
    const path = await archive(Array.from({ length: 20 }, (_, i) => [`f${i}`, ''] as const));
    await expect(observeImage(path, facts, { ...IMAGE_BOUNDS, entries: 10 })).rejects.toThrow(
      'more than 10 entries',
    );
  });

  it('says that a file is too large', async () => {
    const path = await archive([['etc/x', 'x\n'.repeat(1000)]]);
    expect(await observeImage(path, facts, { ...IMAGE_BOUNDS, fileBytes: 100 })).toMatchObject({
      state: 'failed',
    });
  });
});

describe('what is no image', () => {
  it.each([
    ['fd377a585a00', 'xz'],
    ['514649fb00', 'qcow2'],
    ['00010203', 'no tar archive'],
  ])('names what begins with %s', async (start, words) => {
    const path = join(await scratch(), 'file');
    await writeFile(path, Buffer.concat([Buffer.from(start, 'hex'), Buffer.alloc(600, 7)]));
    await expect(observeImage(path, fileText('/x'))).rejects.toThrow(words);
  });

  it('says of an archive that it is cut', async () => {
    const path = join(await scratch(), 'cut.tar.gz');
    const whole = gzipSync(await tarOf([['etc/x', 'x'.repeat(100_000)]]), { level: 0 });
    await writeFile(path, whole.subarray(0, 50_000));
    await expect(observeImage(path, fileText('/etc/x'))).rejects.toThrow('damaged or cut short');
  });
});

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** An OCI layout of two layers: gzip below, zstd above. */
async function layout(upper: readonly Entry[], spoil = false): Promise<string> {
  const folder = await scratch();
  await mkdir(join(folder, 'blobs/sha256'), { recursive: true });
  const blob = async (bytes: Buffer | string) => {
    const digest = sha256(bytes);
    await writeFile(join(folder, 'blobs/sha256', digest), spoil ? `${bytes}x` : bytes);
    return { digest: `sha256:${digest}`, size: bytes.length };
  };
  const lower = await tarOf([
    ['etc/a', 'a\n'],
    ['etc/d/one', '1\n'],
    ['etc/d/two', '2\n'],
  ]);
  const layers = [await blob(gzipSync(lower)), await blob(zstdCompressSync(await tarOf(upper)))];
  const manifest = await blob(JSON.stringify({ config: await blob('{}'), layers }));
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  await writeFile(join(folder, 'index.json'), JSON.stringify({ manifests: [manifest] }));
  return folder;
}

it('lays layers over each other, whiteouts and opaque folders included', async () => {
  const path = await layout([
    ['etc/.wh.a', ''],
    ['etc/d/.wh..wh..opq', ''],
    ['etc/d/three', '3\n'],
  ]);
  expect(await observeImage(path, fileText('/etc/a'))).toMatchObject({ state: 'absent' });
  expect(await observeImage(path, filesText('/etc/d/*'))).toEqual(
    value([{ path: '/etc/d/three', content: '3\n' }]),
  );
});

it('does not believe a blob that its digest does not fit', async () => {
  const path = await layout([['etc/b', 'b\n']], true);
  await expect(observeImage(path, fileText('/etc/b'))).rejects.toThrow('digest');
});
