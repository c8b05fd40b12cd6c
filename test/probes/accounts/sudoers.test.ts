import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Sudoers, sudoers, sudoFlag } from '../../../src/probes/accounts/sudoers.ts';
import { observeFact } from '../../support/observe-fact.ts';

const MAIN = 'text:/etc/sudoers';
const EXTRA = 'text:/etc/sudoers.d/*';

function parsed(main: string, extra = ''): Sudoers {
  const seen = observeFact(sudoers, { [MAIN]: main, [EXTRA]: extra });
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value;
}

const RULES = String.raw`# a comment, then settings
Defaults	env_reset, secure_path="/usr/sbin:/usr/bin", !lecture
Defaults:ADMINS, %ops	!authenticate
Defaults!/usr/bin/vi, /usr/bin/less	!use_pty
Defaults	env_keep += "A,B" # why
User_Alias ADMINS = ada, %wheel : OTHERS = #1000, bob
Cmnd_Alias WEB = /usr/bin/id, \
    SHELLS : SHELLS = /bin/sh, /bin/bash
Runas_Alias DB = postgres, root
ADMINS, eve	ALL = (ALL:ALL) NOPASSWD: SETENV: ALL, !SHELLS
OTHERS ALL = (postgres) /usr/bin/psql, (DB) NOPASSWD: WEB, PASSWD: /usr/bin/a\,b x\=y
"my name" host1, host2 = sha224:${'0'.repeat(56)} /usr/bin/ls -l, /usr/bin/cat "" : host3 = /usr/bin/true
`;

it('reads users, aliases, whom a command runs as, tags, exceptions and quotes', () => {
  const { rules } = parsed(RULES);
  const shown = rules.map(({ who, commands }) => [
    who.join(' '),
    ...commands.map(
      ({ command, negated, asRoot, tags }) =>
        `${negated ? '!' : ''}${command}${asRoot ? ' root' : ''}${[...tags].map((tag) => ` ${tag}`).join('')}`,
    ),
  ]);
  expect(shown).toEqual([
    [
      'ada %wheel eve',
      'ALL root NOPASSWD SETENV',
      '!/bin/sh root NOPASSWD SETENV',
      '!/bin/bash root NOPASSWD SETENV',
    ],
    [
      '#1000 bob',
      '/usr/bin/psql',
      '/usr/bin/id root NOPASSWD',
      '/bin/sh root NOPASSWD',
      '/bin/bash root NOPASSWD',
      String.raw`/usr/bin/a\,b x\=y root PASSWD`,
    ],
    ['my name', '/usr/bin/ls -l root', '/usr/bin/cat "" root', '/usr/bin/true root'],
  ]);
});

it('reads settings with whom they are for', () => {
  const { defaults } = parsed(RULES);
  expect(
    defaults.map(
      ({ scope, name, negated, how, value }) =>
        `${scope} ${negated ? '!' : ''}${name}${how}${value}`,
    ),
  ).toEqual([
    ' env_reset',
    ' secure_path=/usr/sbin:/usr/bin',
    ' !lecture',
    ':ADMINS,%ops !authenticate',
    '!/usr/bin/vi,/usr/bin/less !use_pty',
    ' env_keep+=A,B',
  ]);
});

it('takes the last word on a flag, included files at their place', () => {
  const flag = (main: string, extra: string) => sudoFlag(parsed(main, extra), 'use_pty');
  const line = '/etc/sudoers.d/a:Defaults !use_pty\n';
  expect(flag('Defaults use_pty\n@includedir /etc/sudoers.d\n', line)).toBe(false);
  expect(flag('#includedir /etc/sudoers.d\nDefaults use_pty\n', line)).toBe(true);
  expect(flag('@include sudoers.d/a\n', line)).toBe(false);
  expect(flag('Defaults use_pty\n', line)).toBe(true);
  expect(
    flag('@includedir /etc/sudoers.d\n', '/etc/sudoers.d/a.bak:Defaults use_pty\n'),
  ).toBeUndefined();
});

it('says what it cannot follow', () => {
  const state = (main: string) => observeFact(sudoers, { [MAIN]: main }).state;
  expect(state('@include /opt/sudoers\n')).toBe('failed');
  expect(state('@includedir "/etc/sudoers.d"\n')).toBe('value');
  expect(observeFact(sudoers, {}).state).toBe('absent');
  expect(observeFact(sudoers, { 'text:/usr/etc/sudoers': 'root ALL=(ALL) ALL\n' }).state).toBe(
    'value',
  );
  const ring = { [MAIN]: '@include /etc/sudoers.d/a\n', [EXTRA]: '/etc/sudoers.d/a:@include a\n' };
  expect(observeFact(sudoers, ring).state).toBe('failed');
});

