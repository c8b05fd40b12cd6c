import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, keyTypeOf } from '../../src/transports/host-key.ts';
import { judgeHostKey, knownKeyTypes, parseKnownHosts } from '../../src/transports/known-hosts.ts';
import { createKey } from '../support/sshd.ts';

interface TestKey {
  readonly line: string;
  readonly blob: Buffer;
  readonly fingerprint: string;
}

let directory: string;
let a: TestKey;
let b: TestKey;
let rsa: TestKey;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hostward-known-'));
  const make = async (name: string, extra: readonly string[] = []): Promise<TestKey> => {
    const key = await createKey(join(directory, name), extra);
    return { ...key, blob: Buffer.from(key.line.split(' ')[1] ?? '', 'base64') };
  };
  a = await make('a');
  b = await make('b');
  rsa = await make('rsa', ['-t', 'rsa', '-b', '2048']);
});
afterAll(() => rm(directory, { recursive: true }));

const judge = (text: string, key: Buffer, address = 'web1.example', port = 22) =>
  judgeHostKey([parseKnownHosts(text, 'kh')], { address, port }, key);

it('prints a fingerprint as ssh-keygen does', () => {
  expect(fingerprint(a.blob)).toBe(a.fingerprint);
  expect(fingerprint(rsa.blob)).toBe(rsa.fingerprint);
});

describe('which names a line is for', () => {
  it.each([
    ['web1.example', 'web1.example', 22],
    ['WEB1.example', 'web1.EXAMPLE', 22],
    ['db,web1.example,10.0.0.5', '10.0.0.5', 22],
    ['[web1.example]:2222', 'web1.example', 2222],
    ['*.example', 'web1.example', 22],
    ['web?.example', 'web1.example', 22],
    ['*', 'anything', 22],
    ['[*.example]:2222', 'web1.example', 2222],
    ['*.example,!db*', 'web1.example', 22],
    ['::1', '::1', 22],
    ['[::1]:2222', '::1', 2222],
    // As OpenSSH: a match under the bare name counts for another port too.
    ['web1.example', 'web1.example', 2222],
  ])('%s names %s, port %i', (names, address, port) => {
    expect(judge(`${names} ${a.line}\n`, a.blob, address, port)).toEqual({ verdict: 'trusted' });
  });

  it.each([
    ['web1.example', 'web2.example', 22],
    ['[web1.example]:2222', 'web1.example', 22],
    ['[web1.example]:2222', 'web1.example', 2223],
    ['web1.exampl?e', 'web1.example', 22],
    ['*.example,!web*', 'web1.example', 22],
    ['!web1.example', 'web1.example', 22],
    ['!web1.example', 'other', 22],
    ['web[12].example', 'web1.example', 22],
    ['web1.example ', 'web1.example.org', 22],
  ])('%s does not name %s, port %i', (names, address, port) => {
    expect(judge(`${names} ${a.line}\n`, a.blob, address, port)).toEqual({ verdict: 'unknown' });
  });

  it('does not take long for a hostile pattern', () => {
    const text = `${'*a'.repeat(2000)}b ${a.line}`;
    expect(judge(text, a.blob, 'a'.repeat(5000))).toEqual({ verdict: 'unknown' });
  });
});

it('finds names that ssh-keygen -H has hashed, with and without a port', async () => {
  const file = join(directory, 'hashed');
  await copyFile(join(directory, 'a.pub'), file);
  execFileSync('sh', [
    '-c',
    'k=$(cat "$1"); printf "%s %s\\n" web1.example "$k" "[web2.example]:2222" "$k" >"$1"; ssh-keygen -q -H -f "$1" 2>/dev/null',
    'sh',
    file,
  ]);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(/^\|1\|.*\n\|1\|/);
  expect(judge(text, a.blob)).toEqual({ verdict: 'trusted' });
  expect(judge(text, a.blob, 'Web2.example', 2222)).toEqual({ verdict: 'trusted' });
  expect(judge(text, a.blob, 'web2.example')).toEqual({ verdict: 'unknown' });
  expect(judge(text, b.blob)).toMatchObject({
    verdict: 'changed',
    expected: [{ at: 'kh:1', type: 'ssh-ed25519', fingerprint: a.fingerprint }],
  });
});

