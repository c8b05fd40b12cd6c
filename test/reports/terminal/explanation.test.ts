import { describe, expect, it } from 'vitest';
import { type Explanation, renderExplanation } from '../../../reports/terminal/explanation.ts';
import type { Finding } from '../../../src/model/run.ts';
import { HOSTILE, oneOfEach } from '../../support/one-of-each.ts';
import { auditedHost } from '../../support/report-fixture.ts';

const PLAIN = { width: 100, colour: false, unicode: true };
const [check] = oneOfEach().checks;

function explained(finding: Partial<Finding>, read: Explanation['read'] = []): string {
  if (check === undefined) throw new Error('no check');
  const whole: Finding = { check: check.id, outcome: 'pass', ...finding };
  const host = auditedHost('web-01', [whole]);
  return renderExplanation(
    { host, check, finding: whole, read, evidence: 'run/evidence/web-01.json.gz' },
    PLAIN,
  );
}

describe('what is said', () => {
  it('is each mismatch with what was found and expected, and who accepts it', () => {
    const mismatches = [
      { subject: 'icc', expected: 'false', actual: 'true' },
      { subject: 'x', expected: 'y', actual: '', waiver: 'W-7' },
    ];
    const text = explained({ outcome: 'fail', mismatches });
    expect(text).toContain('  icc\n    found     true\n    expected  false\n');
    expect(text).toContain('  x (accepted by waiver W-7)\n    found     (empty)\n');
  });

  it('is the beginning of each reading, its end told', () => {
    const long = Array.from({ length: 20 }, (_, n) => `line ${n}`).join('\n');
    const text = explained({ note: 'fine' }, [
      ['text:/a', { exit: 0, stdout: long, stderr: 'odd\n' }],
      ['text:/b', undefined],
      ['text:/c', { exit: 1, stdout: { base64: 'AP8=' }, stderr: '', cut: true }],
    ]);
    expect(text).toContain('text:/a: exit 0\n    line 0\n');
    expect(text).toContain('    line 11\n    … 8 more lines\n    ! odd\n');
    expect(text).toContain('text:/b: not on record');
    expect(text).toContain('text:/c: exit 1, cut at its limit\n    (bytes that are no text)');
  });

  it('holds nothing that acts on a terminal', () => {
    const hostile = { exit: 0, stdout: HOSTILE, stderr: HOSTILE };
    const text = explained({ outcome: 'unknown', reason: HOSTILE }, [[HOSTILE, hostile]]);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });
});
