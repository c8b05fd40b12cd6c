import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextFile } from '../../../src/probes/files/file-text.ts';
import { aptPins } from '../../../src/probes/updates/holds/apt-pins.ts';
import { excludeHold, versionLocks } from '../../../src/probes/updates/holds/dnf-locks.ts';
import { type PackageHold, reachOf } from '../../../src/probes/updates/holds/hold.ts';
import { pacmanIgnores } from '../../../src/probes/updates/holds/pacman-ignores.ts';
import { worldPins } from '../../../src/probes/updates/holds/world-pins.ts';
import { zyppLocks } from '../../../src/probes/updates/holds/zypp-locks.ts';

const PARSERS: Readonly<Record<string, (file: TextFile) => readonly PackageHold[]>> = {
  aptPins,
  pacmanIgnores,
  versionLocks,
  worldPins,
  zyppLocks,
};
const path = '/x';
/** Seconds, on a slow machine, for what takes milliseconds. */
const SOON = 5000;

describe.each(Object.entries(PARSERS))('%s', (_, parse) => {
  it('makes short, visible lines of whatever a host prints, and answers for every name', () => {
    const word = fc.oneof(
      fc.constantFrom(
        ...[
          'Package: ',
          'Pin: version ',
          'Pin-Priority: ',
          '1001',
          '-1',
          '*',
          '/^x.*/',
          '\n',
          '\n\n',
        ],
        ...['[options]\n', 'IgnorePkg = ', 'solvable_name: ', 'match_type: regex', 'type: package'],
        ...['kernel', '-', '=', '<', '~', '!', ':', ' ', '[', '(a+)+$', '\u001b[2J', '\u202e'],
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, fc.string(), (content, name) => {
        for (const hold of parse({ path, content })) {
          expect(hold.written.length).toBeLessThan(400);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what is tested
          expect(hold.written).not.toMatch(/[\u0000-\u001f\u202e]/);
          expect(['yes', 'perhaps', 'no']).toContain(reachOf(hold, name));
        }
      }),
    );
  });

  it('takes no longer for long lines of a hostile host', () => {
    const start = performance.now();
    for (const piece of ['-', '*', ' ', ':', 'a:', '<', '[', '/', '[:a']) {
      const content = `Package: ${piece.repeat(200_000)}x\nPin: version 1\nPin-Priority: 1001\n`;
      for (const hold of parse({ path, content })) reachOf(hold, 'kernel-core');
      for (const hold of parse({ path, content: `[options]\nIgnorePkg = ${content}` })) {
        reachOf(hold, 'kernel-core');
      }
      for (const hold of parse({ path, content: `solvable_name: ${content}` })) {
        reachOf(hold, 'kernel-core');
      }
    }
    expect(performance.now() - start).toBeLessThan(SOON);
  });
});

it('takes an older form of an epoch, and any version for none', () => {
  const held = (content: string): string[] =>
    ['kernel', 'kernel-core'].filter((name) =>
      versionLocks({ path, content }).some((hold) => reachOf(hold, name) === 'yes'),
    );
  expect(held('0:kernel-core-5.14.0-427.el9')).toEqual(['kernel-core']);
  expect(held('kernel-5.14*')).toEqual(['kernel']);
  expect(held('kernel*-5.14.0-*')).toEqual(['kernel', 'kernel-core']);
  expect(held('kernel-*\nkernel\nkernel*\nkernel-*-*')).toEqual([]);
});

it.each([
  ['ol9_baseos_latest', true],
  ['rhel-9-for-x86_64-baseos-rpms', true],
  ['ol9_UEKR7', true],
  ['updates', true],
  ['amzn2-core', true],
  ['docker-ce-stable', false],
  ['database', false],
])('tells by its name whether a repository is the distribution’s: %s', (repository, certain) => {
  const one = { where: path, written: 'exclude=x', specs: ['x'], repository };
  expect(excludeHold(one).certain).toBe(certain);
});
