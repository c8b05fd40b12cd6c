import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPolicies } from '../../src/cli/policies.ts';
import { loadInventory } from '../../src/inventory/load.ts';
import { folderOf } from './policy-files.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/policy.md'), 'utf8');
const [profile = '', inventory = '', waivers = ''] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, text = '']) => text,
);

it('shows files that work as they stand', () => {
  const folder = folderOf({ 'inventory.yaml': inventory });
  mkdirSync(join(folder, 'policy'));
  const answers = 'version: 1\nattestations: []\n';
  const files = { 'site.yaml': profile, 'waivers.yaml': waivers, 'answers.yaml': answers };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, 'policy', name), text, { mode: 0o600 });
  }
  const loaded = loadInventory(join(folder, 'inventory.yaml'));
  const { policyOf, accepted } = openPolicies({ profile: 'baseline' }, loaded);
  const policy = policyOf(loaded.hosts[0] ?? {});
  expect(policy.profile).toBe('site+web');
  const uptime = policy.checks.find(({ meta }) => meta.id === 'kernel.uptime');
  expect(uptime).toMatchObject({
    meta: { severity: 'high' },
    params: { maxDays: 30 },
    paramsFrom: { maxDays: 'web' },
  });
  // Named by the inventory and by the profile under one path, and read once.
  expect(accepted.waivers.map(({ id }) => id)).toEqual(['SEC-112']);
});
