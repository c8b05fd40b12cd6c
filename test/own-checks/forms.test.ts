import { describe, expect, it } from 'vitest';
import { defineCheck, orAbsent } from '../../src/kit/define-check.ts';
import { pass } from '../../src/model/verdict.ts';
import { filesText } from '../../src/probes/files/file-text.ts';
import { DENIED, NOT_BOOTED, NOT_THERE } from '../../src/testing/check-cases.ts';
import { testCheck } from '../support/test-check.ts';
import { checkOf } from './own-check.ts';

const asked = (...lines: string[]): string =>
  `    require:\n${lines.map((line) => `      - ${line}\n`).join('')}`;

describe('a setting of a file', () => {
  const text = 'text:/etc/site.conf';
  testCheck(checkOf(asked('{ file: /etc/site.conf, key: Level, equals: 3 }')), {
    pass: [
      { name: 'the last line counts', given: { [text]: '# Level = 1\nLevel = 1\nLevel="3"\n' } },
    ],
    fail: [
      {
        name: 'another',
        given: { [text]: 'Level=3\nLevel=2\n' },
        because: ['Level in /etc/site.conf: 2'],
      },
      {
        name: 'another case of the name',
        given: { [text]: 'level=3\n' },
        because: ['Level in /etc/site.conf: /etc/site.conf does not set Level'],
      },
      {
        name: 'no file',
        given: {},
        because: ['Level in /etc/site.conf: there is no /etc/site.conf'],
      },
    ],
    unknown: [{ name: 'unreadable', given: { [text]: DENIED } }],
  });

  testCheck(
    checkOf(
      asked(
        '{ file: /etc/site.conf, key: level, separator: blank, wins: first, ignoreCase: true, atLeast: 2, atMost: 4, whenAbsent: notApplicable }',
      ),
    ),
    {
      pass: [{ name: 'the first line counts', given: { [text]: 'Level\t 3\nlevel 9\n' } }],
      fail: [
        {
          name: 'too much',
          given: { [text]: 'level 9\n' },
          because: ['level in /etc/site.conf: 9'],
        },
        {
          name: 'no number',
          given: { [text]: 'level 3x\n' },
          because: ['level in /etc/site.conf: 3x'],
        },
        {
          name: 'no value',
          given: { [text]: 'level\n' },
          because: ['level in /etc/site.conf: (empty)'],
        },
      ],
      notApplicable: [{ name: 'no file', given: {} }],
    },
  );

  const pattern = defineCheck({
    id: 'other.check',
    area: 'files',
    title: 'x',
    severity: 'low',
    level: 1,
    rationale: 'x',
    remedy: 'x',
    references: [],
    tags: [],
    needs: { files: orAbsent(filesText('/etc/site.d/*.conf')) },
    evaluate: () => pass('x'),
  });
  testCheck(checkOf(asked('{ file: /etc/site.d/a.conf, key: a, equals: 1 }'), [pattern]), {
    pass: [
      {
        name: 'read with others',
        given: { 'text:/etc/site.d/*.conf': '/etc/site.d/a.conf:a=1\n' },
      },
    ],
    fail: [
      {
        name: 'only another is there',
        given: { 'text:/etc/site.d/*.conf': '/etc/site.d/b.conf:a=1\n' },
        because: ['a in /etc/site.d/a.conf: there is no /etc/site.d/a.conf'],
      },
    ],
  });
});

describe('lines of a file', () => {
  const text = 'text:/etc/site.conf';
  testCheck(checkOf(asked('{ file: /etc/site.conf, hasLine: "allow *" }')), {
    pass: [{ name: 'there', given: { [text]: 'x\n  allow all\n' } }],
    fail: [
      {
        name: 'a comment',
        given: { [text]: '#allow all\n' },
        because: ['/etc/site.conf: no such line'],
      },
    ],
  });
  testCheck(checkOf(asked('{ file: /etc/site.conf, lacksLine: "allow *" }')), {
    pass: [{ name: 'not there', given: { [text]: '# allow all\n' } }],
    fail: [
      { name: 'there', given: { [text]: 'allow all\n' }, because: ['/etc/site.conf: allow all'] },
    ],
  });
});

describe('a path', () => {
  const stat = 'stat:/etc/site.conf';
  const line = (mode: string, owner: string) =>
    `${mode}|0|0|${owner}|root|regular file|1|1700000000|/etc/site.conf\n`;
  testCheck(checkOf(asked('{ path: /etc/site.conf, mode: "0640", owner: root }')), {
    pass: [{ name: 'stricter', given: { [stat]: line('600', 'root') } }],
    fail: [
      {
        name: 'wider, of another',
        given: { [stat]: line('644', 'kim') },
        because: ['/etc/site.conf: mode 0644, owner kim, group root'],
      },
      {
        name: 'not there',
        given: { [stat]: NOT_THERE },
        because: ['/etc/site.conf: there is no /etc/site.conf'],
      },
    ],
  });
  testCheck(checkOf(asked('{ path: /etc/site.conf, exists: false }')), {
    pass: [{ name: 'not there', given: {} }],
    fail: [
      { name: 'there', given: { [stat]: line('600', 'root') }, because: ['/etc/site.conf: there'] },
    ],
  });
});

