import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile, invoke } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { derived } from '../../src/probes/fact.ts';
import { filesText, fileText } from '../../src/probes/files/file-text.ts';
import { stat, stats } from '../../src/probes/files/stat.ts';
import { sysctl } from '../../src/probes/sysctl/sysctl.ts';
import { runFacts } from '../support/run-script.ts';

const args = (plan: ReturnType<typeof planReadings>) =>
  Object.fromEntries(plan.map((read) => [read.reader.name, read.args]));

describe('planReadings', () => {
  it('reads each thing once, whichever facts ask, and the clock first', () => {
    const view = derived('view', { a: fileText('/etc/b'), b: stat('/etc/b') }, ({ a }) => a);
    const plan = planReadings([fileText('/etc/b'), sysctl('kernel.kptr_restrict'), view]);
    expect(args(plan)).toEqual({
      clock: [''],
      text: ['/etc/b', '/proc/sys/kernel/kptr_restrict'],
      stat: ['/etc/b'],
    });
    expect(plan[0]?.reader.name).toBe('clock');
  });

  it('does not depend on the order of facts', () => {
    const facts = [fileText('/b'), stat('/c'), fileText('/a')];
    expect(compile(planReadings(facts)).hash).toBe(compile(planReadings(facts.reverse())).hash);
  });

  it('refuses to read a file twice', () => {
    const overlap = [filesText('/etc/sysctl.d/*.conf'), fileText('/etc/sysctl.d/99-x.conf')];
    expect(() => planReadings(overlap)).toThrow('/etc/sysctl.d/99-x.conf twice');
  });
});

it('reads modes twice without harm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-plan-'));
  writeFileSync(join(folder, 'a'), '');
  const facts = [stat(join(folder, 'a')), stats(join(folder, '*'))] as const;
  const { observe } = runFacts(facts);
  expect(observe(facts[0])).toMatchObject({ value: { path: join(folder, 'a') } });
  expect(observe(facts[1])).toMatchObject({ value: [{ path: join(folder, 'a') }] });
  rmSync(folder, { recursive: true });
});

describe('compile', () => {
  it('quotes every argument that is not plain', () => {
    const { body } = compile(planReadings([fileText("/tmp/it's $(id) `id`\\")]));
    expect(body).toContain(`'/tmp/it'\\''s $(id) \`id\`\\'`);
  });

  it('keeps what differs by run out of the body', () => {
    const script = compile(planReadings([fileText('/a')]));
    const deadlines = { commandSeconds: 5, wholeSeconds: 30 };
    const call = (nonce: string) => invoke(script, nonce, deadlines).slice(script.body.length);
    expect(call('a'.repeat(32))).toBe(`main ${'a'.repeat(32)} 5 30 </dev/null\n`);
    expect(script.body).not.toContain('main a');
  });
});
