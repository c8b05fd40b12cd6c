import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostward, MAIN } from '../support/hostward.ts';
import { createKey, type Sshd, startSshd } from '../support/sshd.ts';

let cwd: string;
let sshd: Sshd;
let jump: Sshd;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hostward-getting-in-'));
  sshd = await startSshd({ port: 22881 });
  jump = await startSshd({ port: 22882, addresses: ['127.0.1.2'] });
  const known = `[127.0.1.1]:22881 ${sshd.hostKey.line}\n[127.0.1.2]:22882 ${jump.hostKey.line}\n`;
  await writeFile(join(cwd, 'known'), known);
  const config = `
Host behind proxied
  HostName 127.0.1.1
  Port 22881
  IdentityFile ${sshd.identityFile}
Host behind
  ProxyJump bastion
Host proxied
  ProxyCommand ssh -F ${cwd}/config -W %h:%p bastion
Host bastion
  HostName 127.0.1.2
  Port 22882
  IdentityFile ${jump.identityFile}
Host *
  User root
  UserKnownHostsFile ${cwd}/known
`;
  await writeFile(join(cwd, 'config'), config);
});
afterAll(async () => {
  await sshd.stop();
  await jump.stop();
  await rm(cwd, { recursive: true, force: true });
});

it('hosts that only a configuration of ssh knows are audited, each by the transport that it needs', async () => {
  const words = ['ssh://behind', 'ssh://proxied', '--ssh-config', 'config'];
  const list = await hostward(['inventory', 'list', ...words], { cwd });
  expect(list.stdout).toContain('behind  root@127.0.1.2:22882 then root@127.0.1.1:22881  ssh2\n');
  expect(list.stdout).toContain('proxied  root@proxied  openssh (ProxyCommand)\n');
  const { status, stdout } = await hostward(['collect', ...words, '-o', 'out'], { cwd });
  expect(stdout).toMatch(/behind: collected[\s\S]*|proxied: collected/);
  expect(stdout.match(/: collected in/g)).toHaveLength(2);
  expect(status).toBe(0);
});

it('the ssh command can be asked for, in an inventory and for all hosts', async () => {
  const inventory = `version: 1
hosts:
  behind: { transport: openssh }
  local: { transport: local }
`;
  await writeFile(join(cwd, 'inventory.yaml'), inventory);
  const args = ['-i', 'inventory.yaml', '--ssh-config', 'config'];
  const list = await hostward(['inventory', 'list', ...args, '--format', 'json'], { cwd });
  expect(JSON.parse(list.stdout)).toMatchObject([
    { name: 'behind', connection: { transport: 'openssh', reason: 'transport: openssh' } },
    { name: 'local', connection: { transport: 'local' } },
  ]);
  const run = await hostward(['collect', ...args, '--limit', 'behind', '-o', 'out2'], { cwd });
  expect(run.stdout).toMatch(/behind: collected/);
  const forced = ['ssh://behind', '--transport', 'openssh', '--ssh-config', 'config'];
  const all = await hostward(['inventory', 'list', ...forced], { cwd });
  expect(all.stdout).toBe('behind  behind  openssh (--transport openssh)\n');
});

it('a host of an inventory whose key has a certificate goes to the ssh command, and says why', async () => {
  const at = (name: string) => join(cwd, name);
  const authority = await createKey(at('authority'));
  await createKey(at('certified'));
  const sign = ['-q', '-s', at('authority'), '-I', 'audit', '-n', 'root', at('certified.pub')];
  await promisify(execFile)('ssh-keygen', sign);
  await sshd.authorize(`cert-authority ${authority.line}`);
  const certified = `version: 1
defaults: { user: root, address: 127.0.1.1, port: 22881, knownHosts: [known] }
hosts:
  certified: { identityFiles: [certified] }
  plain: { identityFiles: [${sshd.identityFile}] }
`;
  await writeFile(at('certified.yaml'), certified);
  const list = await hostward(['inventory', 'list', '-i', 'certified.yaml'], { cwd });
  expect(list.stdout).toContain(`openssh (the certificate ${at('certified-cert.pub')})`);
  expect(list.stdout).toMatch(/plain .*ssh2\n/);
  const args = ['collect', '-i', 'certified.yaml', '--ssh-config', 'none', '-o', 'out-certified'];
  const run = await hostward(args, { cwd });
  expect(run.stdout.match(/: collected in/g)).toHaveLength(2);
});

it('inventories of every format are taken, and a list from standard input', async () => {
  await writeFile(join(cwd, 'hosts'), '[web]\nweb[1:2]\n[web:vars]\nansible_user=audit\n');
  const ini = await hostward(['inventory', 'list', '-i', 'hosts', '--limit', 'web,!web2'], { cwd });
  expect(ini.stdout).toBe('web1  audit@web1:22  ssh2  groups web\n');
  const config = await hostward(['inventory', 'list', '-i', 'ssh_config:config'], { cwd });
  expect(config.stdout.split('\n').map((line) => line.split('  ')[0])).toEqual([
    'behind',
    'proxied',
    'bastion',
    '',
  ]);
  const run = await hostward(['collect', '-i', 'config', '--limit', 'b*', '-o', 'out3'], { cwd });
  expect(run.stdout.match(/: collected in/g)).toHaveLength(2);
  const words = ['-c', 'printf "root@127.0.1.9:7\\nbehind\\n" | "$@"', 'sh', process.execPath];
  const list = ['inventory', 'list', '-i', '-', '--ssh-config', 'config'];
  const { stdout } = await promisify(execFile)('sh', [...words, MAIN, ...list], { cwd });
  expect(stdout).toContain(
    '127.0.1.9:7  root@127.0.1.9:7  ssh2\nbehind  root@127.0.1.2:22882 then',
  );
});
