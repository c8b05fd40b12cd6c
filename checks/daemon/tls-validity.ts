import { z } from 'zod';
import {
  type DockerCertificate,
  daysBetween,
  defineCheck,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  usedCertificates,
} from '../../src/index.ts';

const LEAST_BITS = 2048;

export default defineCheck({
  id: 'daemon.tls-minimum',
  area: 'daemon',
  title: 'The TLS certificates of the Docker API are valid, strong and not about to expire',
  severity: 'medium',
  level: 1,
  rationale:
    'When a certificate has expired, clients are told to go on without verifying: from then on anybody can pose as the daemon. dockerd itself refuses what is older than TLS 1.2.',
  remedy:
    'Issue the certificate anew, with an RSA key of 2048 bits or more or an elliptic curve, and restart dockerd. How long before its end this fails: parameter `days`.',
  references: ['docker-docs:engine/security/protect-access'],
  tags: ['docker', 'tls'],
  params: z.strictObject({ days: z.int().min(0).default(14) }),
  needs: { used: orAbsent(usedCertificates) },
  evaluate({ used }, { params: { days }, collectedAt }) {
    if (used === undefined)
      return notApplicable('dockerd does not use TLS, or is not on this host');
    return passUnless(
      used.flatMap(({ path, certificate }) => mismatches(path, certificate, days, collectedAt)),
      used
        .map(({ path, certificate }) => `${path} until ${certificate.until.slice(0, 10)}`)
        .join('; '),
    );
  },
});

function mismatches(
  path: string,
  { from, until, kind, bits = LEAST_BITS }: DockerCertificate,
  days: number,
  at: string,
): readonly Mismatch[] {
  const left = daysBetween(at, until);
  const wrong: Mismatch[] = [];
  if (daysBetween(at, from) > 0) {
    wrong.push({ subject: `${path} begin`, expected: 'in the past', actual: from.slice(0, 10) });
  }
  if (left < days) {
    const expected = `in ${days} days or later`;
    wrong.push({ subject: `${path} end`, expected, actual: until.slice(0, 10) });
  }
  if (bits < LEAST_BITS) {
    const expected = `${LEAST_BITS} bits or more`;
    wrong.push({ subject: `${path} key`, expected, actual: `${kind} of ${bits} bits` });
  }
  return wrong;
}
