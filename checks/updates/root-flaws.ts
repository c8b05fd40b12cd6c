import {
  type CheckMeta,
  defineCheck,
  notApplicable,
  type PackageFlaw,
  packageFlaws,
  passUnless,
  required,
} from '../../src/index.ts';

/**
 * Versions by the distributions' own advisories (DSA, USN, RHSA) and changelogs. A release that is not named is judged by
 * upstream's versions alone, and not at all where upstream's number says that it may be flawed.
 */
const SUDO: readonly PackageFlaw[] = [
  {
    cve: 'CVE-2025-32463',
    packages: ['sudo', 'sudo-ldap'],
    affected: [['1.9.14', '1.9.17p1']],
    fixedIn: {
      'debian-13': '1.9.16p2-3',
      'ubuntu-24.04': '1.9.15p5-3ubuntu5.24.04.1',
      el10: '1.9.15-8.p5.el10_0.2',
    },
  },
  {
    cve: 'CVE-2021-3156',
    packages: ['sudo', 'sudo-ldap'],
    affected: [
      ['1.8.2', '1.8.32'],
      ['1.9.0', '1.9.5p2'],
    ],
    fixedIn: {
      'debian-10': '1.8.27-1+deb10u3',
      'debian-11': '1.9.5p2-1',
      'ubuntu-18.04': '1.8.21p2-3ubuntu1.4',
      'ubuntu-20.04': '1.8.31-1ubuntu1.2',
      el7: '1.8.23-10.el7_9.1',
      el8: '1.8.29-6.el8_3.1',
    },
  },
];

const LOADER: readonly PackageFlaw[] = [
  {
    cve: 'CVE-2023-4911',
    packages: ['libc6', 'glibc'],
    affected: [['2.34', '2.39']],
    fixedIn: {
      'debian-11': '2.31-13+deb11u7',
      'debian-12': '2.36-9+deb12u3',
      'ubuntu-22.04': '2.35-0ubuntu3.4',
      'ubuntu-23.04': '2.37-0ubuntu2.1',
      el8: '2.28-225.el8_8.6',
      el9: '2.34-60.el9_2.7',
    },
  },
  {
    cve: 'CVE-2024-48990',
    packages: ['needrestart'],
    affected: [['0', '3.8']],
    fixedIn: {
      'debian-12': '3.6-4+deb12u2',
      'ubuntu-22.04': '3.5-5ubuntu2.2',
      'ubuntu-24.04': '3.6-7ubuntu4.3',
      'ubuntu-24.10': '3.6-8ubuntu4.2',
    },
  },
];

type Row = Pick<CheckMeta, 'id' | 'title' | 'rationale' | 'remedy' | 'references'> & {
  readonly flaws: readonly PackageFlaw[];
  readonly nothing: string;
};

const ROWS: readonly Row[] = [
  {
    id: 'updates.sudo-root-flaws',
    flaws: SUDO,
    nothing: 'sudo is not installed as a package',
    title: 'sudo has the fixes for the known ways to root',
    rationale:
      'Any local account becomes root, without a rule in sudoers: by a root directory of its own choice (CVE-2025-32463), or by an overflow of the heap (CVE-2021-3156).',
    remedy: '`apt-get install --only-upgrade sudo`, `dnf upgrade sudo`.',
    references: ['cve:CVE-2025-32463', 'cve:CVE-2021-3156'],
  },
  {
    id: 'updates.local-root-flaws',
    flaws: LOADER,
    nothing: 'neither glibc nor needrestart is installed as a package',
    title: 'The C library’s loader and needrestart have the fixes for the known ways to root',
    rationale:
      'Any local account becomes root with a public program: through GLIBC_TUNABLES of a set-uid program (CVE-2023-4911), or through the interpreter path that needrestart believes (CVE-2024-48990).',
    remedy: '`apt-get install --only-upgrade libc6 needrestart`, `dnf upgrade glibc needrestart`.',
    references: ['cve:CVE-2023-4911', 'cve:CVE-2024-48990'],
  },
];

const checks = ROWS.map(({ flaws, nothing, ...meta }) =>
  defineCheck({
    ...meta,
    area: 'updates',
    severity: 'critical',
    level: 1,
    tags: ['patching'],
    needs: { findings: required(packageFlaws(meta.id, flaws)) },
    evaluate({ findings }) {
      if (findings.length === 0) return notApplicable(nothing);
      return passUnless(
        findings.flatMap(({ cve, name, version, wanted }) =>
          wanted === undefined
            ? []
            : [{ subject: `${name} (${cve})`, expected: `${wanted} or later`, actual: version }],
        ),
        [...new Set(findings.map(({ name, version }) => `${name} ${version}`))].join(', '),
      );
    },
  }),
);

export default checks;
