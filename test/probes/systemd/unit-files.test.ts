import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observer } from '../../../src/engine/observe.ts';
import type { Recorded } from '../../../src/model/evidence.ts';
import { readingsOf } from '../../../src/probes/fact.ts';
import { readingKey } from '../../../src/probes/reader.ts';
import { parseUnitFile } from '../../../src/probes/systemd/unit-files.ts';
import { lastSetting, settingList, unit } from '../../../src/probes/systemd/units.ts';

const recorded = (printed: Partial<Recorded>): Recorded => ({
  exit: 0,
  stdout: '',
  stderr: '',
  ...printed,
});

/** A unit from files of some folders; a folder that is not named holds nothing. */
function unitOf(files: Readonly<Record<string, string | Partial<Recorded>>>) {
  const fact = unit('a.service');
  const records = Object.fromEntries(
    readingsOf(fact).map((reading) => {
      const given = files[reading.arg] ?? { exit: 1, stderr: 'No such file or directory\n' };
      return [readingKey(reading), recorded(typeof given === 'string' ? { stdout: given } : given)];
    }),
  );
  return observer(records)(fact);
}

const dropIn = (path: string, ...lines: readonly string[]): string =>
  lines.map((line) => `${path}:${line}\n`).join('');
const ETC = '/etc/systemd/system/a.service.d/*.conf';
const LIB = '/usr/lib/systemd/system/a.service.d/*.conf';

describe('unit', () => {
  it('takes the first main file, and drop-ins by name whatever their folder', () => {
    const seen = unitOf({
      '/etc/systemd/system/a.service': '[Service]\nExecStart=/etc\n',
      '/usr/lib/systemd/system/a.service': '[Service]\nExecStart=/lib\n',
      [ETC]:
        dropIn('/etc/systemd/system/a.service.d/20.conf', '[Service]', 'LimitNOFILE=2') +
        dropIn(
          '/etc/systemd/system/a.service.d/30.conf',
          '[Service]',
          'ExecStart=',
          'ExecStart=/b',
        ),
      [LIB]:
        dropIn('/usr/lib/systemd/system/a.service.d/10.conf', '[Service]', 'LimitNOFILE=1') +
        dropIn('/usr/lib/systemd/system/a.service.d/30.conf', '[Service]', 'ExecStart=/hidden'),
    });
    if (seen.state !== 'value') throw new Error(seen.reason);
    expect(seen.value.path).toBe('/etc/systemd/system/a.service');
    expect(seen.value.dropIns.map((path) => path.slice(-7))).toEqual([
      '10.conf',
      '20.conf',
      '30.conf',
    ]);
    expect(lastSetting(seen.value, 'Service.LimitNOFILE')?.value).toBe('2');
    expect(settingList(seen.value, 'Service.ExecStart').map(({ value }) => value)).toEqual(['/b']);
  });

  it('is masked by /dev/null and by an empty file', () => {
    const odd = { exit: 1, stderr: 'grep: /etc/systemd/system/a.service: Not a regular file\n' };
    const main = '/etc/systemd/system/a.service';
    const below = { '/usr/lib/systemd/system/a.service': '[Service]\n' };
    for (const masked of [odd, '', '\n']) {
      const seen = unitOf({ [main]: masked, ...below });
      expect(seen).toMatchObject({ state: 'value', value: { masked: true, settings: [] } });
    }
  });

  it('lets a drop-in be masked by /dev/null', () => {
    const seen = unitOf({
      '/usr/lib/systemd/system/a.service': '[Service]\nA=1\n',
      [ETC]: {
        exit: 1,
        stdout: dropIn('/etc/systemd/system/a.service.d/20.conf', '[Service]', 'A=2'),
        stderr: 'grep: /etc/systemd/system/a.service.d/10.conf: Not a regular file\n',
      },
      [LIB]: dropIn('/usr/lib/systemd/system/a.service.d/10.conf', '[Service]', 'B=masked'),
    });
    if (seen.state !== 'value') throw new Error(seen.reason);
    expect(seen.value.settings.map(({ key, value }) => `${key}=${value}`)).toEqual([
      'Service.A=1',
      'Service.A=2',
    ]);
  });

  it('is absent without a main file, and blind where a folder may not be read', () => {
    expect(
      unitOf({ [ETC]: dropIn('/etc/systemd/system/a.service.d/1.conf', '[Service]') }).state,
    ).toBe('absent');
    const closed = { exit: 1, stderr: 'Permission denied\n' };
    expect(unitOf({ '/etc/systemd/system/a.service': closed }).state).toBe('denied');
    expect(
      unitOf({ '/lib/systemd/system/a.service': '[Service]\nA=1\n', [ETC]: closed }).state,
    ).toBe('denied');
  });
});

describe('parseUnitFile', () => {
  it('joins lines, skips comments inside them, and counts lines', () => {
    const content =
      '[Service]\nExecStart=/a \\\n# not this\n  -b \\\n; nor this\n  -c\nX = y \n[Install]\nWantedBy=z';
    expect(parseUnitFile({ path: '/p', content })).toEqual([
      { key: 'Service.ExecStart', value: '/a  -b  -c', path: '/p', line: 2 },
      { key: 'Service.X', value: 'y', path: '/p', line: 7 },
      { key: 'Install.WantedBy', value: 'z', path: '/p', line: 9 },
    ]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (content) => void parseUnitFile({ path: '/p', content })));
  });
});
