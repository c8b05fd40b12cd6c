import { expect, it } from 'vitest';
import type { BootCheck } from '../../src/kit/boot-table.ts';
import { DENIED, type Given, NOT_BOOTED } from '../../src/testing/check-cases.ts';
import { testCheck } from './test-check.ts';

const RUNNING = 'text:/proc/cmdline';
const GRUB = 'text:/etc/default/grub';
const ENTRIES = 'text:/boot/loader/entries/*.conf';

/** Debian 12 as it is installed. */
const debian = (running = '', persisted = ''): Given => ({
  [RUNNING]: `BOOT_IMAGE=/boot/vmlinuz-6.1.0-28-amd64 root=UUID=5c1b ro quiet ${running}\n`,
  [GRUB]: `GRUB_DEFAULT=0\nGRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\nGRUB_CMDLINE_LINUX="${persisted}"\n`,
});

export interface BootWords {
  /** Each fails alone: `WORD`, and the name that the mismatch carries where it is another. */
  readonly bad: readonly [string, ...string[]];
  readonly good?: readonly string[];
}

/** Every row of a table, by its id below `boot.`, on a clean host and with each word that is wrong or harmless. */
export function testBootRows(
  checks: readonly BootCheck[],
  words: Readonly<Record<string, BootWords>>,
): void {
  it('has words to try for every row', () => {
    expect(Object.keys(words).sort()).toEqual(checks.map(({ id }) => id.slice(5)).sort());
  });
  for (const check of checks) {
    const { bad, good = [] } = words[check.id.slice(5)] ?? { bad: [''] };
    const entry = '/boot/loader/entries/a-5.14.0-503.el9.x86_64.conf';
    const [first] = bad;
    testCheck(check, {
      pass: [
        { name: 'Debian as installed', given: debian() },
        { name: 'no loader at all', given: { [RUNNING]: 'console=ttyS0 reboot=k panic=1\n' } },
        { name: 'words for init', given: debian(`-- ${first}`) },
        {
          name: 'an image, by what its loader has',
          given: { ...debian(), [RUNNING]: NOT_BOOTED },
        },
        ...good.map((word) => ({ name: word, given: debian(word, word) })),
      ],
      fail: [
        {
          name: `${first} in GRUB's defaults`,
          given: debian('', first),
          because: [`${nameOf(first)} after a reboot: ${first}, set by /etc/default/grub`],
        },
        {
          name: `${first} in a loader entry, in an image`,
          given: { [RUNNING]: NOT_BOOTED, [ENTRIES]: `${entry}:options root=/dev/vda2 ${first}\n` },
          because: [`${nameOf(first)} after a reboot: ${first}, set by ${entry}`],
        },
        {
          name: `running with ${first}, what is persisted unreadable`,
          given: { ...debian(first), [GRUB]: DENIED },
          because: [`${nameOf(first)}: ${first}`],
        },
        ...bad.map((word) => ({
          name: `running with ${word}`,
          given: debian(word),
          because: [`${nameOf(word)}: ${word}`] as const,
        })),
      ],
      unknown: [
        { name: 'an image without a loader', given: { [RUNNING]: NOT_BOOTED } },
        {
          name: 'a command line that a script computes',
          given: { ...debian(), [GRUB]: 'GRUB_CMDLINE_LINUX="$(cat /etc/words)"\n' },
        },
      ],
    });
  }
}

const nameOf = (word: string): string => word.split('=', 1)[0] ?? word;
