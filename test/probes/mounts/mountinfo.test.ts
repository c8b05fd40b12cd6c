import { describe, expect, it } from 'vitest';
import {
  isBelow,
  isWritable,
  parseMount,
  visibleMounts,
} from '../../../src/probes/mounts/mountinfo.ts';

describe('a line of mountinfo', () => {
  it('is taken apart, optional fields between options and separator', () => {
    expect(
      parseMount(
        '42 27 254:0 /var/lib/docker /var/lib/docker rw,relatime shared:1 master:2 - ext4 /dev/vda rw,errors=continue',
      ),
    ).toEqual({
      id: 42,
      parent: 27,
      device: '254:0',
      root: '/var/lib/docker',
      mountPoint: '/var/lib/docker',
      options: ['rw', 'relatime'],
      sharedGroup: '1',
      type: 'ext4',
      source: '/dev/vda',
      superOptions: ['rw', 'errors=continue'],
    });
  });

  it('has spaces and line feeds of names as octal digits', () => {
    const mount = parseMount(
      '1 2 8:1 /a\\040b\\134c /x\\012first\\0401\\0402 rw - ext4 /dev/sda1 rw',
    );
    expect(mount).toMatchObject({ root: '/a b\\c', mountPoint: '/x ⏎ first 1 2' });
  });

  it('names a deleted source without saying so', () => {
    expect(parseMount('1 2 8:1 /run/x//deleted /x rw - tmpfs tmpfs rw')?.root).toBe('/run/x');
  });

  it.each(['', 'x', '1 2 8:1 / /x rw', '1 2 8:1 / - ext4 /dev/sda1 rw', 'a b 8:1 / /x rw - t s o'])(
    'is refused when it is none: %j',
    (line) => {
      expect(parseMount(line)).toBeUndefined();
    },
  );
});

const mount = (line: string) => {
  const parsed = parseMount(line);
  if (parsed === undefined) throw new Error(`not a mount: ${line}`);
  return parsed;
};

it('forgets what another mount at the same place hides', () => {
  const lower = mount('10 1 0:5 / /proc/keys rw - proc proc rw');
  const upper = mount('11 10 0:6 /null /proc/keys rw - tmpfs tmpfs rw');
  const below = mount('12 10 0:7 / /proc/keys/x rw - tmpfs tmpfs rw');
  expect(visibleMounts([lower, upper, below])).toEqual([upper, below]);
});

it('is not writable when either the mount or its file system is read-only', () => {
  expect(isWritable(mount('1 2 8:1 / /x ro - ext4 /dev/sda1 rw'))).toBe(false);
  expect(isWritable(mount('1 2 8:1 / /x rw - ext4 /dev/sda1 ro'))).toBe(false);
  expect(isWritable(mount('1 2 8:1 / /x rw - ext4 /dev/sda1 rw'))).toBe(true);
});

it('takes whole names when it looks below a folder', () => {
  expect(isBelow('/etc/cron.d', '/etc')).toBe(true);
  expect(isBelow('/etcetera', '/etc')).toBe(false);
  expect(isBelow('/etc', '/')).toBe(true);
});
