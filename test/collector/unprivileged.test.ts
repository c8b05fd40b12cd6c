import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesText } from '../../src/probes/files/file-text.ts';
import { stats } from '../../src/probes/files/stat.ts';
import { runFacts, SHELLS } from '../support/run-script.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-unprivileged-'));
  chmodSync(folder, 0o755);
  for (const [name, mode] of [
    ['listed', 0o755],
    ['unlisted', 0o711],
    ['shut', 0o700],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'a.conf'), 'a\n');
    chmodSync(join(folder, name), mode);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))(
  'an account without rights, under %s',
  (_, shell) => {
    const facts = (name: string) =>
      [filesText(join(folder, name, '*.conf')), stats(join(folder, name, '*'))] as const;
    const seen = (name: string) => {
      const [files, modes] = facts(name);
      const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const;
      const { observe } = runFacts([files, modes], [...asNobody, ...shell]);
      return [observe(files).state, observe(modes).state];
    };

    it('finds what a pattern names in a folder that it may list', () => {
      expect(seen('listed')).toEqual(['value', 'value']);
    });

    it('takes what lies behind a shut folder for nothing that is not there', () => {
      const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const;
      const facts = [
        stats(join(folder, '*', 'a.conf')),
        filesText(join(folder, '*', '*.conf')),
        stats(join(folder, 'listed', '*', 'a.conf')),
      ] as const;
      const { observe } = runFacts(facts, [...asNobody, ...shell]);
      expect(facts.map((fact) => observe<unknown>(fact).state)).toEqual([
        'denied',
        'denied',
        'value',
      ]);
    });

    it.each(['unlisted', 'shut'])('takes a folder that is %s for no empty one', (name) => {
      expect(seen(name)).toEqual(['denied', 'denied']);
    });
  },
);
