import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveOptions, parseFstab } from '../../../src/probes/mounts/fstab.ts';
import { unitNameOf } from '../../../src/probes/mounts/mount-units.ts';

describe('fstab', () => {
  it('reads blanks that are written as digits, and leaves comments and swap files’ places out', () => {
    const text =
      '#x\nLABEL=a\\040b /mnt/my\\040disk ext4\n/swap none swap sw 0 0\n\ntmpfs /tmp/ tmpfs ro\n';
    expect(parseFstab(text, '/etc/fstab')).toEqual([
      {
        mountPoint: '/mnt/my disk',
        source: 'LABEL=a b',
        type: 'ext4',
        options: ['rw', 'suid', 'dev', 'exec'],
        from: '/etc/fstab:2',
      },
      { mountPoint: '/tmp', source: 'tmpfs', type: 'tmpfs', options: ['ro'], from: '/etc/fstab:5' },
    ]);
  });

  it('lets the last of a word and its opposite count', () => {
    expect(effectiveOptions('nosuid,rw,suid,ro,nodev')).toEqual(['suid', 'ro', 'nodev']);
    expect(effectiveOptions('constructor,__proto__')).toEqual(['constructor', '__proto__']);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseFstab(text, '/etc/fstab');
      }),
    );
  });
});

it('names units as systemd-escape --path does', () => {
  expect(['/', '/dev/shm', '/srv/a-b'].map(unitNameOf)).toEqual([
    '-.mount',
    'dev-shm.mount',
    'srv-a\\x2db.mount',
  ]);
});
