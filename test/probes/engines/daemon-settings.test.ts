import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daemonJson, soundJson } from '../../../src/probes/docker/daemon-json.ts';
import {
  configList,
  configValue,
  shownValue,
  tableNames,
} from '../../../src/probes/engines/config-layers.ts';
import { compareReleases, parseRelease } from '../../../src/probes/engines/engine-release.ts';
import { type TomlFile, tomlFile } from '../../../src/probes/files/toml-file.ts';
import { parseSeccompProfile } from '../../../src/probes/seccomp/seccomp-profile.ts';

const PATH = '/etc/docker/daemon.json';

describe('daemon.json', () => {
  const read = (stdout: string) => daemonJson(PATH).parse({ exit: 0, stdout, stderr: '' });

  it.each([
    ['{"icc": false, "tls": null, "later": 1}', { icc: false }, ['icc', 'tls', 'later']],
    [
      '{"proxies": {"http-proxy": "http://a:b@c"}, "log-opts": {"a": "b"}}',
      { 'log-opts': { a: 'b' } },
      ['http-proxy', 'log-opts'],
    ],
    ['\uFEFF{}', {}, []],
    [' \n', {}, []],
  ])('%s', (text, settings, keys) => {
    expect(read(text)).toEqual({ state: 'value', value: { path: PATH, settings, keys } });
  });

  it.each(['[]', '{', '"x"', '{"hosts": "fd://"}', '{"log-opts": {"max-file": 3}}', '// a\n{}'])(
    'refuses %s as dockerd does',
    (text) => {
      const file = read(text);
      expect(file).toHaveProperty('value.problem');
      expect(soundJson(file).state).toBe('failed');
    },
  );

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void read(text)));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseSeccompProfile(text)),
    );
  });
});

const parsed = (content: string, path = '/a.toml'): TomlFile => {
  const seen = tomlFile(path).parse({ exit: 0, stdout: content, stderr: '' });
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value;
};

describe('TOML settings', () => {
  const layers = [
    parsed('[a]\nx = 1\nlist = ["p"]\n[a.r.one]\n'),
    parsed('[a]\nx = 0\nlist = ["q", {append = true}]\n[a.r.two]\n', '/b.toml'),
    parsed('big = 99999999999999999999\n[a]\n', '/c.toml'),
  ];

  it('lets the strongest file win, a list be added to, and tables add up', () => {
    expect(configValue(layers, ['a', 'x'])).toEqual({ value: 0, path: '/b.toml' });
    expect(configValue(layers, ['a', 'x', 'y'])).toBeUndefined();
    expect(configValue(layers, ['a', 'constructor'])).toBeUndefined();
    expect(configList(layers, ['a', 'list'])).toEqual(['p', 'q']);
    expect(tableNames(layers, ['a', 'r'])).toEqual(['one', 'two']);
    expect(shownValue(configValue(layers, ['big'])?.value)).toBe('99999999999999999999');
  });

  it('never throws, and gives an observation', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('[a]', 'x = 1', '[[a]]', 'x = 1e999', '"__proto__" = 1'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const seen = tomlFile('/x').parse({ exit: 0, stdout: lines.join('\n'), stderr: '' });
        expect(seen.state).toMatch(/^(value|failed)$/);
      }),
    );
  });
});

describe('releases', () => {
  it.each([
    ['5:29.5.1-1~debian.12~bookworm', [29, 5, 1], false],
    ['3:28.0.0-1.el9', [28, 0, 0], false],
    ['1.4.0~rc.3-1', [1, 4, 0], true],
    ['1.4.0-rc.3', [1, 4, 0], true],
    ['29.1-r0', [29, 1, 0], false],
    ['20.10.24+dfsg1-1+deb12u1', [20, 10, 24], false],
  ])('%s', (version, numbers, candidate) => {
    expect(parseRelease(version)).toEqual({ numbers, candidate });
  });

  it('puts candidates before their release', () => {
    const [a, b, c] = ['1.4.0-rc.3', '1.4.0', '1.10.0'].flatMap((v) => parseRelease(v) ?? []);
    if (!a || !b || !c) throw new Error('not parsed');
    expect([c, b, a].sort(compareReleases)).toEqual([a, b, c]);
  });

  it('takes no number for a release', () => {
    expect(parseRelease('git20240101')).toBeUndefined();
  });
});
