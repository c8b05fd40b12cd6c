import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observer } from '../../../src/engine/observe.ts';
import type { Recorded } from '../../../src/model/evidence.ts';
import { readingsOf } from '../../../src/probes/fact.ts';
import { readingKey } from '../../../src/probes/reader.ts';
import { sysctlName } from '../../../src/probes/sysctl/sysctl.ts';
import { settingAtBoot, sysctlFiles } from '../../../src/probes/sysctl/sysctl-files.ts';

const NOTHING: Recorded = { exit: 1, stdout: '', stderr: 'No such file or directory\n' };
const SYSTEMD = {
  'stat:/run/systemd/system': '755|0|0|root|root|directory|1|1|/run/systemd/system\n',
};
const ALPINE = {
  'stat:/etc/alpine-release': '644|0|0|root|root|regular file|7|1|/etc/alpine-release\n',
};

/** Content by path; null is a link to /dev/null. */
type Files = Readonly<Record<string, string | null>>;

function recordsOf(files: Files, given: Readonly<Record<string, string>>) {
  const records = new Map(
    readingsOf(sysctlFiles).map((reading) => [readingKey(reading), NOTHING] as const),
  );
  const add = (key: string, stdout: string, stderr = '') => {
    const was = records.get(key) ?? NOTHING;
    const before = was === NOTHING ? { stdout: '', stderr: '' } : was;
    records.set(key, {
      exit: `${before.stderr}${stderr}` === '' ? 0 : 1,
      stdout: `${before.stdout}${stdout}`,
      stderr: `${before.stderr}${stderr}`,
    });
  };
  for (const [path, content] of Object.entries(files)) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const lines = (content ?? '').split('\n').filter((line, i, all) => line || i < all.length - 1);
    if (path === '/etc/sysctl.conf') {
      add(`text:${path}`, content ?? '');
      continue;
    }
    const type = content === null ? 'character special file' : 'regular file';
    add(`stat:${folder}/*.conf`, `644|0|0|root|root|${type}|1|1|${path}\n`);
    add(
      `text:${folder}/*.conf`,
      lines.map((line) => `${path}:${line}\n`).join(''),
      content === null ? `grep: ${path}: Not a regular file\n` : '',
    );
  }
  for (const [key, stdout] of Object.entries(given)) add(key, stdout);
  return Object.fromEntries(records);
}

function atBoot(key: string, files: Files, given: Readonly<Record<string, string>> = SYSTEMD) {
  const seen = observer(recordsOf(files, given))(sysctlFiles);
  if (seen.state !== 'value') throw new Error(seen.reason);
  return settingAtBoot(seen.value, sysctlName(key));
}

const KEY = 'kernel.sysrq';

