import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * The architecture: each layer may import itself and what it lists, packages included.
 * Arrows point up this list only.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'src/model': [],
  'src/probes': ['src/model', 'ipaddr.js', 'smol-toml', 'yaml', 'zod', 'node:crypto'],
  'src/kit': ['src/model', 'src/probes', 'zod'],
  'src/collector': ['src/model', 'src/probes', 'node:buffer', 'node:crypto'],
  'src/engine': ['src/model', 'src/probes', 'src/kit', 'src/collector', 'node:crypto'],
  'src/testing': ['src/model', 'src/kit', 'src/engine', 'node:assert/strict'],
  'src/transports': ['src/model', 'p-limit', 'p-retry', 'ssh2', 'node'],
  'src/yaml': ['src/model', 'yaml', 'zod', 'node:crypto', 'node:fs'],
  'src/policy': ['src/model', 'src/engine', 'src/yaml', 'yaml', 'zod', 'node:fs', 'node:path'],
  'src/own-checks': [
    'src/model',
    'src/probes',
    'src/kit',
    'src/testing',
    'src/yaml',
    'zod',
    'node:module',
    'node:path',
  ],
  'src/inventory': ['src/model', 'src/yaml', 'src/policy', 'zod', 'node'],
  'src/schedule': [],
  'src/integrity': ['src/model', 'zod', 'node:crypto'],
  'src/store': ['src/model', 'src/integrity', 'kysely', 'pg', 'zod', 'node'],
  'src/images': ['src/model', 'src/probes', 'src/collector', 'tar-stream', 'zod', 'node'],
  'src/fleet': [
    'src/images',
    'src/model',
    'src/probes',
    'src/collector',
    'src/engine',
    'src/transports',
    'p-limit',
    'node:crypto',
    'node:timers/promises',
  ],
  'src/queue': [
    'src/model',
    'src/probes',
    'src/collector',
    'src/inventory',
    'src/transports',
    'src/store',
    'src/fleet',
    'pg',
    'pg-boss',
    'zod',
    'node',
  ],
  'src/cli': [
    'src',
    'checks',
    'reports',
    'package.json',
    '@commander-js/extra-typings',
    'log-update',
    'supports-hyperlinks',
    'pino',
    'read',
    'zod',
    'node',
  ],
  checks: ['src/index.ts', 'zod'],
  reports: [
    'src/model',
    'cli-table3',
    'csv-stringify',
    'diff',
    'yaml',
    'handlebars',
    'sarif',
    'zod',
    'node:crypto',
    'node:fs',
    'node:path',
    'node:util',
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

it('allows nothing that no file of the layer imports', () => {
  for (const [layer, allowed] of Object.entries(LAYERS)) {
    const targets = files
      .filter((file) => file.startsWith(`${layer}/`))
      .flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
    expect(allowed.filter((a) => !targets.some((target) => isWithin(target, a)))).toEqual([]);
  }
});

it('sees a file in no layer', () => {
  expect(() => forbiddenImports('src/utils/strings.ts', '')).toThrow('in no layer');
});

function forbiddenImports(file: string, source: string): readonly string[] {
  const layer = file === 'src/index.ts' ? 'src' : layerOf(file);
  const allowed = [layer, ...(LAYERS[layer] ?? [])];
  return importsOf(file, source).filter((target) => !allowed.some((a) => isWithin(target, a)));
}

const importsOf = (file: string, source: string): readonly string[] =>
  [...source.matchAll(/\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'|^import '([^']+)'/gm)]
    .map((m) => m[1] ?? m[2] ?? m[3] ?? '')
    .map((target) => (target.startsWith('.') ? join(dirname(file), target) : target));

const isWithin = (target: string, allowed: string): boolean =>
  target === allowed ||
  target.startsWith(`${allowed}/`) ||
  (allowed === 'node' && target.startsWith('node:'));

function layerOf(file: string): string {
  const layer = Object.keys(LAYERS).find((l) => file.startsWith(`${l}/`));
  if (layer === undefined) throw new Error(`${file} is in no layer: name it in LAYERS`);
  return layer;
}
