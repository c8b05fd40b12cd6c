import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileWalk } from '../../../src/probes/filesystem/odd-files.ts';
import { observeFact } from '../../support/observe-fact.ts';
import { runFacts, SHELLS } from '../../support/run-script.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync('/dev/shm/hostward-odd-');
  mkdirSync(`${folder}/open`);
  writeFileSync(`${folder}/setuid`, '');
  writeFileSync(`${folder}/plain`, '');
  writeFileSync(`${folder}/a\nstatus 0`, '');
  chmodSync(`${folder}/open`, 0o777);
  chmodSync(`${folder}/setuid`, 0o4755);
  chmodSync(`${folder}/a\nstatus 0`, 0o666);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  it('finds what stands out on this machine', () => {
    const seen = runFacts([fileWalk], shell).observe(fileWalk);
    const walk = seen.state === 'value' ? seen.value : undefined;
    expect(walk?.gap).toBeUndefined();
    expect(walk?.roots).toContain('/');
    const here = walk?.files.filter(({ path }) => path.startsWith(folder)) ?? [];
    expect(
      here.map(({ path, mode, kind }) => [path.slice(folder.length), mode, kind]).sort(),
    ).toEqual([
      ['/a', 0o666, 'file'],
      ['/open', 0o777, 'directory'],
      ['/setuid', 0o4755, 'file'],
    ]);
  });
});

it('never throws, whatever a host prints', () => {
  const part = fc.oneof(
    fc.constantFrom('root /', 'f|4755|0|0|/x', 'x|zz|1|1|/', 'status 0', 'skipped ', '|', '\n'),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.array(part).map((parts) => parts.join('\n'));
  fc.assert(
    fc.property(text, text, (stdout, stderr) => {
      const seen = observeFact(fileWalk, { 'odd_files:': { stdout, stderr } });
      expect(['value', 'failed', 'denied']).toContain(seen.state);
    }),
  );
});