describe('a sysctl', () => {
  const check = checkOf(asked('{ sysctl: kernel.kptr_restrict, oneOf: [1, 2] }'));
  const running = 'text:/proc/sys/kernel/kptr_restrict';
  const file = 'text:/etc/sysctl.d/*.conf';
  const systemd = {
    'stat:/run/systemd/system': '755|0|0|root|root|directory|1|1700000000|/run/systemd/system\n',
  };
  testCheck(check, {
    pass: [{ name: 'running', given: { ...systemd, [running]: '1\n' } }],
    fail: [
      {
        name: 'wrong',
        given: { ...systemd, [running]: '0\n' },
        because: ['kernel.kptr_restrict: 0'],
      },
      {
        name: 'wrong after a reboot',
        given: {
          ...systemd,
          [running]: '1\n',
          [file]: '/etc/sysctl.d/a.conf:kernel.kptr_restrict=0\n',
        },
        because: ['kernel.kptr_restrict after a reboot: 0'],
      },
      {
        name: 'no such key',
        given: systemd,
        because: ['kernel.kptr_restrict: this kernel has no kernel.kptr_restrict'],
      },
    ],
    unknown: [
      { name: 'an image that sets it nowhere', given: { ...systemd, [running]: NOT_BOOTED } },
    ],
  });
});

describe('packages, processes, modules and words of the kernel', () => {
  const dpkg = { 'packages:': 'manager dpkg\n' };
  const info = (name: string) =>
    `644|0|0|root|root|regular file|1|1700000000|/var/lib/dpkg/info/${name}\n`;
  testCheck(checkOf(asked('{ package: telnetd, installed: false }')), {
    pass: [{ name: 'no file of it', given: dpkg }],
    fail: [
      {
        name: 'its files',
        given: { ...dpkg, 'stat:/var/lib/dpkg/info/telnetd.md5sums': info('telnetd.md5sums') },
        because: ['package telnetd: installed'],
      },
      {
        name: 'of another architecture',
        given: {
          ...dpkg,
          'stat:/var/lib/dpkg/info/telnetd:*.md5sums': info('telnetd:i386.md5sums'),
        },
        because: ['package telnetd: installed'],
      },
      {
        name: 'rpm',
        given: { 'packages:': 'manager rpm\ntelnetd|0:1-1|1700000000|x86_64\n' },
        because: ['package telnetd: installed'],
      },
    ],
    unknown: [
      { name: 'no package manager', given: { 'packages:': 'manager none\n' } },
      {
        name: 'removed, or without sums',
        given: { ...dpkg, 'stat:/var/lib/dpkg/info/telnetd.list': info('telnetd.list') },
      },
    ],
  });
  testCheck(checkOf(asked('{ package: sudo, installed: true }')), {
    pass: [
      {
        name: 'one that dpkg is asked about',
        given: {
          'packages:': 'manager dpkg\nPackage: sudo\nStatus: install ok installed\nVersion: 1.9\n',
        },
      },
    ],
    fail: [{ name: 'not there', given: dpkg, because: ['package sudo: not installed'] }],
  });
  const seen = '/proc/1/comm:init\n';
  testCheck(checkOf(asked('{ process: a-daemon-with-a-long-name, running: true }')), {
    pass: [
      {
        name: 'cut as the kernel cuts',
        given: { 'commands:': `${seen}/proc/9/comm:a-daemon-with-a\nstatus 0\n` },
      },
    ],
    fail: [
      {
        name: 'none',
        given: { 'commands:': `${seen}status 0\n` },
        because: ['process a-daemon-with-a-long-name: not running'],
      },
    ],
    unknown: [{ name: 'others are hidden', given: { 'commands:': '/proc/9/comm:sh\nstatus 0\n' } }],
  });
  testCheck(checkOf(asked('{ module: usb-storage, loaded: false }')), {
    pass: [{ name: 'others', given: { 'text:/proc/modules': 'loop 1 0 - Live 0x0\n' } }],
    fail: [
      {
        name: 'loaded',
        given: { 'text:/proc/modules': 'usb_storage 1 0 - Live 0x0\n' },
        because: ['module usb-storage: loaded'],
      },
    ],
  });
  testCheck(checkOf(asked('{ kernelParameter: lockdown, equals: integrity }')), {
    pass: [
      {
        name: 'the last counts',
        given: { 'text:/proc/cmdline': 'lockdown=none lockdown=integrity\n' },
      },
    ],
    fail: [
      {
        name: 'not set',
        given: { 'text:/proc/cmdline': 'quiet\n' },
        because: ['kernel parameter lockdown: not set'],
      },
    ],
  });
});

describe('a check', () => {
  const os = 'text:/etc/os-release';
  const motd = 'text:/etc/motd';
  testCheck(
    checkOf(
      `    onlyIf:\n      - { file: /etc/os-release, key: ID, equals: debian }\n${asked('{ file: /etc/motd, hasLine: "*private*" }', '{ file: /etc/motd, lacksLine: "*welcome*" }')}`,
    ),
    {
      pass: [{ name: 'all hold', given: { [os]: 'ID=debian\n', [motd]: 'private\n' } }],
      fail: [
        {
          name: 'each that does not hold is told',
          given: { [os]: 'ID=debian\n', [motd]: 'welcome\n' },
          because: ['/etc/motd: no such line', '/etc/motd: welcome'],
        },
      ],
      notApplicable: [
        { name: 'another system', given: { [os]: 'ID=fedora\n', [motd]: 'welcome\n' } },
      ],
      unknown: [
        { name: 'the system cannot be told', given: { [os]: DENIED, [motd]: 'private\n' } },
      ],
    },
  );

  it('knows the file that it comes from', () => {
    expect(checkOf(asked('{ file: /etc/motd, hasLine: x }')).origin).toMatch(/checks\.yaml$/);
  });
});
