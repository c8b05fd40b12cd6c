import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { osRelease } from '../../../src/probes/host/os-release.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { observeFact } from '../../support/observe-fact.ts';

const ETC = 'text:/etc/os-release';
const USR = 'text:/usr/lib/os-release';
const read = (text: string) => observeFact(osRelease, { [ETC]: text });

describe('os-release', () => {
  it('reads Ubuntu', () => {
    const text =
      'PRETTY_NAME="Ubuntu 22.04.5 LTS"\nNAME="Ubuntu"\nVERSION_ID="22.04"\nVERSION_CODENAME=jammy\nID=ubuntu\nID_LIKE=debian\n';
    expect(read(text)).toMatchObject({
      value: {
        id: 'ubuntu',
        idLike: ['debian'],
        versionId: '22.04',
        codename: 'jammy',
        prettyName: 'Ubuntu 22.04.5 LTS',
      },
    });
  });

  it.each([
    [`ID='rocky'`, 'rocky'],
    ['ID="almalinux" # comment', 'almalinux'],
    ['ID=debian\r', 'debian'],
    ['# ID=no\nID=yes', 'yes'],
    ['ID=first\nID=last', 'last'],
    ['ID="a\\"b\\$c\\\\d"', 'a"b$c\\d'],
    ['ID="open', 'open'],
    ['ID=', 'linux'],
    ['', 'linux'],
  ])('%j is of %s', (text, id) => {
    expect(read(text)).toMatchObject({ value: { id } });
  });

  it('falls back only where the first file is not there', () => {
    expect(observeFact(osRelease, { [ETC]: 'ID=a\n', [USR]: 'ID=b\n' })).toMatchObject({
      value: { id: 'a' },
    });
    expect(observeFact(osRelease, { [USR]: 'ID=b\n' })).toMatchObject({ value: { id: 'b' } });
    expect(observeFact(osRelease, { [ETC]: DENIED, [USR]: 'ID=b\n' }).state).toBe('denied');
    expect(observeFact(osRelease, {}).state).toBe('absent');
  });

  it('gives an observation whatever a host prints', () => {
    const line = fc.tuple(fc.constantFrom('ID=', 'VERSION_ID="', "NAME='", ''), fc.string());
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const seen = read(lines.map((l) => l.join('')).join('\n'));
        expect(['value', 'failed']).toContain(seen.state);
      }),
    );
  });
});

it('takes a file that assigns nothing for none', () => {
  expect(read('\u0001\u0002 garbage\n').state).toBe('failed');
});
