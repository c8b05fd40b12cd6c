import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  doesNothing,
  installLine,
  isBlacklisted,
  parseModprobe,
} from '../../../src/probes/modules/modprobe-config.ts';

const parse = (content: string) => parseModprobe(content, '/etc/modprobe.d/x.conf');

describe('modprobe.d', () => {
  it('takes dashes for underscores, joins lines, and knows where a line began', () => {
    expect(parse('# x\ninstall usb-storage \\\n  /bin/false\n\toptions kvm nested=0\n')).toEqual([
      {
        keyword: 'install',
        module: 'usb_storage',
        rest: '/bin/false',
        source: '/etc/modprobe.d/x.conf:2',
      },
      { keyword: 'options', module: 'kvm', rest: 'nested=0', source: '/etc/modprobe.d/x.conf:4' },
    ]);
  });

  it('leaves out what names no module', () => {
    expect(parse('install\nalias a b\nsoftdep a pre: b\n#blacklist a\n')).toEqual([]);
  });

  it('runs the first install line that fits, patterns too', () => {
    const lines = parse('install net_* /bin/a\ninstall net_x /bin/false\n');
    expect(installLine(lines, 'net_x')?.rest).toBe('/bin/a');
    expect(installLine(lines, 'other')).toBeUndefined();
    expect(isBlacklisted(parse('blacklist a-b\n'), 'a_b')).toBe(true);
  });

  it.each([
    ['/bin/true', true],
    ['/usr/bin/false', true],
    ['/sbin/nologin', true],
    ['/bin/true; /tmp/x', false],
    ['/bin/false || /tmp/x', false],
    ['/tmp/false', false],
    ['', false],
  ])('%s does nothing: %s', (command, nothing) => {
    expect(doesNothing(command)).toBe(nothing);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (content) => Array.isArray(parse(content))));
  });
});
