import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  configList,
  configValue,
  shownValue,
  tableNames,
} from '../../../src/probes/engines/config-layers.ts';
import { type TomlFile, tomlFile } from '../../../src/probes/files/toml-file.ts';

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
