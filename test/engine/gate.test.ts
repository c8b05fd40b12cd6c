import { describe, expect, it } from 'vitest';
import { type GateFacts, type GateRules, gate } from '../../src/engine/gate.ts';

const none = { low: 0, medium: 0, high: 0, critical: 0 };
const CLEAN: GateFacts = {
  audited: 3,
  unreached: 0,
  unknown: 0,
  known: 1,
  proven: 1,
  failing: none,
  graveWaivers: 0,
};
const RULES: GateRules = { failOn: 'high', newOnly: false };
const ending = (facts: Partial<GateFacts>, rules: Partial<GateRules> = {}) =>
  gate({ ...CLEAN, ...facts }, { ...RULES, ...rules }).ending;

it.each<[string, Partial<GateFacts>, Partial<GateRules>, string]>([
  ['everything audited, nothing found', {}, {}, 'passed'],
  ['failures below the threshold', { failing: { ...none, medium: 2 } }, {}, 'passed'],
  ['a failure at the threshold', { failing: { ...none, high: 1 } }, {}, 'findings'],
  ['a failure above the threshold', { failing: { ...none, critical: 1 } }, {}, 'findings'],
  ['the least threshold', { failing: { ...none, low: 1 } }, { failOn: 'low' }, 'findings'],
  ['no threshold', { failing: { ...none, critical: 1 } }, { failOn: 'none' }, 'passed'],
  ['a host that was not reached', { unreached: 1 }, {}, 'incomplete'],
  ['an unknown result', { unknown: 1 }, {}, 'incomplete'],
  ['an unknown result without threshold', { unknown: 1 }, { failOn: 'none' }, 'incomplete'],
  ['findings before gaps', { unreached: 1, failing: { ...none, critical: 1 } }, {}, 'findings'],
  ['waivers that need a decision', { graveWaivers: 1 }, {}, 'findings'],
])('%s', (_, facts, rules, wanted) => expect(ending(facts, rules)).toBe(wanted));

describe('completeness', () => {
  it('may fall short of all, down to what is asked for', () => {
    const gaps = { unreached: 1, unknown: 7, known: 0.95 };
    expect(ending(gaps, { minComplete: 95 })).toBe('passed');
    expect(ending(gaps, { minComplete: 96 })).toBe('incomplete');
  });
  it('is nought where nothing was read', () => {
    const { known: _, ...lost } = CLEAN;
    expect(gate({ ...lost, unreached: 3 }, { ...RULES, minComplete: 1 }).ending).toBe('incomplete');
  });
  it('reads as less than what it falls short of', () => {
    const { reasons } = gate(
      { ...CLEAN, unknown: 1, known: 0.9499999 },
      { ...RULES, minComplete: 95 },
    );
    expect(reasons).toEqual(['94.9 % known, 95 % wanted']);
  });
});

it('holds to a score and to numbers of failures', () => {
  expect(ending({ proven: 0.79 }, { minScore: 80 })).toBe('findings');
  expect(ending({ proven: 0.8 }, { minScore: 80 })).toBe('passed');
  expect(ending({ failing: { ...none, medium: 6 } }, { most: { medium: 5 } })).toBe('findings');
  expect(ending({ failing: { ...none, medium: 5 } }, { most: { medium: 5 } })).toBe('passed');
});

describe('a ratchet', () => {
  const known = { failing: { ...none, critical: 9 } };
  it('counts only what the baseline does not have', () => {
    expect(ending({ ...known, new: none }, { newOnly: true })).toBe('passed');
    expect(ending({ ...known, new: { ...none, high: 1 } }, { newOnly: true })).toBe('findings');
    expect(ending({ ...known, new: { ...none, low: 1 } }, { newOnly: true })).toBe('passed');
  });
  it('fails where it cannot compare, and says why', () => {
    const facts = { ...CLEAN, new: none, incomparable: 'it was judged under another policy' };
    expect(gate(facts, { ...RULES, newOnly: true })).toEqual({
      ending: 'findings',
      reasons: ['it cannot be compared with the baseline: it was judged under another policy'],
    });
  });
});
