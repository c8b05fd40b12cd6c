import { describe, expect, it } from 'vitest';
import { CheckDefectError, judge } from '../../src/engine/judge.ts';
import { observer } from '../../src/engine/observe.ts';
import { defineCheck, orAbsent, required } from '../../src/kit/define-check.ts';
import type { Recorded } from '../../src/model/evidence.ts';
import { failed, value } from '../../src/model/observation.ts';
import { type CheckVerdict, fail, manual, notApplicable, pass } from '../../src/model/verdict.ts';
import { derived } from '../../src/probes/fact.ts';
import { fileText } from '../../src/probes/files/file-text.ts';

const meta = {
  id: 'kernel.demo',
  area: 'kernel',
  title: 'Demo',
  severity: 'low',
  level: 1,
  rationale: '',
  remedy: '',
  references: [],
  tags: [],
} as const;
const AT = '2026-01-02T03:04:05Z';
const seen = (stdout: string): Recorded => ({ exit: 0, stdout, stderr: '' });
const says = (stderr: string): Recorded => ({ exit: 1, stdout: '', stderr });
const needing = defineCheck({
  ...meta,
  needs: { file: required(fileText('/a')) },
  evaluate: ({ file }) => pass(file),
});
const optional = defineCheck({
  ...meta,
  needs: { file: orAbsent(fileText('/a')) },
  evaluate: ({ file }) => pass(file ?? 'not there'),
});
const ask = (check: Parameters<typeof judge>[0], record?: Recorded) =>
  judge(check, observer(record ? { 'text:/a': record } : {}), AT, undefined);

describe('judge', () => {
  it('gives a check what it needs', () => {
    expect(ask(needing, seen('x\n'))).toEqual({ outcome: 'pass', note: 'x\n' });
    expect(ask(optional, says('grep: /a: No such file or directory'))).toMatchObject({
      note: 'not there',
    });
  });

  it.each<[string, Recorded | undefined, RegExp]>([
    ['was never collected', undefined, /not collected/],
    ['may not be read', says('grep: /a: Permission denied'), /privilege/],
    ['gave an error', says('grep: /a: Input/output error'), /Input/],
    ['took too long', { exit: 137, stdout: 'half', stderr: '' }, /too long/],
    ['was cut', { exit: 0, stdout: 'half', stderr: '', cut: true }, /cut/],
    ['has no tool', { exit: 127, stdout: '', stderr: 'grep: not found' }, /no command/],
  ])('answers unknown for evidence that %s', (_, record, reason) => {
    for (const check of [needing, optional]) {
      expect(ask(check, record)).toEqual({
        outcome: 'unknown',
        reason: expect.stringMatching(reason),
      });
    }
  });

  it('takes absence for an answer only where the check can read it', () => {
    const gone = says('grep: /a: No such file or directory');
    expect(ask(needing, gone).outcome).toBe('unknown');
    expect(ask(optional, gone).outcome).toBe('pass');
  });

  it('names the check that is broken', () => {
    const broken = defineCheck({
      ...needing,
      evaluate: () => {
        throw new Error('oops');
      },
    });
    expect(() => ask(broken, seen('x'))).toThrow(CheckDefectError);
  });

  it('does not take a key of the prototype for evidence', () => {
    const check = defineCheck({
      ...meta,
      needs: { p: required(fileText('__proto__')) },
      evaluate: () => pass(''),
    });
    expect(ask(check).outcome).toBe('unknown');
  });
});

describe('observer', () => {
  it('lets a parser that breaks cost its own fact alone', () => {
    const breaking = derived('breaking', { a: fileText('/a') }, () => {
      throw new TypeError('oops');
    });
    const observe = observer({ 'text:/a': seen('A') });
    expect(observe(breaking)).toEqual({
      state: 'failed',
      reason: 'a defect of hostward in reading breaking: TypeError: oops',
    });
    expect(observe(fileText('/a'))).toMatchObject({ state: 'value' });
  });

  it('computes a derived fact once, from every state of its inputs', () => {
    let computed = 0;
    const view = derived('view', { a: fileText('/a'), b: fileText('/b') }, ({ a, b }) => {
      computed += 1;
      return a.state === 'value' ? value(`${a.value}${b.state}`) : failed('no a');
    });
    const observe = observer({ 'text:/a': seen('A') });
    expect(observe(view)).toEqual({ state: 'value', value: 'Afailed' });
    observe(view);
    expect(computed).toBe(1);
  });
});

describe('a check with a doubt', () => {
  const told = (verdict: CheckVerdict) =>
    ask(
      defineCheck({ ...meta, needs: {}, evaluate: () => verdict, doubt: () => 'line 3 of /a' }),
      seen('x\n'),
    );

  it('gives no good news', () => {
    for (const good of [pass('fine'), notApplicable('nothing there')]) {
      expect(told(good)).toEqual({ outcome: 'unknown', reason: 'line 3 of /a' });
    }
  });

  it('still says what is wrong, or what a person has to decide', () => {
    const wrong = fail({ subject: 'a', expected: 'b', actual: 'c' });
    expect(told(wrong)).toEqual(wrong);
    expect(told(manual('?'))).toEqual(manual('?'));
  });
});
