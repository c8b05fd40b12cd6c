import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * The architecture: each layer may import itself and what it lists, packages included.
 * Arrows point up this list only.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'src/model': [],
  'src/probes': ['src/model', 'smol-toml', 'zod', 'ipaddr.js'],
  'src/kit': ['src/model', 'src/probes', 'zod'],
  'src/collector': ['src/model', 'src/probes', 'node:crypto', 'node:buffer'],
  'src/engine': ['src/model', 'src/probes', 'src/kit', 'src/collector', 'node:crypto', 'zod'],
  'src/testing': ['src/model', 'src/probes', 'src/kit', 'src/engine', 'node:assert/strict'],
  'src/transports': ['src/model', 'ssh2', 'node'],
  'src/inventory': ['src/model', 'yaml', 'zod', 'ipaddr.js', 'node'],
  'src/store': ['src/model', 'zod', 'node'],
  'src/fleet': [
    'src/model',
    'src/probes',
    'src/kit',
    'src/collector',
    'src/engine',
    'src/transports',
    'p-limit',
    'node',
  ],
  'src/cli': [
    'src',
    'checks',
    'reports',
    '@commander-js/extra-typings',
    'cli-table3',
    'log-update',
    'read',
    'zod',
    'node',
  ],
  checks: ['src/index.ts', 'zod'],
  reports: [
    'src/model',
    'handlebars',
    'xmlbuilder2',
    'cli-table3',
    'zod',
    'd3-scale',
    'd3-shape',
    'node:crypto',
    'node:fs',
    'node:util',
    'node:path',
  ],
};

const root = join(import.meta.dirname, '..');
const files = globSync('{src,checks,reports}/**/*.ts', { cwd: root });

it.each(files)('%s imports only what its layer may', (file) => {
  expect(forbiddenImports(file, readFileSync(join(root, file), 'utf8'))).toEqual([]);
});

it('sees a forbidden import', () => {
  const planted =
    "import { readFileSync } from 'node:fs';\nimport x from '../src/engine/judge.ts';";
  expect(forbiddenImports('checks/planted.ts', planted)).toEqual([
    'node:fs',
    'src/engine/judge.ts',
  ]);
});

it('sees a file in no layer', () => {
  expect(() => forbiddenImports('src/utils/strings.ts', '')).toThrow('in no layer');
});

function forbiddenImports(file: string, source: string): readonly string[] {
  const layer = file === 'src/index.ts' ? 'src' : layerOf(file);
  const allowed = [layer, ...(LAYERS[layer] ?? [])];
  return [...source.matchAll(/\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'|^import '([^']+)'/gm)]
    .map((m) => m[1] ?? m[2] ?? m[3] ?? '')
    .map((target) => (target.startsWith('.') ? join(dirname(file), target) : target))
    .filter((target) => !allowed.some((a) => isWithin(target, a)));
}

const isWithin = (target: string, allowed: string): boolean =>
  target === allowed ||
  target.startsWith(`${allowed}/`) ||
  (allowed === 'node' && target.startsWith('node:'));

function layerOf(file: string): string {
  const layer = Object.keys(LAYERS).find((l) => file.startsWith(`${l}/`));
  if (layer === undefined) throw new Error(`${file} is in no layer: name it in LAYERS`);
  return layer;
}