describe('what the lines say of a key', () => {
  it('is unknown with no line at all', () => {
    expect(judge('', a.blob)).toEqual({ verdict: 'unknown' });
  });

  it('names each key that was expected', () => {
    const text = `# comment\nweb1.example ${a.line}\n\n*.example ${rsa.line} a comment\n`;
    expect(judge(text, b.blob)).toEqual({
      verdict: 'changed',
      expected: [
        { at: 'kh:2', type: 'ssh-ed25519', fingerprint: a.fingerprint },
        { at: 'kh:4', type: 'ssh-rsa', fingerprint: rsa.fingerprint },
      ],
    });
  });

  it('takes a key of another type for a change: a new type proves nothing', () => {
    expect(judge(`web1.example ${rsa.line}`, a.blob)).toMatchObject({ verdict: 'changed' });
  });

  it('trusts any of several keys', () => {
    const text = `web1.example ${a.line}\r\nweb1.example ${b.line}\r\n`;
    expect(judge(text, b.blob)).toEqual({ verdict: 'trusted' });
  });

  it('puts a revocation above everything', () => {
    const text = `web1.example ${a.line}\n@revoked * ${a.line}\n`;
    expect(judge(text, a.blob)).toEqual({ verdict: 'revoked', at: 'kh:2' });
  });

  it('does not let another key being revoked count as a known key', () => {
    expect(judge(`@revoked * ${b.line}\n`, a.blob)).toEqual({ verdict: 'unknown' });
  });

  it('tells that a certificate authority vouches for the host', () => {
    const text = `@cert-authority *.example ${b.line}\n`;
    expect(judge(text, a.blob)).toEqual({ verdict: 'cert-authority', at: 'kh:1' });
    // The authority's own key is no host key.
    expect(judge(text, b.blob)).toEqual({ verdict: 'cert-authority', at: 'kh:1' });
    expect(judge(text, a.blob, 'web1.other')).toEqual({ verdict: 'unknown' });
  });

  it('trusts a plain line beside a certificate authority', () => {
    const text = `@cert-authority *.example ${b.line}\nweb1.example ${a.line}\n`;
    expect(judge(text, a.blob)).toEqual({ verdict: 'trusted' });
    expect(judge(text, rsa.blob)).toMatchObject({ verdict: 'changed' });
  });

  it('looks in every file', () => {
    const files = [parseKnownHosts('', 'one'), parseKnownHosts(`web1.example ${a.line}`, 'two')];
    const server = { address: 'web1.example', port: 22 };
    expect(judgeHostKey(files, server, a.blob)).toEqual({ verdict: 'trusted' });
    expect(judgeHostKey(files, server, b.blob)).toMatchObject({ expected: [{ at: 'two:1' }] });
  });
});

it('tells the types known for a host, so that it is asked for those', () => {
  const files = [
    parseKnownHosts(
      `web1.example ${rsa.line}\n[web1.example]:2222 ${a.line}\n@cert-authority * ${b.line}\n`,
      'kh',
    ),
  ];
  const types = (address: string, port: number) => knownKeyTypes(files, { address, port });
  expect(types('web1.example', 22)).toEqual(['ssh-rsa']);
  expect(types('web1.example', 2222)).toEqual(['ssh-ed25519']);
  expect(types('web1.example', 2223)).toEqual(['ssh-rsa']);
  expect(types('other', 22)).toEqual([]);
});

it('passes over lines that make no sense', () => {
  const lines = [
    'web1.example',
    'web1.example ssh-ed25519',
    'web1.example ssh-ed25519 %%%%',
    `web1.example ssh-rsa ${a.line.split(' ')[1]}`,
    'web1.example 1024 35 1234567890',
    `@unheard-of web1.example ${a.line}`,
    `@revoked`,
    `|1|short ${a.line}`,
    `|2|c2FsdA==|bWFj ${a.line}`,
    `|1|| ${a.line}`,
    `, ${a.line}`,
    '\0\u{1f4a9}',
  ];
  expect(judge(lines.join('\n'), a.blob)).toEqual({ verdict: 'unknown' });
});

it('never throws, whatever the file and the key hold', () => {
  const piece = fc.constantFrom(
    'web1.example',
    '|1|c2FsdA==|bWFj',
    '@revoked',
    '@cert-authority',
    'ssh-ed25519',
    'AAAAC3NzaC1lZDI1NTE5AAAA',
    '*',
    '!',
    ',',
    '\t',
    '\n',
    '#',
  );
  const line = fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }).map((p) => p.join(' '));
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 5 }),
      fc.uint8Array({ maxLength: 64 }),
      (lines, key) => {
        const blob = Buffer.from(key);
        keyTypeOf(blob);
        const { verdict } = judge(lines.join('\n'), blob);
        expect(verdict).not.toBe('trusted');
      },
    ),
  );
});
