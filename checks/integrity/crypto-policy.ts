import {
  cryptoPolicy,
  defineCheck,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

/** Policies and submodules of crypto-policies(7) that bring back what DEFAULT took away. */
const WEAK = /^(LEGACY|EMPTY|SHA1|AD-SUPPORT-LEGACY|TEST-.*|OPENSSH-SUPPORT.*)$/;

function weakParts(policy: string): string {
  return policy
    .split(':')
    .filter((part) => WEAK.test(part))
    .join(', ');
}

export default defineCheck({
  id: 'integrity.crypto-policy',
  area: 'integrity',
  title: 'The system’s cryptographic policy allows nothing that is broken',
  severity: 'medium',
  level: 1,
  rationale:
    'LEGACY and its like bring SHA-1 signatures, DSA and TLS 1.0 back to every program of the host.',
  remedy: '`update-crypto-policies --set DEFAULT`, then reboot.',
  references: [
    'stig-rhel9:RHEL-09-672030',
    'ssg:configure_crypto_policy',
    'man:crypto-policies(7)',
  ],
  tags: ['cryptography'],
  needs: { policy: orAbsent(cryptoPolicy) },
  evaluate({ policy }) {
    if (policy === undefined) return notApplicable('the distribution has no crypto-policies');
    const { current, configured } = policy;
    const wrong: Mismatch[] = [];
    for (const [subject, text] of [
      ['policy', current],
      ['policy after an update', configured],
    ] as const) {
      if (text !== undefined && weakParts(text) !== '') {
        wrong.push({ subject, expected: 'DEFAULT or stricter', actual: text });
      }
    }
    if (current !== undefined && configured !== undefined && current !== configured) {
      wrong.push({ subject: 'policy in force', expected: configured, actual: current });
    }
    return passUnless(wrong, current ?? configured ?? '');
  },
});
