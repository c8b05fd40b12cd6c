import { describe, expect, it } from 'vitest';
import { compile } from '../../src/collector/compile.ts';
import { knownReadings, namedPlan, planFromNames } from '../../src/queue/plan-names.ts';
import { FACTS, PLAN, SCRIPT } from './queue-given.ts';

const KNOWN = knownReadings(FACTS);

describe('a plan by names', () => {
  it('is the same script on the other side', () => {
    const found = planFromNames(JSON.parse(JSON.stringify(namedPlan(PLAN))), KNOWN);
    expect('plan' in found && compile(found.plan).hash).toBe(SCRIPT.hash);
  });

  it.each([
    ['a file that no check reads', { reader: 'text', args: ['/etc/shadow'] }, 'text:/etc/shadow'],
    ['a reader that is not there', { reader: 'run', args: [] }, 'run'],
    ['a name that every object has', { reader: 'constructor', args: ['x'] }, 'constructor:x'],
  ])('is refused with %s', (_, read, unknown) => {
    expect(planFromNames([...namedPlan(PLAN), read], KNOWN)).toEqual({ unknown });
  });
});
