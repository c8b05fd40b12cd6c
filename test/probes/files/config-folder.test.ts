import { expect, it } from 'vitest';
import { observer } from '../../../src/engine/observe.ts';
import { configFolder } from '../../../src/probes/files/config-folder.ts';

const NOTHING = { exit: 1, stdout: '', stderr: 'No such file or directory\n' };
const FOLDER = 'stat:/etc/x.d';
const FILES = 'stat:/etc/x.d/*.conf';
const TEXTS = 'text:/etc/x.d/*.conf';
const SELF = 'text:/proc/self/status';
const statLine = (type: string, path: string): string =>
  `644|0|0|root|root|${type}|0|1700000000|${path}\n`;

function look(records: Readonly<Record<string, { stdout?: string; stderr?: string }>>) {
  const all = Object.fromEntries(
    [FOLDER, FILES, TEXTS, SELF].map((key) => {
      const given = records[key];
      if (given === undefined) return [key, NOTHING];
      return [key, { exit: given.stderr === undefined ? 0 : 1, stdout: '', stderr: '', ...given }];
    }),
  );
  return observer(all)(configFolder('/etc/x.d'));
}

it('is an empty list where there is no folder', () => {
  expect(look({})).toEqual({ state: 'value', value: [] });
});

it('knows empty files, links to /dev/null and links to nowhere', () => {
  const seen = look({
    [FOLDER]: { stdout: statLine('directory', '/etc/x.d').replace('644', '755') },
    [FILES]: {
      stdout:
        statLine('regular empty file', '/etc/x.d/b.conf') +
        statLine('character special file', '/etc/x.d/c.conf') +
        statLine('directory', '/etc/x.d/d.conf') +
        statLine('regular file', '/etc/x.d/a.conf'),
      stderr: "stat: cannot statx '/etc/x.d/e.conf': No such file or directory\n",
    },
    [TEXTS]: {
      stdout: '/etc/x.d/a.conf:one\n/etc/x.d/a.conf:two\n',
      stderr:
        'grep: /etc/x.d/c.conf: Not a regular file\ngrep: /etc/x.d/d.conf: Is a directory\ngrep: /etc/x.d/e.conf: No such file or directory\n',
    },
  });
  expect(seen).toEqual({
    state: 'value',
    value: [
      { path: '/etc/x.d/a.conf', name: 'a.conf', content: 'one\ntwo\n', regular: true },
      { path: '/etc/x.d/b.conf', name: 'b.conf', content: '', regular: true },
      { path: '/etc/x.d/c.conf', name: 'c.conf', content: '', regular: false },
      { path: '/etc/x.d/e.conf', name: 'e.conf', content: '', regular: false },
    ],
  });
});

it('gives no list when one file may not be read', () => {
  const seen = look({
    [TEXTS]: {
      stdout: '/etc/x.d/a.conf:one\n',
      stderr:
        'grep: /etc/x.d/b.conf: Permission denied\ngrep: /etc/x.d/c.conf: Not a regular file\n',
    },
  });
  expect(seen.state).toBe('denied');
});

it('takes no folder that it may not list for an empty one', () => {
  const closed = { stdout: statLine('directory', '/etc/x.d').replace('644', '700') };
  const self = (uid: number) => ({
    stdout: `Uid:\t${uid}\t${uid}\t${uid}\t${uid}\nCapEff:\t0000000000000000\n`,
  });
  expect(look({ [FOLDER]: closed, [SELF]: self(1000) }).state).toBe('denied');
  expect(look({ [FOLDER]: closed, [SELF]: self(0) }).state).toBe('value');
});
