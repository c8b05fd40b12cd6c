import { describe, expect, it } from 'vitest';
import hostFiles from '../../../checks/capabilities/host-files.ts';
import oddFiles from '../../../checks/filesystem/odd-files.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const WALK = 'odd_files:';
/** Of Debian 12, as find prints it. */
const USUAL = [
  'root /',
  'f|4755|0|0|/usr/bin/su',
  'f|2755|0|42|/usr/sbin/unix_chkpwd',
  'd|1777|0|0|/tmp',
];
const walked = (lines: readonly string[], stderr = '', status = 0): Given => ({
  [WALK]: {
    stdout: [...USUAL, ...lines, `status ${status}`, ''].join('\n'),
    stderr,
  },
});
const CLOSED = 'find: ‘/root/x’: Permission denied\n';

/** By id: lines that are wrong, and what is said of them. */
const WRONG: Readonly<Record<string, readonly [string, string]>> = {
  'setuid-outside-system': ['f|4755|0|0|/tmp/.x/sh', '/tmp/.x/sh: mode 4755, owner 0, group 0'],
  'setuid-writable': ['f|4777|0|0|/usr/bin/sudo', '/usr/bin/sudo: mode 4777, owner 0, group 0'],
  'setuid-inventory': ['f|4755|0|0|/opt/x/su', '/opt/x/su: mode 4755, owner 0, group 0'],
  'device-files-outside-dev': ['b|660|0|6|/srv/sda', '/srv/sda: mode 0660, owner 0, group 6'],
  'world-writable-files': ['f|666|0|0|/etc/x', '/etc/x: mode 0666, owner 0, group 0'],
  'world-writable-sticky': ['d|777|0|0|/srv/x', '/srv/x: mode 0777, owner 0, group 0'],
  'world-writable-dirs-owner': [
    'd|1777|1000|100|/srv/y',
    '/srv/y: mode 1777, owner 1000, group 100',
  ],
};

for (const [id, [line, because]] of Object.entries(WRONG)) {
  testCheck(checkIn(oddFiles, `filesystem.${id}`), {
    pass: [
      { name: 'a fresh host', given: walked([]) },
      {
        name: 'files went meanwhile',
        given: walked([], "find: '/tmp/x': No such file or directory\n", 1),
      },
      { name: 'without getcap', given: walked([], 'getcap absent\n') },
    ],
    fail: [
      { name: 'one that stands out', given: walked([line]), because: [because] },
      {
        name: 'one, although not all could be seen',
        given: walked([line], CLOSED, 1),
        because: [because],
      },
    ],
    unknown: [
      { name: 'not all could be seen', given: walked([], CLOSED, 1) },
      { name: 'nothing was walked', given: { [WALK]: 'status 0\n' } },
      { name: 'a mount that cannot be named', given: walked(['skipped /mnt/a\\040b']) },
      { name: 'an end too soon', given: { [WALK]: { stdout: `${USUAL.join('\n')}\n` } } },
      {
        name: 'a find that knows no -printf',
        given: walked([], 'find: unrecognized: -printf\n', 1),
      },
    ],
  });
}

testCheck(checkIn(oddFiles, 'filesystem.setuid-writable'), {
  pass: [{ name: 'raw modes of busybox', given: walked(['x|89ed|0|0|/usr/bin/su']) }],
  fail: [
    {
      name: 'by raw mode',
      given: walked(['x|89ff|0|0|/usr/bin/su']),
      because: ['/usr/bin/su: mode 4777, owner 0, group 0'],
    },
    {
      name: 'by its group, and by a folder that everybody may write to',
      given: walked(['f|4775|0|50|/srv/a/b/su', 'd|777|0|0|/srv/a']),
      because: [
        '/srv/a/b/su: mode 4775, owner 0, group 50',
        '/srv/a/b/su folder: /srv/a has mode 0777',
      ],
    },
    {
      name: 'by a folder that a group may write to',
      given: {
        ...walked(['f|4755|0|0|/usr/local/bin/su']),
        'stat:/usr/local': '2775|0|50|root|staff|directory|4096|1700000000|/usr/local\n',
      },
      because: ['/usr/local/bin/su folder: /usr/local has mode 2775'],
    },
  ],
});

testCheck(checkIn(oddFiles, 'filesystem.device-files-outside-dev'), {
  pass: [
    { name: 'of a chroot', given: walked(['c|666|0|0|/var/spool/postfix/dev/null']) },
    { name: 'a mask of systemd', given: walked(['b|0|0|0|/run/systemd/inaccessible/blk']) },
  ],
  fail: [
    {
      name: 'a mask that is open',
      given: walked(['b|660|0|0|/run/systemd/inaccessible/blk']),
      because: ['/run/systemd/inaccessible/blk: mode 0660, owner 0, group 0'],
    },
    {
      name: 'another name there',
      given: walked(['c|666|0|0|/var/spool/postfix/dev/mem']),
      because: ['/var/spool/postfix/dev/mem: mode 0666, owner 0, group 0'],
    },
  ],
});

const PING = '/usr/bin/ping cap_net_raw=ep\n';
const CAPABLE: Readonly<Record<string, readonly [string, string]>> = {
  'host-interpreters': [
    '/usr/bin/python3.11 = cap_setuid+ep\n',
    '/usr/bin/python3.11: cap_setuid+ep',
  ],
  'host-file-capabilities': [
    '/usr/bin/ping cap_net_raw,cap_sys_admin=ep\n',
    '/usr/bin/ping: cap_net_raw,cap_sys_admin=ep',
  ],
};
for (const [id, [line, because]] of Object.entries(CAPABLE)) {
  testCheck(checkIn(hostFiles, `capabilities.${id}`), {
    pass: [
      { name: 'ping alone', given: walked([], PING) },
      {
        name: 'ping, as older versions write it',
        given: walked([], '/usr/bin/ping = cap_net_raw+p\n'),
      },
    ],
    fail: [
      { name: 'one that stands out', given: walked([], `${PING}${line}`), because: [because] },
      {
        name: 'one, although not all could be seen',
        given: walked([], line + CLOSED, 1),
        because: [because],
      },
    ],
    unknown: [
      { name: 'without getcap', given: walked([], 'getcap absent\n') },
      { name: 'not all could be seen', given: walked([], CLOSED, 1) },
    ],
  });
}

testCheck(checkIn(hostFiles, 'capabilities.host-file-capabilities'), {
  pass: [{ name: 'none', given: walked([]) }],
  fail: [
    {
      name: 'all of them',
      given: walked([], '/usr/bin/ping =ep\n'),
      because: ['/usr/bin/ping: =ep'],
    },
    {
      name: 'a usual name elsewhere',
      given: walked([], '/home/x/ping cap_net_raw=ep\n'),
      because: ['/home/x/ping: cap_net_raw=ep'],
    },
  ],
});

describe('the tables', () => {
  it('have a test for every row', () => {
    expect(oddFiles.map(({ id }) => id)).toEqual(
      expect.arrayContaining(Object.keys(WRONG).map((id) => `filesystem.${id}`)),
    );
    expect(oddFiles.length).toBe(Object.keys(WRONG).length);
    expect(hostFiles.length).toBe(Object.keys(CAPABLE).length);
  });
});
