import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { inventoryJsonSchema } from '../../src/inventory/json-schema.ts';

const schema = inventoryJsonSchema();
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

it('accepts the example', () => {
  const file = join(import.meta.dirname, '../../inventory.example.yaml');
  expect(validate(parse(readFileSync(file, 'utf8')))).toBe(true);
});

it.each([
  [{ version: 2, hosts: { a: null } }],
  [{ version: 1, hosts: { a: { prot: 22 } } }],
  [{ version: 1, hosts: { a: { port: 70000 } } }],
  [{ version: 1, groups: { '1st': { hosts: ['a'] } } }],
  [{ version: 1, defaults: { become: 'su' } }],
])('refuses %j', (inventory) => {
  expect(validate(inventory)).toBe(false);
});

it('describes every setting, for editors to show', () => {
  const { properties } = schema as {
    properties: Record<string, unknown>;
  };
  const undescribed: string[] = [];
  walk(properties, 'inventory', undescribed);
  walk(schema['$defs'], '$defs', undescribed);
  expect(undescribed).toEqual([]);
});

/** Notes every property of an object that has no description. */
function walk(node: unknown, path: string, undescribed: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties') {
      for (const [name, property] of Object.entries(value as Record<string, object>)) {
        if (!('description' in property)) undescribed.push(`${path}.${name}`);
      }
    }
    walk(value, `${path}.${key}`, undescribed);
  }
}
