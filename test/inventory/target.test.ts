import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/inventory/target.ts';
import { UsageError } from '../../src/model/errors.ts';

const ACCOUNT = { user: 'me', homeDirectory: '/home/me' };

it('local is this machine', () => {
  expect(parseTarget('local', ACCOUNT)).toEqual({
    name: 'local',
    labels: {},
    groups: [],
    become: 'none',
    connection: { transport: 'local' },
  });
});

it('an ssh target trusts the host keys that OpenSSH would', () => {
  expect(parseTarget('ssh://audit@web1.example.org:2222', ACCOUNT)).toEqual({
    name: 'web1.example.org:2222',
    labels: {},
    groups: [],
    become: 'none',
    connection: {
      transport: 'ssh2',
      endpoint: { address: 'web1.example.org', port: 2222, user: 'audit', identityFiles: [] },
      jumps: [],
      knownHostsFiles: ['/home/me/.ssh/known_hosts', '/etc/ssh/ssh_known_hosts'],
    },
  });
});

it.each([
  ['ssh://web1', 'web1', 'me', 'web1', 22],
  ['ssh://web1/', 'web1', 'me', 'web1', 22],
  ['ssh://web1:22', 'web1', 'me', 'web1', 22],
  ['ssh://root@10.0.0.1', '10.0.0.1', 'root', '10.0.0.1', 22],
  ['ssh://[::1]', '::1', 'me', '::1', 22],
  ['ssh://root@[2001:db8::1]:2222', '2001:db8::1_2222', 'root', '2001:db8::1', 2222],
  ['ssh://CORP%5Cann@web1', 'web1', 'CORP\\ann', 'web1', 22],
  ['ssh://ann@corp.example@web1', 'web1', 'ann@corp.example', 'web1', 22],
])('%s', (word, name, user, address, port) => {
  expect(parseTarget(word, ACCOUNT)).toMatchObject({
    name,
    connection: { endpoint: { user, address, port } },
  });
});

describe('refuses', () => {
  it.each([
    'web1',
    'root@web1',
    'LOCAL',
    '',
    'ssh://',
    'ssh://@web1',
    'ssh://web1:0',
    'ssh://web1:65536',
    'ssh://web1:x',
    'ssh://web1:',
    'ssh://::1',
    'ssh://[::1',
    'ssh://[web1]:22',
    'ssh://[fe80::1%25eth0]',
    'ssh://-oProxyCommand=x',
    'ssh://-x@web1',
    'ssh://web1/path',
    'ssh://web1?x',
    'ssh://web1#x',
    'ssh://we%zz',
    'ssh://web\u202e1',
    'https://web1',
    'https://ann@web1',
    'ssh://010.0.0.1',
  ])('%j', (word) => {
    expect(() => parseTarget(word, ACCOUNT)).toThrow(UsageError);
    expect(() => parseTarget(word, ACCOUNT)).toThrow(
      'write local, docker://name, podman://name, ssh://host',
    );
  });

  it.each([
    'ssh://root:hunter2@web1',
    'ssh://root:@web1',
    'ssh://root:hunter2@@web1:22',
    'ssh://root:hunter2/x@web1',
    'root:hunter2@web1',
    'https://root:hunter2@web1',
  ])('a password, without showing it: %s', (word) => {
    expect(() => parseTarget(word, ACCOUNT)).toThrow(UsageError);
    expect(() => parseTarget(word, ACCOUNT)).toThrow(/^(?!.*hunter2).*holds a password/);
  });
});

it('any word is a host with a safe name or a UsageError', () => {
  const unit = fc.constantFrom(...'ssh://@:[]%25.-aA1~?\u0000\u202e');
  const word = fc.oneof(
    fc.string({ unit }),
    fc.string({ unit }).map((text) => `ssh://${text}`),
  );
  fc.assert(
    fc.property(word, (text) => {
      try {
        expect(parseTarget(text, ACCOUNT).name).toMatch(/^[\w:][\w.:-]*$/);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
});
