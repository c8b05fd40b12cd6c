import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDockerFlags } from '../../../src/probes/docker/docker-flags.ts';
import { readDockerSettings } from '../../../src/probes/docker/docker-setting-shapes.ts';

const parse = (...words: readonly string[]) =>
  parseDockerFlags(words.map((text) => ({ text, open: false })));

describe('parseDockerFlags', () => {
  it.each([
    [['--icc'], { icc: true }],
    [['--icc=false'], { icc: false }],
    [['--icc=F', '--debug=1'], { icc: false, debug: true }],
    [
      ['-H', 'fd://', '--host=tcp://a:1', '-Htcp://b:2', '-H=c'],
      { hosts: ['fd://', 'tcp://a:1', 'tcp://b:2', 'c'] },
    ],
    [['-Dl', 'warn'], { debug: true, 'log-level': 'warn' }],
    [['-D=false'], { debug: false }],
    [
      ['--log-opt', 'max-size=10m', '--log-opt=tag=a=b'],
      { 'log-opts': { 'max-size': '10m', tag: 'a=b' } },
    ],
    [
      ['--default-ulimit', 'nofile=1:2', '--default-ulimit=nproc=3'],
      {
        'default-ulimits': { nofile: { Soft: 1, Hard: 2 }, nproc: { Soft: 3, Hard: 3 } },
      },
    ],
    [['--add-runtime=kata=/usr/bin/kata'], { runtimes: { kata: { path: '/usr/bin/kata' } } }],
    [
      ['--default-network-opt', 'bridge=com.docker.network.driver.mtu=1400'],
      {
        'default-network-opts': { bridge: { 'com.docker.network.driver.mtu': '1400' } },
      },
    ],
    [['--userns-remap', '--icc=false'], { 'userns-remap': '', icc: false }],
    [['--bridge'], { bridge: '' }],
    [['--', '--icc'], {}],
  ])('%j', (words, values) => {
    expect(parse(...words)).toEqual({ values, unread: [] });
  });

  it('says where the settings file is', () => {
    expect(parse('--config-file', '/x.json').configFile).toBe('/x.json');
  });

  it('keeps apart what was hidden or is not known', () => {
    expect(parse('--tlskey=(hidden)', '--icc', 'stray').unread).toEqual([
      { word: '--tlskey=(hidden)', key: 'tlskey' },
      { word: 'stray' },
    ]);
  });

  it('leaves what is no boolean for dockerd to refuse', () => {
    expect(readDockerSettings(parse('--icc=maybe').values)).toHaveProperty('problem');
  });

  it('never throws, and gives settings or a problem', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '--log-opt',
        '-H',
        '--default-ulimit=__proto__',
        '--constructor=1',
        '-',
        '--toString',
      ),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        readDockerSettings(parse(...words).values);
      }),
    );
  });
});
