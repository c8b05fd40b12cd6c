import { describe, expect, it } from 'vitest';
import { stat } from '../../../src/probes/readers/stat.ts';
import { text } from '../../../src/probes/readers/text.ts';

const LONG = 200_000;

describe('stat', () => {
  it.each([
    ["stat: cannot statx '/x': No such file or directory", '/x'],
    ["stat: can't stat '/x': No such file or directory", '/x'],
    ['stat: /x: No such file or directory', '/x'],
    ["stat: cannot statx '/it's: a': No such file or directory", "/it's: a"],
  ])('knows whom a tool complains of: %s', (line, path) => {
    const split = stat.split({ exit: 1, stdout: '', stderr: `${line}\n` }, [path, '/y']);
    expect(split.get(path)?.stderr).toBe(`${line}\n`);
    expect(split.get('/y')?.stderr).toBe('');
  });

  it('takes no longer for a complaint full of quotes', () => {
    const stderr = `${" '".repeat(LONG)}\n`;
    expect(stat.split({ exit: 1, stdout: '', stderr }, ['/x']).get('/x')?.stderr).toBe('');
  });
});

describe('text', () => {
  it('takes no longer for a line full of colons', () => {
    const stdout = `/etc/x.d/${':'.repeat(LONG)}\nstatus 0\n`;
    const split = text.split({ exit: 0, stdout, stderr: '' }, ['/etc/x.d/*.conf', '/y']);
    expect(split.get('/etc/x.d/*.conf')?.stdout).toBe('');
  });

  it.each([
    ['is not installed', 'status 127\n', 'sh: grep: not found\n'],
    ['may not be started', 'status 126\n', 'timeout: failed to run command: Permission denied\n'],
    ['has no memory left', '/a:1\nstatus 2\n', 'grep: memory exhausted\n'],
  ])('takes no file for an empty one where grep %s', (_, stdout, stderr) => {
    const split = text.split({ exit: 0, stdout, stderr }, ['/a', '/b', '/etc/x.d/*.conf']);
    expect(split.get('/b')).toMatchObject({ stdout: '', cut: true });
    expect(split.get('/etc/x.d/*.conf')).toMatchObject({ stdout: '', cut: true });
  });

  it('takes a file that could not be read for just that', () => {
    const stderr = 'grep: /b: Permission denied\n';
    const split = text.split({ exit: 0, stdout: '/a:1\nstatus 2\n', stderr }, ['/a', '/b', '/c']);
    expect(split.get('/a')).toEqual({ exit: 0, stdout: '1\n', stderr: '' });
    expect(split.get('/b')).toEqual({ exit: 1, stdout: '', stderr });
    expect(split.get('/c')).toEqual({ exit: 0, stdout: '', stderr: '' });
  });
});
