import check from '../../../checks/logging/disk-space.ts';
import { LOG_FOLDERS } from '../../../src/probes/readers/log-space.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const MIB = 1024 ** 2;
const UNIT = 4096;
const READING = 'log_space:';

type Left = readonly [total: number, free: number];
interface Volume {
  readonly mib: Left;
  readonly id?: string;
  readonly inodes?: Left;
}

const lineOf = (path: string, { mib: [total, free], id = 'a1', inodes = [1000, 900] }: Volume) =>
  `${id}|${UNIT}|${(total * MIB) / UNIT}|${(free * MIB) / UNIT}|${inodes.join('|')}|${path}\n`;

/** What stat says of the folders that a host has. */
const host = (volumes: Readonly<Record<string, Volume>>) => {
  const missing = LOG_FOLDERS.filter((path) => !Object.hasOwn(volumes, path));
  return {
    [READING]: {
      exit: missing.length === 0 ? 0 : 1,
      stdout: Object.entries(volumes)
        .map(([path, volume]) => lineOf(path, volume))
        .join(''),
      stderr: missing
        .map(
          (path) =>
            `stat: can't read file system information for '${path}': No such file or directory\n`,
        )
        .join(''),
    },
  };
};
/** One file system for all. */
const root = (mib: Left, more: Partial<Volume> = {}) =>
  host({
    '/var': { mib, ...more },
    '/var/log': { mib, ...more },
    '/var/log/journal': { mib, ...more },
  });
const GIB = 1024;

testCheck(check, {
  pass: [
    { name: 'a large disk', given: root([100 * GIB, 11 * GIB]) },
    { name: 'a small root, with the last gibibyte', given: root([8 * GIB, GIB]) },
    {
      name: 'a small volume for the audit log, a quarter of which is left',
      given: host({
        '/var': { mib: [20 * GIB, 10 * GIB] },
        '/var/log': { mib: [20 * GIB, 10 * GIB] },
        '/var/log/audit': { mib: [GIB, 256], id: 'b2' },
      }),
    },
    { name: 'btrfs', given: root([100 * GIB, 50 * GIB], { inodes: [0, 0] }) },
    {
      name: 'a journal in memory, and no folder of logs',
      given: host({
        '/run/log/journal': { mib: [200, 150], id: 'c3' },
        '/var': { mib: [100 * GIB, 50 * GIB] },
      }),
    },
    {
      name: 'what the site asks',
      given: root([100 * GIB, 3 * GIB], { inodes: [1000, 20] }),
      params: { percent: 3, inodePercent: 2 },
    },
  ],
  fail: [
    {
      name: 'a large disk, once for its three folders',
      given: root([100 * GIB, 9 * GIB]),
      because: ['/var/log: 9 %, 9216 of 102400 MiB'],
    },
    {
      name: 'a small root',
      given: root([8 * GIB, 1023]),
      because: ['/var/log: 12 %, 1023 of 8192 MiB'],
    },
    {
      name: 'a full volume of its own beside others of its size whose kernel tells no identity',
      given: host({
        '/var': { mib: [10 * GIB, 5 * GIB], id: '0' },
        '/var/log': { mib: [10 * GIB, 5 * GIB], id: '0' },
        '/var/log/audit': { mib: [10 * GIB, 0], id: '0' },
      }),
      because: ['/var/log/audit: 0 %, 0 of 10240 MiB'],
    },
    {
      name: 'a small volume for the audit log',
      given: host({
        '/var': { mib: [90 * GIB, 80 * GIB] },
        '/var/log/audit': { mib: [GIB, 255] },
      }),
      because: ['/var/log/audit: 24 %, 255 of 1024 MiB'],
    },
    {
      name: 'inodes alone, then both',
      given: host({
        '/var': { mib: [100 * GIB, 50 * GIB], inodes: [1000, 49] },
        '/var/log': { mib: [100 * GIB, GIB], id: 'b2', inodes: [1000, 0] },
      }),
      because: [
        '/var/log: 1 %, 1024 of 102400 MiB',
        'inodes of /var/log: 0 %, 0 of 1000',
        'inodes of /var: 4 %, 49 of 1000',
      ],
    },
    {
      name: 'more than the site asks is missing',
      given: root([100 * GIB, 30 * GIB]),
      params: { gibibytes: 50 },
      because: ['/var/log: 30 %, 30720 of 102400 MiB'],
    },
  ],
  notApplicable: [{ name: 'an image', given: { [READING]: NOT_BOOTED } }],
  unknown: [
    { name: 'no folder at all', given: host({}) },
    { name: 'a file server that does not answer', given: { [READING]: { exit: 137 } } },
    {
      name: 'a file system without sizes',
      given: host({ '/var': { mib: [0, 0] }, '/var/log': { mib: [90 * GIB, 80 * GIB] } }),
    },
  ],
});
