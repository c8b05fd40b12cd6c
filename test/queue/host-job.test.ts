import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/model/host.ts';
import { hostJobSchema, hostOf, jobOf } from '../../src/queue/host-job.ts';
import { sshHost } from './queue-given.ts';

const ACCESS = { identityFiles: ['/w/key'], knownHostsFiles: ['/w/known'], pinned: [] };
const hop = (address: string, more = {}) => ({
  address,
  port: 2222,
  user: 'ops',
  identityFiles: ['/a/hop-key'],
  ...more,
});
const given = (connection: Host['connection'], more: Partial<Host> = {}): Host =>
  sshHost('web1', { connection, ...more });
const travelled = (host: Host): Host => hostOf(hostJobSchema.parse(jobOf(host)), ACCESS);

describe('a host on its way to a worker', () => {
  it('keeps how it is reached, and takes the files of the worker', () => {
    const connection = {
      transport: 'ssh2',
      endpoint: hop('10.0.0.1', { identitiesOnly: true }),
      jumps: [hop('bastion.example.org')],
      knownHostsFiles: ['/a/known'],
      acceptNewHostKeys: true,
      notes: ['a note'],
    } as const;
    const host = given(connection, { become: 'sudo', pinned: '/usr/local/libexec/x', zone: 'z' });
    expect(travelled(host)).toEqual({
      name: 'web1',
      labels: {},
      groups: [],
      become: 'sudo',
      pinned: '/usr/local/libexec/x',
      connection: {
        transport: 'ssh2',
        endpoint: { address: '10.0.0.1', port: 2222, user: 'ops', identityFiles: ['/w/key'] },
        jumps: [
          { address: 'bastion.example.org', port: 2222, user: 'ops', identityFiles: ['/w/key'] },
        ],
        knownHostsFiles: ['/w/known'],
      },
    });
  });

  it('leaves to the configuration of ssh there what it left here', () => {
    const host = given({
      transport: 'openssh',
      endpoint: { address: 'alias', identityFiles: [] },
      reason: 'transport: openssh',
    });
    expect(travelled(host).connection).toEqual({
      transport: 'openssh',
      endpoint: { address: 'alias', identityFiles: ['/w/key'] },
      knownHostsFiles: ['/w/known'],
      reason: 'the audit asks for it',
    });
  });

  it.each<[string, Host['connection']]>([
    ['is on this machine', { transport: 'local' }],
    ['is on this machine', { transport: 'image', path: '/x.tar' }],
    ['is on this machine', { transport: 'engine', engine: 'docker', name: 'x' }],
    [
      'has sshOptions',
      {
        transport: 'openssh',
        endpoint: { address: 'a', identityFiles: [] },
        sshOptions: ['ProxyCommand=nc %h %p'],
        reason: '',
      },
    ],
    [
      'has a configuration of ssh',
      {
        transport: 'openssh',
        endpoint: { address: 'a', identityFiles: [] },
        configFile: '/a/config',
        reason: '',
      },
    ],
  ])('stays here in words: %s', (words, connection) => {
    expect(() => jobOf(given(connection))).toThrow(`web1 ${words}`);
  });
});

describe('a job that a database user has written', () => {
  const job = jobOf(sshHost('web1'));
  const endpoint = { address: '10.0.0.1', port: 22, user: 'ops' };

  it.each([
    [
      'an option in place of an address',
      { endpoint: { ...endpoint, address: '-oProxyCommand=x' } },
    ],
    ['an option in place of a user', { endpoint: { ...endpoint, user: '-lroot' } }],
    ['a key of the worker', { endpoint: { ...endpoint, identityFiles: ['/etc/shadow'] } }],
    ['other host keys', { endpoint, knownHostsFiles: ['/tmp/mine'] }],
    ['trust in new keys', { endpoint, acceptNewHostKeys: true }],
    ['options of ssh', { endpoint, sshOptions: ['ProxyCommand=x'] }],
    ['too many hops', { endpoint, jumps: Array.from({ length: 9 }, () => endpoint) }],
  ])('is refused with %s', (_, more) => {
    const connection = { ...job.connection, ...more };
    expect(hostJobSchema.safeParse({ ...job, connection }).success).toBe(false);
  });

  it.each(['sh -c x', '/bin/sh -c', '../x', ''])(
    'is refused with the pinned script %j',
    (pinned) => {
      expect(hostJobSchema.safeParse({ ...job, pinned }).success).toBe(false);
    },
  );
});
