import { describe, expect, it } from 'vitest';
import { parseInventory } from '../../src/inventory/parse.ts';
import { problemsOf } from './inventory-text.ts';

const parse = (text: string) =>
  parseInventory(`version: 1\n${text}`, 'inventory.yaml', {
    homeDirectory: '/home/me',
    defaultUser: 'me',
    inventoryDirectory: '/srv',
  });

const INVENTORY = `
policy: { profiles: [site.yaml], waivers: [w.yaml] }
defaults:
  overrides: { exclude: [ssh.root] }
groups:
  web:
    hosts: ['web[1:2]', db]
    overrides: { severities: { ssh.port: low } }
  plain:
    hosts: [other]
hosts:
  db:
    overrides:
      include:
        - area: ssh
`;

describe('overrides', () => {
  const { overrides, policy, groups } = parse(INVENTORY);

  it('are those of all levels, weakest first', () => {
    const namesOf = (host: string) => overrides.get(host)?.map(({ name }) => name);
    expect(namesOf('web1')).toEqual(['(defaults)', 'web']);
    expect(namesOf('db')).toEqual(['(defaults)', 'web', 'db']);
    expect(namesOf('other')).toEqual(['(defaults)']);
    expect(overrides.get('db')?.at(-1)?.changes).toEqual({ include: [{ area: 'ssh' }] });
  });

  it('are one list for hosts in the same groups', () => {
    expect(overrides.get('web1')).toBe(overrides.get('web2'));
  });

  it('know where they stand', () => {
    const own = overrides.get('db')?.at(-1);
    expect(own?.position(['include', 0, 'area'])).toBe('inventory.yaml:16:17');
    const ofGroup = overrides.get('web1')?.at(-1);
    expect(ofGroup?.position(['severities', 'ssh.port'], 'key')).toBe('inventory.yaml:9:32');
  });

  it('stand beside files of profiles and waivers', () => {
    expect(policy).toEqual({ profiles: ['site.yaml'], waivers: ['w.yaml'], attestations: [] });
    expect(groups).toEqual(['web', 'plain']);
  });
});

it.each([
  ['hosts: { a: { overrides: { exclud: [] } } }', '2:28 unknown key "exclud"; expected "exclude"'],
  [
    'hosts: { a: { overrides: { include: [{ aera: ssh }] } } }',
    '2:40 unknown key "aera"; expected "area"',
  ],
  [
    'hosts: { overrides: { overrides: { exclud: [] } } }',
    'unknown key "exclud"; expected "exclude"',
  ],
  ['policy: { waiver: [] }\nhosts: { a: }', '2:11 unknown key "waiver"; expected "waivers"'],
])('%j', (text, expected) => {
  expect(problemsOf(text)[0]).toContain(expected);
});
