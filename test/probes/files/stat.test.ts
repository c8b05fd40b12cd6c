import { expect, it } from 'vitest';
import { stats } from '../../../src/probes/files/stat.ts';

const FOUND = '644|0|0|root|root|regular file|3|1700000000|/etc/x.d/a.conf\n';
const DANGLING = "stat: cannot statx '/etc/x.d/b.conf': No such file or directory\n";
const FORBIDDEN = "stat: cannot statx '/etc/x.d/c.conf': Permission denied\n";

const statOf = (stdout: string, stderr: string) =>
  stats('/etc/x.d/*.conf').parse({ exit: stderr === '' ? 0 : 1, stdout, stderr });

it('passes by a dangling link beside paths that were found', () => {
  expect(statOf(FOUND, DANGLING)).toMatchObject({ value: [{ path: '/etc/x.d/a.conf' }] });
});

it('lets no dangling link hide a path that may not be looked at', () => {
  expect(statOf(FOUND, DANGLING + FORBIDDEN).state).toBe('denied');
});

it('takes a pattern that finds nothing for an empty list', () => {
  expect(statOf('', "stat: cannot statx '/etc/x.d/*.conf': No such file or directory\n")).toEqual({
    state: 'value',
    value: [],
  });
});

it('lets no dangling link hide a path that could not be read', () => {
  const broken = "stat: cannot statx '/etc/x.d/c.conf': Input/output error";
  expect(statOf(FOUND, `${DANGLING}${broken}\n`)).toEqual({ state: 'failed', reason: broken });
});

it('reads /proc/kcore, whose size is that of the address space', () => {
  const line = '400|0|0|root|root|regular file|72057594021167104|1700000000|/proc/kcore\n';
  expect(statOf(line, '')).toMatchObject({ value: [{ path: '/proc/kcore', mode: 0o400 }] });
});
