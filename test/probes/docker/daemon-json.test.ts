import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daemonJson, soundJson } from '../../../src/probes/docker/daemon-json.ts';

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
  });
});
