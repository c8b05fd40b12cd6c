import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ImageRoot } from '../../src/images/image-root.ts';
import { IMAGE_BOUNDS } from '../../src/images/image-tree.ts';
import { openImage } from '../../src/images/open-image.ts';
import { shadow } from '../../src/images/readers/shadow.ts';
import { shadow as reader } from '../../src/probes/readers/shadow.ts';
import { archive } from './image-support.ts';

const LINES = [
  'root:$y$j9T$salt$hash:19000:0:99999:7:::',
  'a:!$6$s$h:1:2:3:4:5:6:',
  'b:!:::::::',
  'c::::::::',
  'd:*:19000::::::',
  'e:abcdefghijklm:1',
  'f:$2b$x:1:2',
  'g:what:1',
];

it('tells of each hash what awk would tell', async () => {
  const program = /awk -F: '([^']+)'/.exec(reader.sh)?.[1] ?? '';
  const input = LINES.map((line) => `${line}\n`).join('');
  const wanted = execFileSync('awk', ['-F:', program], { input, encoding: 'utf8' });
  const path = await archive([['etc/shadow', input]]);
  const signal = AbortSignal.timeout(60_000);
  const image = await openImage(path, IMAGE_BOUNDS, signal);
  const { stdout } = await shadow.read(new ImageRoot(image.tree, signal), ['']);
  await image.close();
  expect(stdout).toBe(`${wanted}status 0\n`);
  expect(stdout).not.toContain('salt');
});
