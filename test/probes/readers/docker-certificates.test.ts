import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dockerCertificates } from '../../../src/probes/readers/docker-certificates.ts';
import { SHELLS } from '../../support/run-script.ts';

/** A folder that the reader looks into, made by the test alone. */
const folder = '/etc/ssl/docker';
const made = !existsSync(folder);
const FILE = `${folder}/hostward-test`;
const SECRET = 'MHcCAQEEIHunter2';

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  const blocks = [
    '-----BEGIN EC PRIVATE KEY-----',
    SECRET,
    '-----END EC PRIVATE KEY-----',
    'subject=hunter2',
    '-----BEGIN CERTIFICATE-----\r',
    'QUJD\r',
    '-----END CERTIFICATE-----\r',
    '-----BEGIN CERTIFICATE-----',
    'REVG',
    '-----BEGIN PRIVATE KEY-----',
    SECRET,
    '-----END PRIVATE KEY-----',
    SECRET,
  ];
  writeFileSync(FILE, blocks.join('\n'));
});
afterAll(() => rmSync(made ? folder : FILE, { recursive: true }));

it.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))(
  'sends certificates and no key under %s',
  (_, [shell, ...rest]) => {
    const script = `say() { echo "$1"; }\nNL='\n'\nIFS=$NL\nread_it() {\n${dockerCertificates.sh}\n}\nread_it`;
    const run = spawnSync(shell, [...rest, '-c', script], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).not.toMatch(/hunter2/i);
    expect(run.stdout).toContain(
      `file ${FILE}\n-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nREVG\n`,
    );
    expect(run.stdout).toMatch(/status 0\n$/);
  },
);
