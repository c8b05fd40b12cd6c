import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolvePolicy } from '../../src/engine/policy.ts';
import { createProfileLoader, isProfilePath } from '../../src/policy/load-profiles.ts';
import { FEW_CHECKS } from '../support/policy-checks.ts';
import { folderOf, problemsOf } from './policy-files.ts';

const BUILT_IN = FEW_CHECKS.profiles.map(({ profile }) => profile.id);

function load(files: Readonly<Record<string, string>>, name = 'site.yaml') {
  const folder = folderOf(files);
  const loader = createProfileLoader(BUILT_IN);
  const resolve = () => {
    const id = loader.load(join(folder, name));
    const profiles = [...FEW_CHECKS.profiles, ...loader.loaded().profiles];
    const source = profiles.find(({ profile }) => profile.id === id);
    if (source === undefined) throw new Error(`${id} was not loaded`);
    return resolvePolicy(source, { ...FEW_CHECKS, profiles });
  };
  return {
    folder,
    resolve,
    loaded: () => loader.loaded(),
    problems: () => problemsOf(resolve, folder),
  };
}

it('reads a profile that extends a file that extends a built-in one', () => {
  const { resolve, loaded, folder } = load({
    'site.yaml': `
version: 1
profile: site
title: Our hosts
extends: ./base.yaml
include: [{ area: ssh }, kernel.lockdown]
parameters: { daemon.icc: { days: 3 } }
waivers: [waivers.yaml]
`,
    'base.yaml': `
version: 1
profile: base
extends: [daemons]
severities: { daemon.nri: critical }
attestations: [sub/answers.yaml]
`,
  });
  const policy = resolve();
  expect(
    policy.checks.map(({ meta, takenBy }) => `${meta.id} ${meta.severity} ${takenBy}`),
  ).toEqual([
    'kernel.lockdown low site',
    'daemon.icc high daemons',
    'daemon.nri critical daemons',
    'ssh.root critical site',
  ]);
  expect(loaded().waivers).toEqual([join(folder, 'waivers.yaml')]);
  expect(loaded().attestations).toEqual([join(folder, 'sub/answers.yaml')]);
});

describe('each mistake has its place', () => {
  it.each<[string, readonly string[]]>([
    [
      'extends: baselin',
      ['site.yaml:3:10 there is no profile "baselin" (did you mean "baseline"?)'],
    ],
    ['level: 3', ['site.yaml:3:8 found the number 3; expected level 1 or 2']],
    ['includ: []', ['site.yaml:3:1 unknown key "includ"; expected "include"']],
    ['include: [{ are: ssh }]', ['site.yaml:3:13 unknown key "are"; expected "area"']],
    ['include: [{ area: shs }]', ['site.yaml:3:19 found "shs"; expected "ssh"']],
    ['include: [{ area: [ssh, shs] }]', ['site.yaml:3:25 found "shs"; expected "ssh"']],
    [
      'include: [3]',
      ['site.yaml:3:11 found the number 3; expected a check id, or a shell pattern'],
    ],
    ['include: [{}]', ['site.yaml:3:11 names nothing; expected one of id, area']],
    [
      'include: [{ tag: dokcer }]',
      ['site.yaml:3:18 no check has the tag "dokcer" (did you mean "docker"?)'],
    ],
    [
      'exclude:\n  - ssh.rot',
      ['site.yaml:4:5 there is no check "ssh.rot" (did you mean "ssh.root"?)'],
    ],
    ['severities: { ssh.root: hgh }', ['site.yaml:3:25 found "hgh"; expected "high"']],
    ['severities: { ssh.rot: high }', ['site.yaml:3:15 there is no check "ssh.rot"']],
    [
      'severities: { ssh.root: critical }',
      ['site.yaml:3:25 ssh.root is of severity critical already'],
    ],
    ['parameters: { ssh.root: { dayz: 2 } }', ['site.yaml:3:27 ssh.root has no parameter "dayz"']],
    ['parameters: { ssh.root: { names: [2] } }', ['site.yaml:3:35 names.0: ']],
    [
      'parameters: { ssh.root: 2 }',
      ['site.yaml:3:25 found the number 2; expected a map of parameters'],
    ],
    [
      'exclude: [ssh.rot, daemon.icx]\nseverities: { ssh.root: critical }',
      [
        'site.yaml:3:11 there is no check "ssh.rot"',
        'site.yaml:3:20 there is no check',
        'site.yaml:4:25 ssh.root is',
      ],
    ],
  ])('%j', (text, expected) => {
    const problems = load({ 'site.yaml': `version: 1\nprofile: site\n${text}\n` }).problems();
    expect(problems).toHaveLength(expected.length);
    for (const [n, start] of expected.entries()) expect(problems[n]).toContain(start);
  });

  it('names the file that extends itself', () => {
    const head = 'version: 1\nprofile:';
    const files = {
      'site.yaml': `${head} a\nextends: ./b.yaml\n`,
      'b.yaml': `${head} b\nextends: ./site.yaml\n`,
    };
    expect(load(files).problems()[0]).toContain('profiles extend each other: a → b → a');
  });

  it('refuses the id of another profile', () => {
    const taken = load({ 'site.yaml': 'version: 1\nprofile: baseline\n' }).problems();
    expect(taken).toEqual([
      'site.yaml:2:10 the id "baseline" comes with hostward; expected one of its own',
    ]);
  });

  it('refuses a file that everybody may write, and one that is not there', () => {
    const { folder, problems } = load({ 'site.yaml': 'version: 1\nprofile: site\n' });
    expect(
      problemsOf(() => createProfileLoader([]).load(join(folder, 'no.yaml')), folder)[0],
    ).toContain('does not exist');
    chmodSync(join(folder, 'site.yaml'), 0o666);
    expect(problems()[0]).toContain('who could choose what is not looked at; run: chmod o-w');
  });
});

it.each([
  ['baseline', false],
  ['./baseline', true],
  ['site.yml', true],
  ['/etc/hostward/site', true],
])('%s is a path: %s', (word, path) => {
  expect(isProfilePath(word)).toBe(path);
});
