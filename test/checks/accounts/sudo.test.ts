import table from '../../../checks/accounts/sudo.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { dpkg } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const PATH = 'Defaults\tsecure_path="/usr/local/sbin:/usr/sbin:/usr/bin"';
const main = (...lines: readonly string[]): Given => ({
  'text:/etc/sudoers': `${['Defaults\tenv_reset', PATH, 'root ALL=(ALL:ALL) ALL', ...lines].join('\n')}\n`,
});
const none = [{ name: 'no sudo', given: {} }];
const foreign = [{ name: 'includes elsewhere', given: main('@include /opt/rules') }];

testCheck(checkIn(table, 'accounts.sudo-authenticate'), {
  pass: [
    { name: 'Debian', given: main('%sudo ALL=(ALL:ALL) ALL') },
    { name: 'taken back', given: main('Defaults !authenticate', 'Defaults authenticate') },
  ],
  fail: [
    {
      name: 'for all, and for one account',
      given: main('Defaults !authenticate', 'Defaults:ada !authenticate, !lecture'),
      because: [
        '/etc/sudoers: Defaults: !authenticate',
        '/etc/sudoers: Defaults:ada: !authenticate',
      ],
    },
  ],
  notApplicable: none,
  unknown: foreign,
});

const LOGIN: Given = {
  'text:/etc/passwd': 'root:x:0:0::/root:/bin/sh\naudit:x:1001:1001::/home/audit:/bin/sh\n',
  'text:/etc/group': 'root:x:0:\nwheel:x:10:audit\n',
};

testCheck(checkIn(table, 'accounts.sudo-nopasswd'), {
  pass: [
    {
      name: 'commands with arguments, exceptions, other accounts',
      given: main(
        'ci ALL=(root) NOPASSWD: /usr/bin/systemctl restart web, /usr/local/bin/deploy',
        'ada ALL=(postgres) NOPASSWD: ALL',
        'eve ALL=(ALL) NOPASSWD: /usr/bin/id, PASSWD: ALL',
        'root ALL=(ALL) NOPASSWD: ALL',
      ),
    },
    {
      name: 'an account that is named',
      given: main('ci ALL=(ALL) NOPASSWD: ALL'),
      params: { accounts: ['ci'] },
    },
  ],
  fail: [
    {
      name: 'everything, shells, editors, patterns and open programs',
      given: main(
        'ci ALL=(ALL) NOPASSWD: ALL',
        '%ops ALL=NOPASSWD: /bin/bash, /usr/bin/vi /etc/motd, /usr/bin/systemctl, /usr/bin/tar',
        'eve ALL=NOPASSWD: /usr/local/bin/, /opt/*/run, /usr/bin/python3.11',
      ),
      because: [
        '/etc/sudoers: ci, ALL: NOPASSWD',
        '/etc/sudoers: %ops, /bin/bash: NOPASSWD',
        '/etc/sudoers: %ops, /usr/bin/vi /etc/motd: NOPASSWD',
        '/etc/sudoers: %ops, /usr/bin/systemctl: NOPASSWD',
        '/etc/sudoers: %ops, /usr/bin/tar: NOPASSWD',
        '/etc/sudoers: eve, /usr/local/bin/: NOPASSWD',
        '/etc/sudoers: eve, /opt/*/run: NOPASSWD',
        '/etc/sudoers: eve, /usr/bin/python3.11: NOPASSWD',
      ],
    },
    {
      name: 'the account of the audit, by its name and by its group',
      given: {
        ...main('audit ALL=(ALL) NOPASSWD: ALL', '%wheel ALL=(ALL) NOPASSWD: ALL'),
        ...LOGIN,
        'text:/proc/self/loginuid': '1001\n',
      },
      because: [
        '/etc/sudoers: audit, ALL: NOPASSWD, for the account of this audit',
        '/etc/sudoers: %wheel, ALL: NOPASSWD, for the account of this audit',
      ],
    },
  ],
  notApplicable: none,
  unknown: foreign,
});

const DEBIAN: Given = { 'text:/etc/os-release': 'ID=debian\nVERSION_ID="12"\n' };
const FEDORA: Given = { 'text:/etc/os-release': 'ID=fedora\nVERSION_ID=42\n' };

testCheck(checkIn(table, 'accounts.sudo-environment'), {
  pass: [
    { name: 'Debian', given: { ...main('Defaults env_keep += "LANG LC_ALL"'), ...DEBIAN } },
    {
      name: 'built in',
      given: { 'text:/etc/sudoers': 'root ALL=(ALL) ALL\n', ...DEBIAN },
    },
  ],
  fail: [
    {
      name: 'not reset, kept variables, a path with holes',
      given: {
        ...main(
          'Defaults:ada !env_reset, setenv',
          'Defaults env_keep += "LD_PRELOAD PYTHONPATH EDITOR"',
          'Defaults secure_path = /usr/bin::bin',
        ),
        ...DEBIAN,
      },
      because: [
        '/etc/sudoers: Defaults:ada env_reset: !env_reset',
        '/etc/sudoers: Defaults:ada setenv: setenv',
        '/etc/sudoers: secure_path: an empty part',
        '/etc/sudoers: secure_path: bin',
        '/etc/sudoers: env_keep LD_PRELOAD: kept',
        '/etc/sudoers: env_keep PYTHONPATH: kept',
      ],
    },
    {
      name: 'no search path where none is built in',
      given: { 'text:/etc/sudoers': 'root ALL=(ALL) ALL\n', ...FEDORA },
      because: ['secure_path: not set'],
    },
  ],
  notApplicable: [{ name: 'no sudo', given: DEBIAN }],
  unknown: [{ name: 'includes elsewhere', given: { ...main('@include /opt/r'), ...DEBIAN } }],
});

const version = (sudo: string): Given => ({ 'packages:': dpkg(`sudo ${sudo}`) });

testCheck(checkIn(table, 'accounts.sudo-pty'), {
  pass: [
    { name: 'by default', given: { ...main(), ...version('1.9.15p5-3ubuntu5') } },
    { name: 'set', given: main('Defaults use_pty') },
  ],
  fail: [
    {
      name: 'an old one without the setting',
      given: { ...main(), ...version('1.9.13p3-1+deb12u1') },
      because: ['use_pty: by default in sudo 1.9.13p3-1+deb12u1'],
    },
    {
      name: 'switched off',
      given: main('Defaults !use_pty', 'Defaults!/usr/bin/x !use_pty'),
      because: ['use_pty: !use_pty', '/etc/sudoers: Defaults!/usr/bin/x: !use_pty'],
    },
  ],
  notApplicable: none,
  unknown: [
    { name: 'no package tells the version', given: { ...main(), 'packages:': dpkg('x 1') } },
  ],
});

testCheck(checkIn(table, 'accounts.sudo-negations'), {
  pass: [
    {
      name: 'exceptions to named commands only',
      given: main('ada ALL=/usr/bin/passwd *, !/usr/bin/passwd root'),
    },
  ],
  fail: [
    {
      name: 'an exception to everything',
      given: main('Cmnd_Alias SHELLS = /bin/sh, /bin/bash', 'ada ALL=(ALL) ALL, !SHELLS'),
      because: ['/etc/sudoers: ada: ALL, but not /bin/sh, /bin/bash'],
    },
  ],
  notApplicable: none,
  unknown: foreign,
});
