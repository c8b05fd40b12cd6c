import { describe, expect, it } from 'vitest';
import { observer } from '../../src/engine/observe.ts';
import type { Recorded } from '../../src/model/evidence.ts';
import { failed, value } from '../../src/model/observation.ts';
import { derived, type Probe } from '../../src/probes/fact.ts';
import { stat as reader } from '../../src/probes/readers/stat.ts';

const record = (stdout: string, more: Partial<Recorded> = {}) => ({
  'stat:/x': { exit: 0, stdout, stderr: '', ...more },
});

function facts() {
  const parsed: string[] = [];
  const probe: Probe<string> = {
    key: 'probe',
    reading: { reader, arg: '/x' },
    parse: ({ stdout }) => {
      parsed.push(stdout);
      return stdout === 'broken' ? failed('broken') : value(stdout);
    },
  };
  let views = 0;
  const view = derived('view', { probe }, ({ probe: seen }) => {
    views += 1;
    return seen.state === 'value' ? value(`of ${seen.value}`) : seen;
  });
  return { view, parsed, views: () => views };
}

describe('observer, on one host after another', () => {
  it('parses what is the same as on the host before once', () => {
    const { view, parsed, views } = facts();
    for (let host = 0; host < 3; host += 1) {
      expect(observer(record('a'))(view)).toEqual({ state: 'value', value: 'of a' });
    }
    expect([parsed, views()]).toEqual([['a'], 1]);
  });

  it('takes nothing of one host for another that differs, or was not read', () => {
    const { view } = facts();
    const state = (records: ReturnType<typeof record> | Record<string, never>) => {
      const seen = observer(records)(view);
      return seen.state === 'value' ? seen.value : seen.state;
    };
    expect([
      state(record('a')),
      state(record('b')),
      state({}),
      state(record('b')),
      state(record('b', { cut: true })),
      state(record('b', { exit: 127 })),
      state(record('broken')),
      state(record('b', { unsupported: 'no' })),
      state(record('a')),
    ]).toEqual([
      'of a',
      'of b',
      'failed',
      'of b',
      'failed',
      'failed',
      'failed',
      'unsupported',
      'of a',
    ]);
  });
});
