import { describe, expect, it } from 'vitest';
import { wordOf } from '../../../src/probes/boot/command-line.ts';
import { persistedCommandLines } from '../../../src/probes/boot/persisted-command-lines.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { observeFact } from '../../support/observe-fact.ts';

const GRUB = 'text:/etc/default/grub';
const GRUB_D = 'text:/etc/default/grub.d/*.cfg';
const ENTRIES = 'text:/boot/loader/entries/*.conf';

function linesOf(given: Given) {
  const seen = observeFact(persistedCommandLines, given);
  if (seen.state !== 'value') return seen.state;
  return seen.value.map(
    ({ source, parameters }) => `${source}: ${parameters.map(wordOf).join(' ')}`,
  );
}

describe('persisted command lines', () => {
  it('takes no longer for line ends of old Macs than for other characters', () => {
    const odd = '\r'.repeat(200_000);
    expect(linesOf({ [GRUB]: `GRUB_CMDLINE_LINUX=quiet\n${odd}x\n` })).toEqual([
      '/etc/default/grub: quiet',
    ]);
    expect(linesOf({ 'text:/etc/kernel/cmdline': `quiet${odd}\n` })).toEqual([
      '/etc/kernel/cmdline: quiet',
    ]);
    expect(linesOf({ [ENTRIES]: `/boot/loader/entries/a.conf:options quiet${odd}x\n` })).toEqual([
      '/boot/loader/entries/a.conf: quiet',
    ]);
  });

  it('takes GRUB defaults with the files that a cloud image adds', () => {
    const cloud = '/etc/default/grub.d/50-cloudimg-settings.cfg';
    expect(
      linesOf({
        [GRUB]:
          'GRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\nGRUB_CMDLINE_LINUX="slab_nomerge"\n',
        [GRUB_D]: `${cloud}:# Cloud Image specific Grub settings\n${cloud}:GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT console=ttyS0"\n`,
      }),
    ).toEqual([`/etc/default/grub and ${cloud}: slab_nomerge quiet console=ttyS0`]);
  });

  it('prefers loader entries, with the environment of GRUB put in', () => {
    const entry = '/boot/loader/entries/0a1b-4.18.0-553.el8_10.x86_64.conf';
    expect(
      linesOf({
        [ENTRIES]: `${entry}:title Red Hat Enterprise Linux (4.18.0-553.el8_10.x86_64) 8.10\n${entry}:linux /vmlinuz-4.18.0-553.el8_10.x86_64\n${entry}:options $kernelopts $tuned_params\n`,
        'text:/boot/grub2/grubenv':
          '# GRUB Environment Block\nsaved_entry=0a1b-4.18.0-553.el8_10.x86_64\nkernelopts=root=/dev/mapper/rhel-root ro mitigations=off \n#####',
        [GRUB]: 'GRUB_CMDLINE_LINUX="not used"\n',
      }),
    ).toEqual([`${entry}: root=/dev/mapper/rhel-root ro mitigations=off`]);
  });

  it('reads every entry, and what kernel-install gives to the next one', () => {
    const [a, b] = ['/boot/loader/entries/a.conf', '/boot/loader/entries/b.conf'];
    expect(
      linesOf({
        [ENTRIES]: `${a}:options root=/dev/vda2 ro\n${a}:options audit=1\n${b}:options root=/dev/vda2\n`,
        'text:/etc/kernel/cmdline': '# comment\nroot=/dev/vda2 ro audit=1\n',
      }),
    ).toEqual([
      `${a}: root=/dev/vda2 ro audit=1`,
      `${b}: root=/dev/vda2`,
      '/etc/kernel/cmdline: root=/dev/vda2 ro audit=1',
    ]);
  });

  it('is empty where no loader is known, and no answer where one could not be read', () => {
    expect(linesOf({})).toEqual([]);
    expect(linesOf({ [GRUB]: DENIED })).toBe('denied');
    expect(linesOf({ [ENTRIES]: DENIED })).toBe('denied');
    expect(linesOf({ [GRUB]: 'GRUB_CMDLINE_LINUX="$(cat /x)"\n' })).toBe('failed');
    expect(linesOf({ [ENTRIES]: '/boot/loader/entries/a.conf:options $kernelopts\n' })).toBe(
      'unsupported',
    );
  });
});
