import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseInventory } from '../../src/inventory/parse.ts';
import { selectHosts } from '../../src/inventory/select.ts';

const text = readFileSync(join(import.meta.dirname, '../../inventory.example.yaml'), 'utf8');
const { hosts } = parseInventory(text, 'inventory.example.yaml', {
  homeDirectory: '/home/me',
  defaultUser: 'me',
  inventoryDirectory: '/srv/fleet',
});

/** A host in a line: user@address:port of each hop and of itself, then what else it is told. */
function lineOf(name: string): string | undefined {
  const host = hosts.find((each) => each.name === name);
  if (host === undefined) return undefined;
  const { connection, become, groups, labels, profile = '-' } = host;
  const way =
    connection.transport !== 'ssh2'
      ? connection.transport
      : [...connection.jumps, connection.endpoint]
          .map(({ user, address, port }) => `${user}@${address}:${port}`)
          .join(' > ');
  const tags = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return `${way} ${become} ${profile} [${groups.join(' ')}] ${tags.sort().join(' ')}`;
}

it('names its hosts', () => {
  const names = hosts.map((host) => host.name);
  expect(names).toHaveLength(34);
  expect(names.filter((name) => !name.startsWith('web'))).toEqual([
    'bastion',
    'db.example.org',
    'mail.example.org',
    'edge1.example.org',
    'edge2.example.org',
    'edge3.example.org',
    'dmz.example.org',
    'this-machine',
    'base-image',
    'node-a',
    'node-b',
    'node-c',
    'ci1.example.org',
    'ci2.example.org',
  ]);
});

it.each([
  ['bastion', 'audit@bastion.example.org:2222 sudo - [] env=production'],
  [
    'web20.example.org',
    'audit@bastion.example.org:2222 > audit@web20.example.org:22 sudo - [public web] env=production exposure=internet role=web',
  ],
  ['node-b', 'audit@node-b.k8s.example.org:22 sudo - [nodes] env=production role=kubernetes'],
  [
    'ci2.example.org',
    'audit@ci2.example.org:22 doas strict [public build] env=test exposure=internet role=build',
  ],
  [
    'db.example.org',
    'audit@bastion.example.org:2222 > audit@gateway.internal:22 > audit@10.20.0.5:22 sudo - [] env=production role=database',
  ],
  ['mail.example.org', 'root@2001:db8::25:22 none - [public] env=production exposure=internet'],
  ['edge3.example.org', 'audit@edge3.example.org:22 sudo - [] env=production role=edge'],
  ['this-machine', 'local sudo - [] env=production'],
])('%s', (name, line) => {
  expect(lineOf(name)).toBe(line);
});

it('selects what its comments say', () => {
  expect(selectHosts(hosts, 'web,!web03*')).toHaveLength(19);
  expect(selectHosts(hosts, 'env=production')).toHaveLength(32);
});

it('teaches every setting that there is', async () => {
  const { knownKeys } = await import('../../src/inventory/schema.ts');
  for (const key of knownKeys(['groups'])) expect(text).toMatch(new RegExp(`^ +${key}:`, 'm'));
});
