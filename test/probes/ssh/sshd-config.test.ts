import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everybodys, sshdConfig } from '../../../src/probes/ssh/sshd-config.ts';
import { splitArguments } from '../../../src/probes/ssh/sshd-lines.ts';
import { sshdSeconds } from '../../../src/probes/ssh/sshd-view.ts';
import { observeFact } from '../../support/observe-fact.ts';

const SSHD = '755|0|0|root|root|regular file|900000|1700000000|/usr/sbin/sshd\n';
const MAIN = 'text:/etc/ssh/sshd_config';
const DROP_INS = 'text:/etc/ssh/sshd_config.d/*.conf';

const inFolder = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .flatMap(([name, text]) =>
      text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `/etc/ssh/sshd_config.d/${name}:${line}\n`),
    )
    .join('');

const settingsOf = (main: string, files: Readonly<Record<string, string>> = {}) => {
  const seen = observeFact(sshdConfig, {
    'stat:/usr/sbin/sshd': SSHD,
    [MAIN]: main,
    ...(Object.keys(files).length === 0 ? {} : { [DROP_INS]: inFolder(files) }),
  });
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value.settings;
};

const shown = (main: string, files: Readonly<Record<string, string>> = {}) =>
  settingsOf(main, files).map(
    ({ keyword, args, match }) => `${keyword} ${args.join(' ')}${match ? ` [${match}]` : ''}`,
  );

it('reads includes where they stand, in order of names', () => {
  expect(
    shown('Include /etc/ssh/sshd_config.d/*.conf\nPort 1\n', {
      'b.conf': 'Port 3\n',
      'a.conf': 'Port 2\n',
    }),
  ).toEqual(['port 2', 'port 3', 'port 1']);
});

it('puts what is included inside a Match under it, and ends a Match with its file', () => {
  expect(
    shown(
      'Include sshd_config.d/a.conf\nX11Forwarding no\nMatch user b\nInclude sshd_config.d/b.conf\n',
      {
        'a.conf': 'Match group c\nPort 1\n',
        'b.conf': 'Port 2\nMatch all\nPort 3\n',
      },
    ),
  ).toEqual(['port 1 [group c]', 'x11forwarding no', 'port 2 [user b]', 'port 3 [user b]']);
});

it('is no answer with files that are not read, loops, open quotes, or options at start', () => {
  const stateOf = (given: Readonly<Record<string, string>>) =>
    observeFact(sshdConfig, { 'stat:/usr/sbin/sshd': SSHD, ...given }).state;
  expect(stateOf({ [MAIN]: 'Include /opt/sshd/*.conf\n' })).toBe('failed');
  expect(stateOf({ [MAIN]: 'Banner "x\n' })).toBe('failed');
  expect(stateOf({ [MAIN]: '', 'text:/etc/default/ssh': 'SSHD_OPTS="-o Port=3"\n' })).toBe(
    'failed',
  );
  expect(stateOf({ [MAIN]: '', 'text:/etc/default/ssh': 'SSHD_OPTS=\n' })).toBe('value');
  expect(
    stateOf({
      [MAIN]: 'Include sshd_config.d/a.conf\n',
      [DROP_INS]: inFolder({ 'a.conf': 'Include sshd_config.d/a.conf\n' }),
    }),
  ).toBe('failed');
});

it('takes the options of RHEL 8’s crypto policy first, unless they are switched off', () => {
  const policy = "CRYPTO_POLICY='-oCiphers=aes256-ctr -oMACs=hmac-sha2-256'\n";
  const given = {
    'stat:/usr/sbin/sshd': SSHD,
    [MAIN]: 'Ciphers aes128-cbc\n',
    'text:/etc/crypto-policies/back-ends/opensshserver.config': policy,
  };
  const first = (more: Readonly<Record<string, string>>) => {
    const seen = observeFact(sshdConfig, { ...given, ...more });
    return seen.state === 'value' ? seen.value.settings[0]?.args[0] : seen.state;
  };
  expect(first({})).toBe('aes256-ctr');
  expect(first({ 'text:/etc/sysconfig/sshd': 'CRYPTO_POLICY=\n' })).toBe('aes128-cbc');
});

it('is absent without sshd, and never throws', () => {
  expect(observeFact(sshdConfig, { [MAIN]: 'Port 1\n' }).state).toBe('absent');
  fc.assert(
    fc.property(fc.string(), (text) => {
      splitArguments(text);
      return (
        observeFact(sshdConfig, { 'stat:/usr/sbin/sshd': SSHD, [MAIN]: text }).state !== 'absent'
      );
    }),
  );
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sshd-config-'));
  mkdirSync('/run/sshd', { recursive: true });
  spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const yesNo = fc.constantFrom('yes', 'no', 'YES', '"no"', "'yes'", 'no # said', '= yes');
const setting = fc.oneof(
  fc.tuple(fc.constantFrom('X11Forwarding', 'permitemptypasswords', 'AllowTcpForwarding'), yesNo),
  fc.tuple(
    fc.constantFrom('PermitRootLogin'),
    fc.constantFrom('no', 'yes', 'forced-commands-only', '"prohibit-password"'),
  ),
  fc.tuple(
    fc.constantFrom('MaxAuthTries', 'MaxSessions'),
    fc.integer({ min: 1, max: 9 }).map(String),
  ),
  fc.tuple(fc.constant('Match'), fc.constantFrom('user nobody', 'all', 'group "a b"')),
  fc.tuple(fc.constant('ChallengeResponseAuthentication'), yesNo),
);
const lines = fc
  .array(fc.tuple(setting, fc.constantFrom(' ', '\t', '  ')), { maxLength: 8 })
  .map((all) => all.map(([[name, words], space]) => `${name}${space}${words}\n`).join(''));

it('takes the same values as sshd itself', () => {
  fc.assert(
    fc.property(lines, lines, lines, (before, included, after) => {
      writeFileSync(join(folder, 'a.conf'), included);
      const text = (include: string) => `${before}Include ${include}\n${after}`;
      writeFileSync(join(folder, 'main'), text(`${folder}/*.conf`));
      const run = spawnSync(
        '/usr/sbin/sshd',
        ['-T', '-f', join(folder, 'main'), '-h', join(folder, 'key')],
        { encoding: 'utf8' },
      );
      expect(run.stderr).toBe('');
      const real = new Map(
        run.stdout.split('\n').map((line) => {
          const [name = '', ...rest] = line.split(' ');
          return [name, rest.join(' ').replace('without-password', 'prohibit-password')];
        }),
      );
      const settings = settingsOf(text('/etc/ssh/sshd_config.d/*.conf'), { 'a.conf': included });
      for (const { keyword } of settings) {
        const ours = everybodys({ settings }, keyword)?.args[0]?.toLowerCase();
        // Only in a Match of its own, which -T does not apply.
        if (ours !== undefined) expect([keyword, ours]).toEqual([keyword, real.get(keyword)]);
      }
    }),
    { numRuns: 40 },
  );
});

it('reads times as sshd does, and nothing else', () => {
  const times = ['90', '1m30s', '2H', '1h1', '', 'x', `${'1'.repeat(60)}x`].map(sshdSeconds);
  expect(times).toEqual([90, 90, 7200, 3601, undefined, undefined, undefined]);
});
