import {
  type AnyCheck,
  type CheckMeta,
  defineCheck,
  fipsMode,
  hostKeys,
  isBooted,
  isSince,
  moduliSizes,
  NO_SSHD,
  notApplicable,
  offersGroupExchange,
  offersPostQuantum,
  orAbsent,
  passUnless,
  presentStats,
  required,
  sshdFlaws,
  sshdRemedy,
  sshdValue,
  strictKeyExchange,
  versionedSshd,
} from '../../src/index.ts';

const meta = { area: 'ssh', level: 1, tags: ['ssh'] } as const satisfies Pick<
  CheckMeta,
  'area' | 'level' | 'tags'
>;

const checks: readonly AnyCheck[] = [
  defineCheck({
    ...meta,
    id: 'ssh.host-key-strength',
    title: 'Host keys are Ed25519, ECDSA, or RSA of 2048 bits at least',
    severity: 'medium',
    rationale: 'Who breaks a weak host key stands between clients and the host, and is believed.',
    remedy:
      '`rm` the weak key and its .pub, then `ssh-keygen -A` and `systemctl reload sshd`; tell clients the new key.',
    references: ['dev-sec:sshd-50'],
    needs: { keys: orAbsent(hostKeys) },
    evaluate({ keys }) {
      if (keys === undefined) return notApplicable(NO_SSHD);
      if (keys.length === 0) return notApplicable('there are no host keys yet');
      return passUnless(
        keys
          .filter(({ type, bits = 2048 }) => type === 'ssh-dss' || bits < 2048)
          .map(({ path, type, bits }) => ({
            subject: path,
            expected: 'Ed25519, ECDSA, or RSA of 2048 bits',
            actual: bits === undefined ? type : `${type}, ${bits} bits`,
          })),
        keys.map(({ type, bits }) => (bits === undefined ? type : `${type} ${bits}`)).join(', '),
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'ssh.moduli',
    title: 'Groups for the key exchange have 3072 bits at least',
    severity: 'medium',
    level: 2,
    rationale: 'Short groups that many hosts share are worth computing for once, for all of them.',
    remedy:
      "`awk '$5 >= 3071' /etc/ssh/moduli > /etc/ssh/moduli.new && mv /etc/ssh/moduli.new /etc/ssh/moduli`",
    references: ['dev-sec:sshd-48'],
    needs: { sshd: orAbsent(versionedSshd), sizes: orAbsent(moduliSizes) },
    evaluate({ sshd, sizes }) {
      if (sshd === undefined || sizes === undefined) return notApplicable(NO_SSHD);
      if (!offersGroupExchange(sshd)) return notApplicable('sshd offers no group exchange');
      return passUnless(
        [...sizes]
          .filter(([bits]) => bits < 3072)
          .sort(([a], [b]) => a - b)
          .map(([bits, count]) => ({
            subject: `/etc/ssh/moduli: ${bits} bits`,
            expected: 'none below 3072',
            actual: `${count} groups`,
          })),
        sizes.size === 0 ? 'no file: sshd takes groups of its own' : 'all of 3072 bits or more',
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'ssh.rsa-key-size',
    title: 'RSA keys of accounts below 2048 bits are refused',
    severity: 'medium',
    rationale: 'A key of 1024 bits can be broken from its public half, and opens the account.',
    remedy: sshdRemedy('RequiredRSASize 2048', 'Who has a shorter key needs a new one before.'),
    references: [],
    needs: { sshd: orAbsent(versionedSshd) },
    evaluate({ sshd }) {
      if (sshd === undefined) return notApplicable(NO_SSHD);
      // RHEL's name before upstream had the setting.
      const set = sshdValue(sshd.config, 'requiredrsasize') ?? sshdValue(sshd.config, 'rsaminsize');
      if (set === undefined && !isSince(sshd.version, [9, 1])) {
        return notApplicable('this OpenSSH knows no such setting');
      }
      return passUnless(
        Number(set ?? 1024) >= 2048
          ? []
          : [
              {
                subject: 'RequiredRSASize',
                expected: '2048 or more',
                actual: set ?? 'not set, by default 1024',
              },
            ],
        `${set} bits`,
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'ssh.source-penalties',
    title: 'Addresses that misbehave are kept away for a while',
    severity: 'medium',
    rationale:
      'It slows the guessing of passwords, and attacks that must win a race many thousand times.',
    remedy: sshdRemedy('PerSourcePenalties yes', 'On by default since OpenSSH 9.8.'),
    references: [],
    needs: { sshd: orAbsent(versionedSshd) },
    evaluate({ sshd }) {
      if (sshd === undefined) return notApplicable(NO_SSHD);
      if (!isSince(sshd.version, [9, 8])) {
        return notApplicable('this OpenSSH knows no penalties; they came with 9.8');
      }
      const set = sshdValue(sshd.config, 'persourcepenalties');
      const exempt = sshdValue(sshd.config, 'persourcepenaltyexemptlist') ?? '';
      const all = exempt.split(/[\s,]+/).filter((network) => /^(0\.0\.0\.0|::)\/0$/.test(network));
      return passUnless(
        [
          ...(set === 'no'
            ? [{ subject: 'PerSourcePenalties', expected: 'yes', actual: 'no' }]
            : []),
          ...all.map((network) => ({
            subject: 'PerSourcePenaltyExemptList',
            expected: 'single networks',
            actual: network,
          })),
        ],
        set ?? 'on by default',
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'ssh.strict-key-exchange',
    title: 'Nobody between client and host can drop the first messages of a connection',
    severity: 'medium',
    rationale:
      'CVE-2023-48795 (Terrapin): dropped messages switch off defences that client and server would agree on. Both sides need the fix.',
    remedy:
      'Upgrade openssh-server and restart it; until then `Ciphers -chacha20-poly1305@openssh.com` in sshd_config.',
    references: ['cve:CVE-2023-48795'],
    needs: { strict: orAbsent(strictKeyExchange) },
    evaluate({ strict }) {
      if (strict === undefined) return notApplicable(NO_SSHD);
      const flaws = 'flaws' in strict ? strict.flaws : [];
      return passUnless(
        flaws.flatMap(({ name, version, wanted, cve }) =>
          wanted === undefined
            ? []
            : [{ subject: `${name} (${cve})`, expected: `${wanted} or later`, actual: version }],
        ),
        'why' in strict ? strict.why : flaws.map(({ version }) => version).join(', '),
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'ssh.post-quantum-key-exchange',
    title: 'A key exchange that resists quantum computers is offered',
    severity: 'medium',
    rationale:
      'What is recorded today can be read once such a computer exists, unless the keys were agreed on otherwise.',
    remedy: sshdRemedy(
      'KexAlgorithms ^sntrup761x25519-sha512@openssh.com',
      'With OpenSSH 9.9 or later put mlkem768x25519-sha256 before it.',
    ),
    references: [],
    needs: { sshd: orAbsent(versionedSshd), fips: required(fipsMode) },
    evaluate({ sshd, fips }) {
      if (sshd === undefined) return notApplicable(NO_SSHD);
      if (fips) return notApplicable('FIPS mode allows none of them');
      if (!isSince(sshd.version, [9, 0])) {
        return notApplicable('this OpenSSH offers none by itself; they came with 9.0');
      }
      // The client's order decides which is taken, so being offered is what counts.
      return passUnless(
        offersPostQuantum(sshd)
          ? []
          : [
              {
                subject: 'KexAlgorithms',
                expected: 'mlkem768x25519-sha256 or sntrup761x25519-sha512 among them',
                actual: sshdValue(sshd.config, 'kexalgorithms') ?? '',
              },
            ],
        sshdValue(sshd.config, 'kexalgorithms') ?? 'by default',
      );
    },
  }),
  defineCheck({
    ...meta,
    id: 'ssh.image-host-keys',
    title: 'An image carries no host keys',
    severity: 'high',
    rationale:
      'Every machine made from it shows the same key; who has the image can stand for all.',
    remedy: '`rm -f /etc/ssh/ssh_host_*` as the last step of the build.',
    references: [],
    tags: ['ssh', 'image'],
    needs: {
      booted: required(isBooted),
      found: required(presentStats(['/etc/ssh/ssh_host_*_key'])),
    },
    evaluate: ({ booted, found }) =>
      booted
        ? notApplicable('this is a running host, not an image')
        : passUnless(
            found
              .filter(({ bytes }) => bytes > 0)
              .map(({ path }) => ({ subject: path, expected: 'absent', actual: 'present' })),
            'no host key is in the image',
          ),
  }),
  defineCheck({
    ...meta,
    id: 'ssh.known-flaws',
    title: 'sshd has the fix for connections that use up its host before the login',
    severity: 'high',
    rationale: 'CVE-2025-26466: anybody who reaches the port takes memory and time of the host.',
    remedy: 'Upgrade openssh-server and restart it.',
    references: ['cve:CVE-2025-26466'],
    tags: ['ssh', 'patching'],
    needs: { flaws: required(sshdFlaws) },
    evaluate({ flaws }) {
      if (flaws.length === 0) return notApplicable('no package of OpenSSH is installed');
      return passUnless(
        flaws.flatMap(({ name, version, wanted, cve }) =>
          wanted === undefined
            ? []
            : [{ subject: `${name} (${cve})`, expected: `${wanted} or later`, actual: version }],
        ),
        flaws.map(({ name, version }) => `${name} ${version}`).join(', '),
      );
    },
  }),
];

export default checks;
