import { existsSync, statfsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logSpace } from '../../../src/probes/logging/log-space.ts';
import { LOG_FOLDERS } from '../../../src/probes/readers/log-space.ts';
import type { Printed } from '../../../src/testing/check-cases.ts';
import { observeFact } from '../../support/observe-fact.ts';
import { runFacts, SHELLS } from '../../support/run-script.ts';

const told = (printed: Printed) => observeFact(logSpace, { 'log_space:': printed });
const ABSENT = LOG_FOLDERS.filter((path) => path !== '/var').map(
  (path) => `stat: cannot read file system information for '${path}': No such file or directory\n`,
);
/** A host on which only /var is there. */
const onlyVar = (numbers: string) =>
  told({ exit: 1, stdout: `${numbers}|/var\n`, stderr: ABSENT.join('') });

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  it('tells what this machine has left in the folders that there are', () => {
    const seen = runFacts([logSpace], shell).observe(logSpace);
    if (seen.state !== 'value') throw new Error(seen.reason);
    const here = LOG_FOLDERS.filter((path) => existsSync(path));
    expect(
      seen.value?.map(({ path, bytes }) => [path, bytes.total]),
      seen.state,
    ).toEqual(
      here.map((path) => {
        const { bsize, blocks } = statfsSync(path);
        return [path, bsize * blocks];
      }),
    );
  });
});

it('counts no inodes where a file system makes them as it needs them', () => {
  const btrfs = onlyVar('1f|4096|1000|900|0|0');
  const ceph = onlyVar('1f|4096|1000|900|37|18446744073709551615');
  const bytes = { total: 4_096_000, free: 3_686_400 };
  for (const seen of [btrfs, ceph]) {
    expect(seen).toEqual({
      state: 'value',
      value: [{ path: '/var', fileSystem: '1f 1000', bytes }],
    });
  }
});

it.each([
  ['no size', '0|4096|0|0|0|0'],
  ['no size of a block', '0|0|9|9|0|0'],
  ['more left than there is', '0|4096|9|18446744073709551615|0|0'],
  ['a question mark, as of a letter that is not known', '0|?|9|9|0|0'],
])('believes no file system of %s', (_, numbers) => {
  expect(onlyVar(numbers).state).toBe('failed');
});

it.each([
  ['is not there', { exit: 127, stderr: 'sh: stat: not found\n' }],
  ['knows no file systems', { exit: 1, stderr: "stat: unrecognized option: 'f'\n" }],
  ['was ended by its deadline', { exit: 137, stdout: '1f|4096|1000|900|0|0|/var\n' }],
  ['left one out', { exit: 0, stdout: '1f|4096|1000|900|0|0|/var\n' }],
])('takes no folder for one that is not there where stat %s', (_, printed) => {
  expect(told(printed).state).toBe('failed');
});

it('never has more left than there is, whatever a host prints', () => {
  const field = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n }).map(String), fc.string());
  const line = fc.array(field, { maxLength: 8 }).map((fields) => fields.join('|'));
  fc.assert(
    fc.property(fc.oneof(line, fc.string({ unit: 'binary' })), (text) => {
      const seen = onlyVar(text);
      if (seen.state !== 'value') return;
      for (const { bytes, inodes = bytes } of seen.value ?? []) {
        expect(bytes.free).toBeLessThanOrEqual(bytes.total);
        expect(inodes.free).toBeLessThanOrEqual(inodes.total);
        expect(Math.min(bytes.total, inodes.total)).toBeGreaterThan(0);
      }
    }),
  );
});
