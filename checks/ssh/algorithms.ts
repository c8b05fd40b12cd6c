import {
  type AnyCheck,
  type CheckMeta,
  defineCheck,
  NO_SSHD,
  notApplicable,
  orAbsent,
  passUnless,
  sshdAlgorithms,
  sshdRemedy,
} from '../../src/index.ts';

interface Row
  extends Pick<CheckMeta, 'id' | 'title' | 'severity' | 'level' | 'rationale' | 'references'> {
  readonly keyword: Parameters<typeof sshdAlgorithms>[0];
  readonly name: string;
  readonly set: string;
  readonly isWeak: (algorithm: string) => boolean;
}

const rows: readonly Row[] = [
  {
    id: 'ssh.ciphers',
    title: 'sshd offers no broken or weak cipher',
    severity: 'high',
    level: 1,
    rationale:
      'CBC modes, 3DES and RC4 let somebody on the way learn parts of a session; blocks of 64 bits repeat.',
    references: [
      'cis-ubuntu2404-1.0:5.1.6',
      'stig-ubuntu2404:UBTU-24-100820',
      'cis-dil-2.0:5.2.13',
      'dev-sec:sshd-01',
      'ssg:sshd_use_strong_ciphers',
      'ssg:sshd_use_approved_ciphers_ordered_stig',
    ],
    keyword: 'ciphers',
    name: 'Ciphers',
    set: 'Ciphers -*-cbc*,arcfour*,none',
    isWeak: (name) => /cbc|arcfour|3des|blowfish|cast128|rijndael/.test(name) || name === 'none',
  },
  {
    id: 'ssh.key-exchange',
    title: 'sshd agrees on keys without SHA-1 and without small groups',
    severity: 'high',
    level: 1,
    rationale:
      'A group of 1024 bits can be broken once for all sessions that use it; with SHA-1 an attacker may weaken what is agreed.',
    references: [
      'cis-ubuntu2404-1.0:5.1.12',
      'stig-ubuntu2404:UBTU-24-100840',
      'cis-dil-2.0:5.2.15',
      'dev-sec:sshd-02',
      'ssg:sshd_use_strong_kex',
      'ssg:sshd_use_approved_kex_ordered_stig',
    ],
    keyword: 'kexalgorithms',
    name: 'KexAlgorithms',
    set: 'KexAlgorithms -*-sha1*',
    isWeak: (name) => /sha1(-|$)|group1-|sntrup4591761/.test(name),
  },
  {
    id: 'ssh.macs',
    title: 'sshd offers no MAC of SHA-1, MD5 or 64 bits',
    severity: 'medium',
    level: 1,
    rationale:
      'Short and outdated codes are the ones that forgery reaches first; newer ciphers need none of them.',
    references: [
      'cis-ubuntu2404-1.0:5.1.15',
      'stig-ubuntu2404:UBTU-24-100830',
      'cis-dil-2.0:5.2.14',
      'dev-sec:sshd-03',
      'ssg:sshd_use_strong_macs',
      'ssg:sshd_use_approved_macs_ordered_stig',
    ],
    keyword: 'macs',
    name: 'MACs',
    set: 'MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com',
    isWeak: (name) => /md5|ripemd|hmac-sha1|-96|umac-64/.test(name),
  },
  {
    id: 'ssh.host-key-algorithms',
    title: 'sshd signs with neither SHA-1 nor DSA',
    severity: 'medium',
    level: 1,
    rationale:
      'Collisions of SHA-1 are for sale: a signature with it can be made to fit another message.',
    references: [],
    keyword: 'hostkeyalgorithms',
    name: 'HostKeyAlgorithms',
    set: 'HostKeyAlgorithms -ssh-rsa,ssh-rsa-cert-v01@openssh.com,ssh-dss*',
    isWeak: (name) => /^ssh-(rsa|dss)/.test(name),
  },
];

const checks: readonly AnyCheck[] = rows.map(({ keyword, name, set, isWeak, ...meta }) =>
  defineCheck({
    ...meta,
    area: 'ssh',
    tags: ['ssh', 'cryptography'],
    remedy: sshdRemedy(
      set,
      'Where crypto-policies are in use, choose DEFAULT or stricter instead.',
    ),
    needs: { offered: orAbsent(sshdAlgorithms(keyword)) },
    evaluate: ({ offered }) => {
      if (offered === undefined) return notApplicable(NO_SSHD);
      const weak = [...new Set(offered.names.filter(isWeak))];
      return passUnless(
        weak.map((algorithm) => ({
          subject: `${name} ${algorithm}`,
          expected: 'not offered',
          actual: offered.written === undefined ? 'offered by default' : 'offered',
        })),
        `${name}: ${offered.written === undefined ? 'sshd’s defaults' : 'as written'}, nothing weak`,
      );
    },
  }),
);

export default checks;
