import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decideTransports } from '../../src/inventory/ssh-config/decide.ts';
import { UNDECIDED } from '../../src/inventory/ssh-config/undecided.ts';
import { parseTarget } from '../../src/inventory/target.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostward-ssh-config-'));
const ACCOUNT = { user: 'me', homeDirectory: folder };
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
function file(text: string): string {
  count += 1;
  const path = join(folder, `file-${count}`);
  writeFileSync(path, text);
  return path;
}

/** The connection of `ssh://…` under a configuration, as the real ssh reads it. */
async function decide(config: string, word = 'ssh://web1') {
  const wish = { reason: UNDECIDED, configFile: file(config) };
  const [host] = await decideTransports([parseTarget(word, ACCOUNT, wish)], ACCOUNT);
  if (host === undefined) throw new Error('a host was lost');
  return host.connection;
}

it('a host of which nothing is said is reached as without a configuration', async () => {
  expect(await decide('')).toMatchObject({
    transport: 'ssh2',
    endpoint: { address: 'web1', port: 22, identityFiles: [] },
    jumps: [],
    knownHostsFiles: expect.arrayContaining(['/etc/ssh/ssh_known_hosts']),
  });
});

it('name, port, user, keys and host keys are taken over', async () => {
  const config = `
Host web*
  HostName %h.internal.example
  User audit
  Port 2222
  IdentityFile ~/.ssh/audit_%r_100%%
  IdentityFile /keys/%h-%p-%n
  IdentitiesOnly yes
  UserKnownHostsFile /keys/known
  GlobalKnownHostsFile none
  StrictHostKeyChecking accept-new
  ServerAliveInterval 5
  ForwardAgent yes
  GSSAPIAuthentication yes
`;
  expect(await decide(config)).toEqual({
    transport: 'ssh2',
    endpoint: {
      address: 'web1.internal.example',
      port: 2222,
      user: 'audit',
      identityFiles: [`${folder}/.ssh/audit_audit_100%`, '/keys/web1.internal.example-2222-web1'],
      identitiesOnly: true,
    },
    jumps: [],
    knownHostsFiles: ['/keys/known'],
    acceptNewHostKeys: true,
  });
});

it('what the target says itself is stronger', async () => {
  const config = 'Host *\n  User audit\n  Port 2222\n  HostName 10.0.0.1\n';
  expect(await decide(config, 'ssh://root@web1:22')).toMatchObject({
    endpoint: { address: '10.0.0.1', user: 'root', port: 22 },
  });
});

it('jump hosts have their own settings, and the first its own jump hosts', async () => {
  const config = `
Host web1
  ProxyJump inner,ops@[2001:db8::1]:2200
Host inner
  HostName 10.0.0.2
  User hop
  ProxyJump outer
Host outer
  Port 2022
Host *
  User audit
`;
  const connection = await decide(config);
  expect(connection).toMatchObject({
    transport: 'ssh2',
    jumps: [
      { address: 'outer', port: 2022, user: 'audit' },
      { address: '10.0.0.2', port: 22, user: 'hop' },
      { address: '2001:db8::1', port: 2200, user: 'ops' },
    ],
  });
});

it('Match blocks are read as ssh reads them', async () => {
  const config =
    'Match host web1 exec "true"\n  User matched\nMatch exec "false"\n  ProxyCommand no\n';
  expect(await decide(config)).toMatchObject({ transport: 'ssh2', endpoint: { user: 'matched' } });
});

it('host keys are checked whatever it says, and that is named', async () => {
  expect(await decide('StrictHostKeyChecking no\n')).toMatchObject({
    transport: 'ssh2',
    notes: ['StrictHostKeyChecking no is not followed: host keys are checked'],
  });
});

describe('what only ssh can do is left to it, with the reason', () => {
  const certified = file('a key');
  writeFileSync(`${certified}-cert.pub`, 'ssh-ed25519-cert-v01@openssh.com AAAA');
  const token = file('a key');
  writeFileSync(`${token}.pub`, 'sk-ssh-ed25519@openssh.com AAAA');
  const authority = file('@cert-authority *.example ssh-ed25519 AAAA\n');
  it.each([
    ['ProxyCommand nc %h %p', 'ProxyCommand'],
    ['CertificateFile ~/cert.pub', 'CertificateFile'],
    ['PKCS11Provider /usr/lib/token.so', 'PKCS11Provider'],
    ['SecurityKeyProvider /usr/lib/sk.so', 'SecurityKeyProvider'],
    ['PubkeyAuthentication no', 'PubkeyAuthentication'],
    ['PreferredAuthentications gssapi-with-mic', 'PreferredAuthentications'],
    ['IdentityAgent ~/agent', 'IdentityAgent'],
    ['HostKeyAlias other', 'HostKeyAlias'],
    ['ControlMaster auto\nControlPath ~/master-%C', 'ControlPath'],
    ['KexAlgorithms sntrup761x25519-sha512@openssh.com', 'KexAlgorithms'],
    ['Ciphers aes128-ctr', 'Ciphers'],
    ['BindAddress 127.0.0.1', 'BindAddress'],
    ['AddressFamily inet6', 'AddressFamily'],
    ['KnownHostsCommand /bin/keys %H', 'KnownHostsCommand'],
    ['VerifyHostKeyDNS yes', 'verifyhostkeydns'],
    ['IdentityFile ~/key-%C', 'a token in a path'],
    [`IdentityFile ${certified}`, `the certificate ${certified}-cert.pub`],
    [`IdentityFile ${token}`, `the FIDO key ${token}`],
    [`UserKnownHostsFile ${authority}`, `certificates of hosts, trusted by ${authority}`],
    ['ProxyJump a,b,c,d,e,f,g,h,i', 'ProxyJump a,b,c,d,e,f,g,h,i'],
    ['Host web1\nProxyJump a\nHost a\nProxyCommand x', 'ProxyCommand of jump host a'],
    [
      'Host web1\nProxyJump a\nHost a\nUserKnownHostsFile /x',
      'other known_hosts files for jump host a',
    ],
    ['Host web1\nProxyJump a\nHost a\nProxyJump web1', 'ProxyJump a'],
  ])('%s', async (config, reason) => {
    const connection = await decide(`${config}\n`);
    expect(connection).toMatchObject({
      transport: 'openssh',
      endpoint: { address: 'web1' },
      configFile: expect.stringContaining(folder),
      reason: expect.stringContaining(reason),
    });
    expect(connection).not.toHaveProperty('jumps');
  });

  it('preferences with keys among them are no obstacle', async () => {
    expect(await decide('PreferredAuthentications publickey,password\n')).toMatchObject({
      transport: 'ssh2',
    });
  });
});

it('a configuration that ssh refuses is an error', async () => {
  await expect(decide('Nonsense yes\n')).rejects.toThrow(/ssh does not accept .*[Nn]onsense/);
});
