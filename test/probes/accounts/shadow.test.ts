import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwdEntries } from '../../../src/probes/accounts/passwd-entries.ts';
import { shadow } from '../../../src/probes/accounts/shadow.ts';
import { HIDE_SECRETS } from '../../../src/probes/readers/hidden-secrets.ts';
import { shadow as reader } from '../../../src/probes/readers/shadow.ts';
import { observeFact } from '../../support/observe-fact.ts';
import { runFacts, SHELLS } from '../../support/run-script.ts';

const [, program = ''] = /awk -F: '([^']*)'/.exec(reader.sh) ?? [];

/** Field 2 of shadow(5), and what is told of it. */
const FIELDS = [
  ['', 'empty:open'],
  ['*', 'none:open'],
  ['!', 'none:locked'],
  ['!!', 'none:locked'],
  ['!*', 'none:locked'],
  ['$y$j9T$salt$hash', 'yescrypt:open'],
  ['$gy$j9T$salt$hash', 'gost-yescrypt:open'],
  ['$7$salt$hash', 'scrypt:open'],
  ['$2b$05$hash', 'bcrypt:open'],
  ['$6$rounds=5000$salt$hash', 'sha512:open'],
  ['!$5$salt$hash', 'sha256:locked'],
  ['$1$salt$hash', 'md5:open'],
  ['abcdefghijklm', 'des:open'],
  ['_J9..salthash', 'des:open'],
  ['plain', 'unknown:open'],
] as const;

describe.each([['awk'], ['mawk'], ['busybox', 'awk']])('%s %s', (command, ...args) => {
  it('tells the kind of each hash, and none of the hash', () => {
    const input = FIELDS.map(([field], at) => `u${at}:${field}:19000:0:99999:7:::\n`).join('');
    const words = [...args, '-F:', program].filter((word) => word !== undefined);
    const run = spawnSync(command, words, { input, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout.trim().split('\n')).toEqual(
      FIELDS.map(([, told], at) => `u${at}:${told}:19000:0:99999:7::`),
    );
  });
});

it.each(SHELLS.map((shell) => ({ shell })))('reads this machine under $shell', ({ shell }) => {
  const seen = runFacts([shadow, passwdEntries], shell);
  const entries = seen.observe(shadow);
  expect(entries.state).toBe('value');
  if (entries.state === 'value') expect(entries.value.map(({ name }) => name)).toContain('root');
});

it('tells absent from denied, from another way of keeping them, from half an answer', () => {
  const stateOf = (stdout: string) => observeFact(shadow, { 'shadow:': stdout }).state;
  expect(stateOf('shadow absent\n')).toBe('absent');
  expect(stateOf('shadow denied\n')).toBe('denied');
  expect(stateOf('shadow tcb\n')).toBe('unsupported');
  expect(stateOf('root:none:open:1::::\n')).toBe('failed');
  expect(stateOf('root:none:open:1::::\nstatus 2\n')).toBe('failed');
  expect(stateOf('root:whatever:open\nstatus 0\n')).toBe('failed');
  expect(stateOf('root:none:open:1::::\nstatus 0\n')).toBe('value');
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      observeFact(shadow, { 'shadow:': `${text}\nstatus 0\n` });
      return observeFact(passwdEntries, { 'text:/etc/passwd': text }).state === 'value';
    }),
  );
});

it('hides a hash that stands in passwd or group', () => {
  const input = '/etc/passwd:bob:$6$salt$hashhash:1000:1000::/:\n/etc/passwd:amy:x:1:1::/:\n';
  const run = spawnSync('sed', ['-E', HIDE_SECRETS.replaceAll("'\\''", "'")], {
    input,
    encoding: 'utf8',
  });
  expect(run.stdout).toContain('/etc/passwd:amy:x:1:1::/:\n');
  expect(run.stdout).not.toContain('$6$');
});
