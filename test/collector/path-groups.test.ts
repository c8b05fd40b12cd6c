import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profiles } from '../../checks/profiles/index.ts';
import { planOf } from '../../src/cli/catalogue.ts';
import { callsOf } from '../../src/collector/calls.ts';
import { compile } from '../../src/collector/compile.ts';
import { groupPaths } from '../../src/collector/path-groups.ts';
import type { Plan } from '../../src/collector/plan.ts';
import { PRELUDE } from '../../src/collector/prelude.ts';
import { type Reader, unsplit } from '../../src/probes/reader.ts';
import { policiesOf } from '../support/policies.ts';
import { SHELLS } from '../support/run-script.ts';

const reader = (name: string): Reader => ({
  name,
  commands: [],
  offline: false,
  sh: '',
  split: unsplit,
});

/** What the calls of a plan hand to its readers, as a shell sees them. */
function handed(plan: Plan, [shell, ...options]: readonly [string, ...string[]]): string[] {
  const told = `collect() { reader=$1; shift; for arg; do say "$reader $arg"; done; }`;
  const run = spawnSync(shell, [...options], {
    input: [PRELUDE, told, ...callsOf(plan)].join('\n'),
    encoding: 'utf8',
    cwd: '/etc',
  });
  expect(run.stderr).toBe('');
  return run.stdout.split('\n').filter((line) => line !== '');
}

const segment = fc.constantFrom(
  ...['etc', 'a', 'b', '*', '*.conf', "it's", '$(id)', 'a b', '[x]', '~', 'x{', '{', '}', '{ a }'],
);
const path = fc
  .array(segment, { minLength: 1, maxLength: 5 })
  .map((parts) => `/${parts.join('/')}`);
const paths = fc.uniqueArray(path, { minLength: 2, maxLength: 60 }).map((all) => all.sort());

describe('groupPaths', () => {
  it('has each path in one group, or single', () => {
    fc.assert(
      fc.property(paths, (all) => {
        const { groups, single } = groupPaths(all);
        const back = groups.flatMap(({ folders, names }) =>
          folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)),
        );
        expect([...back, ...single].sort()).toEqual(all);
      }),
    );
  });

  it('finds names that several folders share', () => {
    const folders = ['/etc/systemd/system', '/usr/lib/systemd/system'];
    const names = ['a.service', 'b.service', 'b.service.d/*.conf'];
    const all = folders.flatMap((folder) => names.map((name) => `${folder}/${name}`));
    expect(groupPaths([...all, '/boot/x'].sort())).toEqual({
      groups: [{ folders, names }],
      single: ['/boot/x'],
    });
  });
});

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  it('hands every reader what the plan names, whatever a path holds', () => {
    fc.assert(
      fc.property(paths, paths, (some, others) => {
        const plan = [
          { reader: reader('stat'), args: some },
          { reader: reader('text'), args: others },
        ];
        const wanted = plan.flatMap(({ reader: { name }, args }) =>
          args.map((a) => `${name} ${a}`),
        );
        expect(handed(plan, shell).sort()).toEqual(wanted.sort());
      }),
      { numRuns: 15 },
    );
  });

  it('hands a reader of names what the plan names', () => {
    const name = fc
      .array(fc.constantFrom('A', 'BC', '1', '@x', '{', '', '.'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('_'));
    const names = fc.uniqueArray(
      name.filter((word) => word !== ''),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(names, (args) => {
        const wanted = args.map((arg) => `kconfig ${arg}`);
        const plan = [{ reader: reader('kconfig'), args }];
        expect(handed(plan, shell).sort()).toEqual(wanted.sort());
      }),
      { numRuns: 15, examples: [[['@x_A', '@x_BC', 'A', '@x_.']]] },
    );
  });

  it('hands every reader what the plan of all profiles names', () => {
    const plan = planOf(policiesOf(profiles.map(({ id }) => id)).values());
    const wanted = plan.flatMap(({ reader: { name }, args }) =>
      args.filter((arg) => arg !== '').map((arg) => `${name} ${arg}`),
    );
    expect(handed(plan, shell).sort()).toEqual(wanted.sort());
  });
});

it('names no function of the script twice: the later one would be called for both', () => {
  const { body } = compile(planOf(policiesOf(profiles.map(({ id }) => id)).values()));
  const names = [...body.matchAll(/^\s*(\w+)\(\) \{/gm)].map(([, name]) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

it.each([
  ['baseline', 64],
  ['container-host', 64],
  ['ci', 64],
  ['kubernetes-node', 64],
  // It asks for everything, and is asked for by name.
  ['strict', 68],
])('keeps the script of %s under %i KiB', (profile, most) => {
  const plan = planOf(policiesOf([profile]).values());
  expect(Buffer.byteLength(compile(plan).body)).toBeLessThan(most * 1024);
});
