import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AptConfig,
  aptConfig,
  aptList,
  aptValue,
  isAptTrue,
} from '../../../src/probes/updates/apt-config.ts';
import { observeFact } from '../../support/observe-fact.ts';

const PARTS = 'text:/etc/apt/apt.conf.d/*';
const MAIN = 'text:/etc/apt/apt.conf';

/** As `grep -H` prints them. */
const printed = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .flatMap(([name, text]) =>
      text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `/etc/apt/apt.conf.d/${name}:${line}\n`),
    )
    .join('');

function read(files: Readonly<Record<string, string>>, main = ''): AptConfig {
  const seen = observeFact(aptConfig, { [PARTS]: printed(files), [MAIN]: main });
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value;
}

/** What apt itself makes of the same files. */
function dumped(files: Readonly<Record<string, string>>, main: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'apt-config-'));
  try {
    mkdirSync(join(folder, 'apt.conf.d'));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, 'apt.conf.d', name), text);
    }
    writeFileSync(join(folder, 'apt.conf'), main);
    writeFileSync(join(folder, 'bootstrap'), `Dir::Etc "${folder}";\n`);
    const env = { PATH: '/usr/bin:/bin', APT_CONFIG: join(folder, 'bootstrap') };
    return execFileSync('apt-config', ['dump'], { encoding: 'utf8', env }).split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const TRICKY = {
  '20auto-upgrades':
    'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n',
  '50unattended-upgrades': `// comment "x";
Unattended-Upgrade::Origins-Pattern {
        "origin=Debian,codename=\${distro_codename},label=Debian-Security";
//      "origin=gone";
        /* "origin=gone too"; */
};
#clear APT::NeverAutoRemove;
`,
  '60site': `apt { periodic { unattended-upgrade "0"; }; get::allowunauthenticated "true"; };
Unattended-Upgrade::Origins-Pattern:: "site=example";
Acquire::http::Proxy "http://proxy:3128/";
`,
  '70.disabled': 'APT::Periodic::Unattended-Upgrade "7";\n',
  '80x.dpkg-old': 'APT::Periodic::Unattended-Upgrade "8";\n',
};

describe('aptConfig', () => {
  it('reads what apt-config(8) reads', () => {
    const config = read(TRICKY, 'APT::Periodic::Enable "0";\n');
    const lines = dumped(TRICKY, 'APT::Periodic::Enable "0";\n');
    for (const name of [
      'APT::Periodic::Update-Package-Lists',
      'APT::Periodic::Unattended-Upgrade',
      'APT::Periodic::Enable',
      'APT::Get::AllowUnauthenticated',
      'Acquire::http::Proxy',
    ]) {
      const line = lines.find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()} `));
      expect(`${name} "${aptValue(config, name)?.value}";`.toLowerCase()).toBe(line?.toLowerCase());
    }
    const patterns = lines.filter((line) =>
      line.startsWith('Unattended-Upgrade::Origins-Pattern:: '),
    );
    expect(
      aptList(config, 'Unattended-Upgrade::Origins-Pattern').map(({ value }) => value),
    ).toEqual(patterns.map((line) => /"(.*)"/.exec(line)?.[1]));
  });

  it('forgets what #clear names', () => {
    const config = read({
      '1a': 'A::B { "x"; }; A::B::C "1"; A::BC "2";\n',
      '2b': '#clear A::B;\nA::B { "y"; };\n',
    });
    expect(aptList(config, 'A::B').map(({ value }) => value)).toEqual(['y']);
    expect(aptValue(config, 'A::B::C')).toBeUndefined();
    expect(aptValue(config, 'A::BC')?.value).toBe('2');
  });

  it('takes a text whose braces do not close for no configuration', () => {
    expect(observeFact(aptConfig, { [PARTS]: printed({ x: 'A { "1";\n' }) }).state).toBe('failed');
    expect(observeFact(aptConfig, { [PARTS]: printed({ x: '};\n' }) }).state).toBe('failed');
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(observeFact(aptConfig, { [MAIN]: text }).state).toMatch(/value|failed/);
      }),
    );
  });
});

describe('isAptTrue', () => {
  it.each(['yes', 'True', 'with', 'on', 'ENABLE', '1', '7'])('%s', (word) => {
    expect(isAptTrue(word)).toBe(true);
  });
  it.each(['no', 'false', 'without', 'off', 'disable', '0', '', 'maybe'])('not %s', (word) => {
    expect(isAptTrue(word)).toBe(false);
  });
});
