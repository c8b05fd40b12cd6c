import { globSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { AUDIT_FACTS } from '../../src/engine/audit-host.ts';
import { collectHost } from '../../src/fleet/collect-host.ts';
import { type AnyCheck, factsOf } from '../../src/kit/define-check.ts';
import { writeEvidence } from '../../src/store/evidence-file.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { RECIPES } from './recipes/index.ts';
import type { System } from './recipes/system.ts';
import { scrubbed } from './scrubbed.ts';

/**
 * Records the evidence of real systems that the tests beside this file judge:
 * `node test/evidence/record.ts NAME…` makes each system again, reads it and takes it away.
 * Needs root on Debian with KVM, the packages that the recipes name, and a mirror of Debian.
 */
const ROOT = join(import.meta.dirname, '..', '..');

/** Of all checks that lie there, so that one that is registered later finds its evidence too. */
async function everyCheck(): Promise<readonly AnyCheck[]> {
  const files = globSync('checks/*/*.ts', { cwd: ROOT }).filter(
    (file) => !/^checks\/(benchmarks|profiles)\//.test(file),
  );
  const found: AnyCheck[] = [];
  for (const file of files.sort()) {
    const module: { readonly default?: AnyCheck | readonly AnyCheck[] } = await import(
      join(ROOT, file)
    );
    found.push(...[module.default ?? []].flat());
  }
  return found;
}

const plan = planReadings([...AUDIT_FACTS, ...(await everyCheck()).flatMap(factsOf)]);
const script = compile(plan);

async function record(name: string, { host, shell }: System): Promise<void> {
  const transport = createTransport({
    acceptNewHostKeys: true,
    ...(shell === undefined ? {} : { localShell: shell }),
  });
  const result = await collectHost(
    { name, labels: {}, groups: [], become: 'none', ...host },
    {
      plan,
      script,
      transport,
      secrets: {},
      deadlines: { connectMs: 10_000, authenticateMs: 10_000, hostMs: 120_000 },
      toolVersion: '0.1.0',
      now: Date.now,
    },
    new AbortController().signal,
  );
  if (result.ended === 'failed') throw new Error(`${name}: ${result.failure.message}`);
  const file = join(import.meta.dirname, 'systems', `${name}.json.gz`);
  await writeEvidence(file, scrubbed(result.evidence));
  // It tells of nobody's host, and every checkout has to be able to read it.
  await chmod(file, 0o644);
  process.stdout.write(`${name}: recorded in ${result.evidence.durationMs} ms\n`);
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(RECIPES, name));
if (names.length === 0 || unknown.length > 0) {
  process.stdout.write(`There are ${Object.keys(RECIPES).join(', ')}\n`);
  process.exit(2);
}
for (const [name, recipe] of Object.entries(RECIPES)) {
  if (!names.includes(name)) continue;
  await recipe.with((system, as) => record(as ?? name, system));
}