it('reads as many rules and settings as visudo exports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-sudoers-'));
  const file = join(folder, 'sudoers');
  writeFileSync(file, RULES, { mode: 0o440 });
  const check = spawnSync('/usr/sbin/visudo', ['-c', '-f', file], { encoding: 'utf8' });
  const exported = spawnSync('cvtsudoers', ['-f', 'json', '-e', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(`${check.stdout}${check.stderr}`).toContain('parsed OK');
  const json: unknown = JSON.parse(exported.stdout);
  const words = JSON.stringify(json);
  const { rules } = parsed(RULES);
  for (const { command } of rules.flatMap(({ commands }) => commands)) {
    const plain = command.replace(/\\(.)/g, '$1').replace(/ ""$/, '');
    if (command !== 'ALL') expect(words).toContain(JSON.stringify(plain).slice(1, -1));
  }
  const count = (name: string) => words.split(`"${name}":`).length - 1;
  // A list of hosts after a colon is a rule of its own to sudo.
  expect(count('User_List')).toBe(rules.length + 1);
});

it('never throws, and ends, whatever a file holds', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'User_Alias A = A',
      'Defaults',
      ' : ',
      '=',
      '(',
      '"',
      '\\',
      '\n',
      '!',
      'ALL',
      '#',
    ),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.array(part).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (main) => {
      expect(['value', 'failed']).toContain(observeFact(sudoers, { [MAIN]: main }).state);
    }),
  );
  const long = `a ALL=${'('.repeat(100_000)}${' : a'.repeat(100_000)}\n`;
  expect(observeFact(sudoers, { [MAIN]: long }).state).toBe('value');
  const bomb = Array.from(
    { length: 20 },
    (_, n) => `Cmnd_Alias A${n} = ${Array(20).fill(`A${n + 1}`)}`,
  );
  expect(observeFact(sudoers, { [MAIN]: `${bomb.join('\n')}\nx ALL=A0\n` }).state).toBe('value');
});

const UNDERSTOOD = String.raw`root	ALL=(ALL:ALL) ALL
%sudo   ALL=(ALL:ALL) NOPASSWD:ALL
ada ALL = NOEXEC: /usr/bin/less /var/log/*, sudoedit /etc/motd, list
"my user" host1 = ^/usr/bin/id .*$
%#100, +net, #0 10.0.0.0/8, !web = CWD=/tmp /bin/ls ""
eve ALL = TIMEOUT=5m /bin/ls : web = (www) /bin/true
bob ALL = (:adm) sha224:${'0'.repeat(56)} /usr/bin/ls, NOT_THERE
ci ALL = ALL, !/usr/bin/su, ! SHELLS
%domain\ admins@example.com ALL=(ALL) ALL
al \
  ALL=ALL
Defaults
Defaults	mail_badpass, !lecture
Defaults@web , host2	env_keep += "A B", timestamp_timeout = 5
Defaults:ada	!authenticate
Cmnd_Alias SHELLS = /bin/sh, /bin/bash : MORE = SHELLS
User_Alias	A=ada : B = %wheel`;

it('understands lines that sudo itself does', () => {
  const rest = UNDERSTOOD.replace('Defaults\n', '');
  expect(parsed(rest).unclear).toBeUndefined();
  const folder = mkdtempSync(join(tmpdir(), 'hostward-sudoers-'));
  try {
    writeFileSync(join(folder, 'sudoers'), `${rest}\n`);
    expect(spawnSync('visudo', ['-cf', join(folder, 'sudoers')]).status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([
  'ada',
  'ada ALL',
  'ada = /bin/ls',
  'ada ALL =',
  'ada ALL = ls',
  'ada ALL = NOPASWD: ALL',
  'Defaults UPPER=1',
  'User_Alias lower = ada',
  '\u0001\u0002 \u0003 = ALL',
])('names the first line that it does not understand: %j', (line) => {
  expect(parsed(`root ALL = \\\n ALL\n${line}\n`).unclear).toBe(
    'line 3 of /etc/sudoers is not understood',
  );
});
