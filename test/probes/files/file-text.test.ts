import { describe, expect, it } from 'vitest';
import { filesText } from '../../../src/probes/files/file-text.ts';
import { observeFact } from '../../support/observe-fact.ts';

describe('filesText', () => {
  it.each([
    ['/sys/x/*', '/sys/x/mds:Mitigation: Clear CPU buffers; SMT: off\n'],
    ['/sys/x/md?', '/sys/x/mds:Mitigation: Clear CPU buffers; SMT: off\n'],
    ['/sys/*/mds', '/sys/x/mds:Mitigation: Clear CPU buffers; SMT: off\n'],
  ])('%s ends a file name where the first line of it does', (pattern, stdout) => {
    expect(observeFact(filesText(pattern), { [`text:${pattern}`]: stdout })).toMatchObject({
      value: [{ path: '/sys/x/mds', content: 'Mitigation: Clear CPU buffers; SMT: off\n' }],
    });
  });

  it('takes no content for a further file name', () => {
    const pattern = '/etc/sysctl.d/*.conf';
    const stdout =
      '/etc/sysctl.d/a.conf:# see b.conf: kernel.x = 1\n/etc/sysctl.d/a.conf:kernel.x = 2\n';
    expect(observeFact(filesText(pattern), { [`text:${pattern}`]: stdout })).toMatchObject({
      value: [
        { path: '/etc/sysctl.d/a.conf', content: '# see b.conf: kernel.x = 1\nkernel.x = 2\n' },
      ],
    });
  });

  it('passes by a dangling link beside files that were read', () => {
    const seen = filesText('/etc/x.d/*.conf').parse({
      exit: 1,
      stdout: '/etc/x.d/a.conf:key = 1\n',
      stderr: 'grep: /etc/x.d/b.conf: No such file or directory\n',
    });
    expect(seen).toEqual({
      state: 'value',
      value: [{ path: '/etc/x.d/a.conf', content: 'key = 1\n' }],
    });
  });

  it('lets no dangling link hide a file that could not be read', () => {
    const broken = 'grep: /etc/x.d/c.conf: Input/output error';
    const seen = filesText('/etc/x.d/*.conf').parse({
      exit: 1,
      stdout: '/etc/x.d/a.conf:key = 1\n',
      stderr: `grep: /etc/x.d/b.conf: No such file or directory\n${broken}\n`,
    });
    expect(seen).toEqual({ state: 'failed', reason: broken });
  });
});
