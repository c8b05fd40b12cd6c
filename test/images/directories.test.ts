import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planOf } from '../../src/cli/catalogue.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { observer } from '../../src/engine/observe.ts';
import { collectImage } from '../../src/images/collect-image.ts';
import { openDirectory } from '../../src/images/directory-tree.ts';
import { FileTrouble, IMAGE_BOUNDS, type ImageTree } from '../../src/images/image-tree.ts';
import { IMAGE_READERS } from '../../src/images/readers/index.ts';
import { compileSed } from '../../src/images/sed-program.ts';
import { absent, value } from '../../src/model/observation.ts';
import { filesText, fileText } from '../../src/probes/files/file-text.ts';
import { HIDE_SECRETS } from '../../src/probes/readers/hidden-secrets.ts';
import { policyOf } from '../support/policies.ts';
import { observeImage, scratch } from './image-support.ts';

it('follows no link out of a folder, by name, by folder or by dots', async () => {
  const outside = await scratch();
  const root = await scratch();
  writeFileSync(join(outside, 'secret'), 'of the auditor\n');
  mkdirSync(join(root, 'etc'));
  symlinkSync(join(outside, 'secret'), join(root, 'etc/a'));
  symlinkSync(outside, join(root, 'etc/b'));
  symlinkSync(`../../../../../..${outside}/secret`, join(root, 'etc/c'));
  for (const path of ['/etc/a', '/etc/b/secret', '/etc/c']) {
    expect(await observeImage(root, fileText(path))).toEqual(absent(`${path} does not exist`));
  }
});

it('opens no pipe, and reads sparse files as they are', async () => {
  const root = await scratch();
  mkdirSync(join(root, 'etc'));
  execFileSync('mkfifo', [join(root, 'etc/pipe')]);
  execFileSync('truncate', ['-s', '1T', join(root, 'etc/sparse')]);
  writeFileSync(join(root, 'etc/text'), 'text\n');
  expect(await observeImage(root, fileText('/etc/pipe'))).toMatchObject({ state: 'failed' });
  expect(await observeImage(root, fileText('/etc/sparse'))).toMatchObject({ state: 'failed' });
  expect(await observeImage(root, fileText('/etc/text'))).toEqual(value('text\n'));
});

it('hides what sed itself would hide', () => {
  const lines = [
    '/etc/docker/daemon.json:{"token": "a", "auth":"b", "x": ["https://u:p@h/"]}',
    '/etc/fstab://h/s /m cifs password=a,,b,username=c,ro 0 0',
    '/etc/default/docker:export HTTP_PROXY="http://u:p@h" API_TOKEN=abc\\',
    '/etc/apt/sources.list:deb https://u:p@h/ x main',
    '/etc/systemd/system/k3s.service:ExecStart=/usr/bin/k3s --token \\',
    '/etc/systemd/system/k3s.service:    abc \\',
    '/etc/systemd/system/rke2.service:  --node-token=abc --x',
    '/etc/rancher/k3s/config.yaml:token: abc',
    '/etc/passwd:root:x:0',
    '/etc/containers/registries.conf:secret = [ "a$1\\\\1" ]',
  ];
  const program = HIDE_SECRETS.replaceAll(`'\\''`, `'`);
  const input = lines.map((line) => `${line}\n`).join('');
  const wanted = execFileSync('sed', ['-E', program], { input, env: { LC_ALL: 'C' } });
  expect(compileSed(HIDE_SECRETS)(lines)).toEqual(wanted.toString('latin1').trimEnd().split('\n'));
});

it('answers only readers that say that files are enough', () => {
  const planned = planOf([policyOf('strict')]).map(({ reader }) => reader);
  const offline = planned.filter((reader) => reader.offline).map(({ name }) => name);
  const answered = planned.filter((reader) => IMAGE_READERS.has(reader)).map(({ name }) => name);
  expect(answered.filter((name) => !offline.includes(name))).toEqual([]);
  expect(answered).toEqual(expect.arrayContaining(['packages', 'stat', 'text']));
});

it('does not take a folder that may not be listed for an empty one', async () => {
  const root = await scratch();
  mkdirSync(join(root, 'etc/d'), { recursive: true });
  writeFileSync(join(root, 'etc/d/a.conf'), 'x\n');
  const denied: ImageTree = {
    ...(await openDirectory(root, IMAGE_BOUNDS)),
    names: () => Promise.reject(new FileTrouble('Permission denied')),
  };
  const fact = filesText('/etc/d/*.conf');
  const records = await collectImage(denied, planReadings([fact]), AbortSignal.timeout(60_000));
  expect(observer(records)(fact)).toMatchObject({ state: 'denied' });
});