describe('systemd-sysctl', () => {
  it('goes by name across folders', () => {
    const files = {
      '/etc/sysctl.d/10-a.conf': `${KEY}=1`,
      '/usr/lib/sysctl.d/50-default.conf': `${KEY}=16`,
      '/run/sysctl.d/20-b.conf': `${KEY}=2`,
    };
    expect(atBoot(KEY, files)).toEqual({
      value: '16',
      source: '/usr/lib/sysctl.d/50-default.conf:1',
    });
  });

  it('lets a file mask one of its name, and a link to /dev/null too', () => {
    expect(
      atBoot(KEY, {
        '/etc/sysctl.d/50-x.conf': '# nothing',
        '/usr/lib/sysctl.d/50-x.conf': `${KEY}=1`,
      }),
    ).toBeUndefined();
    expect(
      atBoot(KEY, { '/etc/sysctl.d/50-x.conf': null, '/usr/lib/sysctl.d/50-x.conf': `${KEY}=1` }),
    ).toBeUndefined();
  });

  it('reads a folder that has two names once', () => {
    const files = {
      '/usr/lib/sysctl.d/50-a.conf': `${KEY}=1`,
      '/lib/sysctl.d/50-a.conf': `${KEY}=1`,
      '/usr/lib/sysctl.d/60-b.conf': `${KEY}=16`,
      '/lib/sysctl.d/60-b.conf': `${KEY}=16`,
    };
    expect(atBoot(KEY, files)?.source).toBe('/usr/lib/sysctl.d/60-b.conf:1');
  });

  it('does not read /etc/sysctl.conf unless it is linked', () => {
    expect(atBoot(KEY, { '/etc/sysctl.conf': `${KEY}=1\n` })).toBeUndefined();
    expect(atBoot(KEY, { '/etc/sysctl.d/99-sysctl.conf': `${KEY}=1` })?.value).toBe('1');
  });

  it('keeps patterns away from keys that are named', () => {
    const files = {
      '/usr/lib/sysctl.d/50-default.conf':
        'net.ipv4.conf.*.rp_filter = 2\n-net.ipv4.conf.all.rp_filter\nnet.ipv4.conf.eth1.rp_filter = 1',
      '/usr/lib/sysctl.d/60-more.conf': 'net.ipv4.conf.*.rp_filter = 0',
    };
    expect(atBoot('net.ipv4.conf.eth0.rp_filter', files)?.value).toBe('0');
    expect(atBoot('net.ipv4.conf.eth1.rp_filter', files)?.value).toBe('1');
    expect(atBoot('net.ipv4.conf.all.rp_filter', files)).toBeUndefined();
  });

  it('lets a line that repeats a value keep its place', () => {
    const files = {
      '/etc/sysctl.d/a.conf':
        'net.ipv4.conf.*.rp_filter=2\nnet.ipv4.conf.e*.rp_filter=1\nnet.ipv4.conf.*.rp_filter=2',
    };
    expect(atBoot('net.ipv4.conf.eth0.rp_filter', files)?.value).toBe('1');
  });

  it('sets nothing when its unit is masked', () => {
    const masked = {
      ...SYSTEMD,
      'stat:/etc/systemd/system/systemd-sysctl.service':
        '666|0|0|root|root|character special file|0|1|/etc/systemd/system/systemd-sysctl.service\n',
    };
    expect(atBoot(KEY, { '/etc/sysctl.d/a.conf': `${KEY}=1` }, masked)).toBeUndefined();
  });

  it('comes after the command line of the kernel', () => {
    const given = {
      ...SYSTEMD,
      'text:/proc/cmdline':
        'quiet sysctl.kernel.sysrq=4 sysctl.kernel/core_pattern="|/bin/x y" -- sysctl.vm.swappiness=1\n',
    };
    expect(atBoot(KEY, {}, given)).toEqual({ value: '4', source: 'the kernel command line' });
    expect(atBoot(KEY, { '/etc/sysctl.d/a.conf': `${KEY}=1` }, given)?.value).toBe('1');
    expect(atBoot('kernel.core_pattern', {}, given)?.value).toBe('|/bin/x y');
    expect(atBoot('vm.swappiness', {}, given)).toBeUndefined();
  });
});

describe('sysctl --system', () => {
  it('reads /etc/sysctl.conf last', () => {
    const files = { '/etc/sysctl.d/zz.conf': `${KEY}=1`, '/etc/sysctl.conf': `${KEY}=0\n` };
    expect(atBoot(KEY, files, {})).toEqual({ value: '0', source: '/etc/sysctl.conf:1' });
  });

  it('does not take a value back that a later line excludes', () => {
    const files = { '/etc/sysctl.d/a.conf': `${KEY}=1\n-${KEY}` };
    expect(atBoot(KEY, files, {})?.value).toBe('1');
    expect(atBoot(KEY, files, SYSTEMD)).toBeUndefined();
  });
});

describe('the boot script of Alpine', () => {
  it('goes folder by folder, /etc/sysctl.conf near the end', () => {
    const files = {
      '/usr/lib/sysctl.d/zz.conf': `${KEY}=1`,
      '/etc/sysctl.d/aa.conf': `${KEY}=2`,
    };
    expect(atBoot(KEY, files, ALPINE)?.value).toBe('2');
    expect(atBoot(KEY, { ...files, '/etc/sysctl.conf': `${KEY}=3\n` }, ALPINE)?.value).toBe('3');
  });

  it('has no patterns, no leading dash, and masks by files alone', () => {
    const files = { '/etc/sysctl.d/a.conf': `-${KEY}=1\nkernel.*=2` };
    expect(atBoot(KEY, files, ALPINE)).toBeUndefined();
    const masked = { '/etc/sysctl.d/a.conf': null, '/lib/sysctl.d/a.conf': `${KEY}=5` };
    expect(atBoot(KEY, masked, ALPINE)?.value).toBe('5');
  });
});

it('never throws, and answers something, whatever the files hold', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom('-a.b', 'a.*=1', 'a.b = 2', '[', '*='));
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom(SYSTEMD, ALPINE, {}), (lines, given) => {
      const content = lines.join('\n');
      const seen = observer(recordsOf({ '/etc/sysctl.d/a.conf': content }, given))(sysctlFiles);
      expect(seen.state).toBe('value');
      expect(() => atBoot('a.b', { '/etc/sysctl.d/a.conf': content }, given)).not.toThrow();
    }),
  );
});
