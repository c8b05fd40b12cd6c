import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ImageRoot } from '../../src/images/image-root.ts';
import { IMAGE_BOUNDS } from '../../src/images/image-tree.ts';
import { openImage } from '../../src/images/open-image.ts';
import { modules } from '../../src/images/readers/modules.ts';
import { absent, value } from '../../src/model/observation.ts';
import { moduleFile, moduleTrees } from '../../src/probes/modules/module-trees.ts';
import { modules as reader, TREES } from '../../src/probes/readers/modules.ts';
import { observeImage, scratch } from './image-support.ts';

const KERNELS = {
  '6.1.0-1-amd64': {
    'modules.dep': [
      'kernel/fs/cramfs/cramfs.ko: kernel/lib/zlib.ko',
      'kernel/net/vsock-loopback.ko.xz: kernel/net/x.ko.xz',
      'extra/dccp_ipv4.ko.zst:',
      'kernel/fs/cramfs-more.ko:',
    ],
    'modules.builtin': ['kernel/fs/ext4/ext4.ko'],
  },
  '5.10.0': { 'modules.dep': ['kernel/fs/hfs/hfs.ko:'], 'modules.builtin': [] },
  'one-list': { 'modules.dep': ['kernel/fs/jffs2/jffs2.ko:'] },
};

async function system(...without: readonly string[]): Promise<string> {
  const root = await scratch();
  for (const [kernel, lists] of Object.entries(KERNELS)) {
    if (without.includes(kernel)) continue;
    const folder = join(root, 'lib/modules', kernel);
    mkdirSync(folder, { recursive: true });
    for (const [name, lines] of Object.entries(lists)) {
      writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));
    }
  }
  return root;
}

const NAMES = ['cramfs', 'dccp_ipv4', 'ext4', 'hfs', 'jffs2', 'vsock_loopback', 'none_such'];

it('prints what the script prints of a system whose kernel runs elsewhere', async () => {
  const root = await system();
  // The same shell, with the folders of the image in place of the machine's own.
  const sh = reader.sh
    .replaceAll('/proc/sys/kernel/osrelease', join(root, 'none'))
    .replaceAll(/(?<=[ "])\/(usr\/)?lib\/modules/g, `${root}/$1lib/modules`);
  const script = `NL='\n'; IFS=$NL; set -f; say() { printf '%s\\n' "$1"; }; read_modules() {\n${sh}\n}; read_modules "$@"`;
  const printed = execFileSync('sh', ['-c', script, 'sh', TREES, ...NAMES], { encoding: 'utf8' });
  const signal = AbortSignal.timeout(60_000);
  const image = await openImage(root, IMAGE_BOUNDS, signal);
  const { stdout } = await modules.read(new ImageRoot(image.tree, signal), [TREES, ...NAMES]);
  await image.close();
  expect(stdout.split('\n').sort()).toEqual(printed.replaceAll(root, '').split('\n').sort());
  expect(stdout).toContain('vsock-loopback.ko\n');
});

it('tells which kernels were looked through, and where each module is', async () => {
  const root = await system('one-list');
  expect(await observeImage(root, moduleTrees)).toEqual(
    value(['/lib/modules/5.10.0', '/lib/modules/6.1.0-1-amd64']),
  );
  expect(await observeImage(root, moduleFile('cramfs'))).toEqual(
    value({ builtIn: false, loadable: true }),
  );
  expect(await observeImage(root, moduleFile('ext4'))).toEqual(
    value({ builtIn: true, loadable: false }),
  );
});

it('does not pass over a kernel whose lists are not both there', async () => {
  expect(await observeImage(await system(), moduleTrees)).toMatchObject({ state: 'denied' });
});

it('takes a system without kernels for one of which nothing can be told', async () => {
  expect(await observeImage(await scratch(), moduleTrees)).toEqual(
    absent('no list of modules in /lib/modules'),
  );
});
