import type { Attestation } from '../model/attestation.ts';
import type { AuditedHost, Finding } from '../model/run.ts';
import { coversHost, holdsAt } from './coverage.ts';

/**
 * Answers the questions of a host that a person has answered, as of the instant at which its evidence
 * was taken. The newest answer that holds counts; of the same day, the worse one.
 */
export function attest(host: AuditedHost, attestations: readonly Attestation[]): AuditedHost {
  const holding = attestations.filter(
    (each) => holdsAt(each.on, each.holdsUntil, host.collectedAt) && coversHost(each, host),
  );
  if (holding.length === 0) return host;
  const findings = host.findings.map((finding) => {
    if (finding.outcome !== 'manual') return finding;
    const answer = newest(holding.filter(({ check }) => check === finding.check));
    return answer === undefined ? finding : answered(finding, answer);
  });
  return { ...host, findings };
}

const newest = (answers: readonly Attestation[]): Attestation | undefined =>
  answers.toSorted(
    (a, b) =>
      b.on.localeCompare(a.on) ||
      Number(a.answer === 'compliant') - Number(b.answer === 'compliant'),
  )[0];

function answered({ check, question = '' }: Finding, attestation: Attestation): Finding {
  const { id, answer, by, on, holdsUntil, evidence } = attestation;
  const said = `${by} on ${on}, until ${holdsUntil}: ${evidence}`;
  return answer === 'compliant'
    ? { check, outcome: 'pass', note: `attested by ${said}`, attestation: id }
    : {
        check,
        outcome: 'fail',
        mismatches: [
          {
            subject: 'attestation',
            expected: `a compliant answer: ${question}`,
            actual: `not compliant, says ${said}`,
          },
        ],
        attestation: id,
      };
}
