import { describe, expect, it } from 'vitest';
import mountTable from '../../../checks/filesystem/mounts.ts';
import { DENIED, type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const NOW = 'text:/proc/self/mountinfo';
const FSTAB = 'text:/etc/fstab';
const ROOT = '25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n';
const mounted = (path: string, options: string, type = 'ext4') =>
  `${ROOT}40 25 254:1 / ${path} ${options} shared:20 - ${type} /dev/vdb rw\n`;
const line = (path: string, options: string) =>
  `# <file system> <mount point>\n/dev/vdb\t${path}\text4 ${options} 0 2\n`;
const unitFile = (dir: string, name: string, options: string, where: string): Given => ({
  [`text:${dir}/*.mount`]: ['[Mount]', 'What=tmpfs', `Where=${where}`, `Options=${options}`]
    .map((each) => `${dir}/${name}:${each}\n`)
    .join(''),
});

const OPTION = /^filesystem\.(.+)-(nodev|nosuid|noexec)$/;
const OF_INIT = ['/proc', '/sys', '/run', '/dev/shm'];

for (const check of mountTable) {
  const [, slug = '', option = ''] = OPTION.exec(check.id) ?? [];
  if (option === '') continue;
  const path = `/${slug.replaceAll('-', '/')}`;
  const good = `rw,${option}`;
  testCheck(check, {
    pass: [
      {
        name: 'now and in fstab',
        given: { [NOW]: mounted(path, good), [FSTAB]: line(path, good) },
      },
      { name: 'now, and no file says more', given: { [NOW]: mounted(path, good) } },
      { name: 'an image', given: { [NOW]: NOT_BOOTED, [FSTAB]: line(path, good) } },
    ],
    fail: [
      {
        name: 'neither now nor in fstab',
        given: { [NOW]: mounted(path, 'rw'), [FSTAB]: line(path, 'defaults') },
        because: [`${path}: rw`, `${path} after a reboot: rw,suid,dev,exec, by /etc/fstab:2`],
      },
      {
        name: 'now only',
        given: { [NOW]: mounted(path, good), [FSTAB]: line(`${path}/`, `${option},defaults`) },
        because: [`${path} after a reboot: rw,suid,dev,exec, by /etc/fstab:2`],
      },
      {
        name: 'not now, whatever files say that may not be read',
        given: { [NOW]: mounted(path, 'rw'), [FSTAB]: DENIED },
        because: [`${path}: rw`],
      },
    ],
    notApplicable: [{ name: 'no mount of its own', given: { [NOW]: ROOT } }],
    unknown: [
      { name: 'fstab is closed', given: { [NOW]: mounted(path, good), [FSTAB]: DENIED } },
      {
        name: 'an automounter stands there and no file says more',
        given: { [NOW]: mounted(path, 'rw', 'autofs') },
      },
      ...(OF_INIT.includes(path) ? [{ name: 'an image', given: { [NOW]: NOT_BOOTED } }] : []),
    ],
  });
}

for (const check of mountTable.filter(({ id }) => id.endsWith('-partition'))) {
  const path = `/${/^filesystem\.(.+)-partition$/.exec(check.id)?.[1]?.replaceAll('-', '/')}`;
  testCheck(check, {
    pass: [
      { name: 'mounted', given: { [NOW]: mounted(path, 'rw') } },
      { name: 'an image', given: { [NOW]: NOT_BOOTED, [FSTAB]: line(path, 'rw') } },
    ],
    fail: [{ name: 'on the root', given: { [NOW]: ROOT }, because: [`${path}: on /`] }],
    unknown: [{ name: 'an image whose files are silent', given: { [NOW]: NOT_BOOTED } }],
  });
}

const tmp = checkIn(mountTable, 'filesystem.tmp-nosuid');
const [UPPER, LOWER] = ['/etc/systemd/system', '/usr/lib/systemd/system'];
const GOOD_NOW = { [NOW]: mounted('/tmp', 'rw,nosuid,nodev') };

testCheck(tmp, {
  pass: [
    {
      name: 'a unit of the administrator hides fstab',
      given: {
        ...GOOD_NOW,
        [FSTAB]: line('/tmp', 'rw'),
        ...unitFile(UPPER, 'tmp.mount', 'nosuid', '/tmp'),
      },
    },
    {
      name: 'fstab hides the unit of a package',
      given: {
        ...GOOD_NOW,
        [FSTAB]: line('/tmp', 'nosuid'),
        ...unitFile(LOWER, 'tmp.mount', 'mode=1777', '/tmp'),
      },
    },
    {
      name: 'a drop-in changes the unit of a package',
      given: {
        ...GOOD_NOW,
        ...unitFile(LOWER, 'tmp.mount', 'mode=1777', '/tmp'),
        [`text:${UPPER}/*.mount.d/*.conf`]: [
          `${UPPER}/tmp.mount.d/a.conf:[Mount]`,
          `${UPPER}/tmp.mount.d/a.conf:Options=nosuid,nodev`,
          '',
        ].join('\n'),
      },
    },
    { name: 'a bind mount inherits', given: { ...GOOD_NOW, [FSTAB]: line('/tmp', 'bind') } },
    { name: 'for users', given: { ...GOOD_NOW, [FSTAB]: line('/tmp', 'rw,user') } },
    {
      name: 'covered by another mount',
      given: {
        [NOW]: `${mounted('/tmp', 'rw')}41 40 0:30 / /tmp rw,nosuid - tmpfs tmpfs rw\n`,
      },
    },
  ],
  fail: [
    {
      name: 'a unit without it',
      given: { ...GOOD_NOW, ...unitFile(LOWER, 'tmp.mount', 'mode=1777', '/tmp') },
      because: ['/tmp after a reboot: mode=1777, by /usr/lib/systemd/system/tmp.mount'],
    },
    {
      name: 'for users, and taken back',
      given: { ...GOOD_NOW, [FSTAB]: line('/tmp', 'user,suid') },
      because: ['/tmp after a reboot: user,noexec,nodev,suid, by /etc/fstab:2'],
    },
  ],
});

testCheck(checkIn(mountTable, 'filesystem.tmp-noexec'), {
  pass: [{ name: 'now', given: { [NOW]: mounted('/tmp', 'rw,noexec') } }],
  fail: [
    {
      name: 'a unit of the administrator that is not mounted yet',
      given: { [NOW]: ROOT, ...unitFile(UPPER, 'tmp.mount', 'nosuid', '/tmp') },
      because: ['/tmp after a reboot: nosuid, by /etc/systemd/system/tmp.mount'],
    },
  ],
  notApplicable: [
    {
      name: 'RHEL as installed: the unit of its package is not started',
      given: { [NOW]: ROOT, ...unitFile(LOWER, 'tmp.mount', 'mode=1777,nosuid', '/tmp') },
    },
    {
      name: 'an image with such a unit',
      given: { [NOW]: NOT_BOOTED, ...unitFile(LOWER, 'tmp.mount', 'mode=1777,nosuid', '/tmp') },
    },
  ],
});

testCheck(checkIn(mountTable, 'filesystem.boot-efi-nosuid'), {
  pass: [{ name: 'at /efi', given: { [NOW]: mounted('/efi', 'rw,nosuid', 'vfat') } }],
  fail: [
    {
      name: 'at /efi, without it',
      given: { [NOW]: mounted('/efi', 'rw', 'vfat') },
      because: ['/efi: rw'],
    },
  ],
});

describe('the table', () => {
  it('has each id once', () => {
    expect(new Set(mountTable.map(({ id }) => id)).size).toBe(mountTable.length);
  });
});
