import type { OsRelease } from '../../probes/host/os-release.ts';

interface ExtendedSupport {
  readonly name: string;
  readonly until: string;
  /**
   * How a host comes by it: `archive` from the same repositories as before, `esm` from Ubuntu's
   * own archive, which a host shows, `subscription` by a contract, which it does not.
   */
  readonly by: 'archive' | 'esm' | 'subscription';
}

export interface ReleaseSupport {
  /** Last day of security updates for everybody. */
  readonly until: string;
  readonly extended?: ExtendedSupport;
}

/** Where the dates come from, and when they were taken. */
export const DISTRIBUTION_DATES = { asOf: '2026-08-22', source: 'https://endoflife.date' } as const;

/** `RELEASE END [EXTENDED-END]`, comma after comma, by ID of os-release. */
const DATES: Readonly<Record<string, string>> = {
  debian:
    '10 2022-09-10 2024-06-30, 11 2024-08-14 2026-08-31, 12 2026-07-11 2028-06-30, 13 2028-08-09 2030-06-30',
  ubuntu:
    '16.04 2021-04-02 2026-04-02, 18.04 2023-05-31 2028-04-01, 20.04 2025-05-31 2030-04-02, ' +
    '22.04 2027-04-01 2032-04-09, 23.10 2024-07-12, 24.04 2029-05-31 2036-05-31, 24.10 2025-07-10, ' +
    '25.04 2026-01-17, 25.10 2026-07-01, 26.04 2031-04-30 2036-04-30',
  rhel: '7 2024-06-30 2029-05-31, 8 2029-05-31 2033-05-31, 9 2032-05-31 2036-05-31, 10 2035-05-31 2039-05-31',
  almalinux: '8 2029-05-31, 9 2032-05-31, 10 2035-05-31',
  rocky: '8 2029-05-31, 9 2032-05-31, 10 2035-05-31',
  ol: '7 2024-12-31 2028-06-30, 8 2029-07-31 2032-07-31, 9 2032-06-30 2035-06-30',
  centos: '7 2024-06-30, 8 2021-12-31',
  'centos-stream': '8 2024-05-31, 9 2027-05-31, 10 2030-05-31',
  fedora: '40 2025-05-13, 41 2025-12-15, 42 2026-05-27, 43 2026-12-09, 44 2027-06-02',
  sles:
    '12.5 2024-10-31 2027-10-31, 15.4 2023-12-31 2026-12-31, 15.5 2024-12-31 2027-12-31, ' +
    '15.6 2025-12-31 2028-12-31, 15.7 2031-07-31 2034-07-31, 16.0 2027-11-30 2030-11-30',
  'sle-micro': '5.2 2026-04-30, 5.3 2026-10-30, 5.4 2027-04-30, 5.5 2027-10-31',
  'sl-micro': '6.0 2028-06-30, 6.1 2028-11-30, 6.2 2029-11-30',
  'opensuse-leap': '15.5 2024-12-31, 15.6 2026-04-30, 16.0 2027-10-31',
  alpine:
    '3.18 2025-05-09, 3.19 2025-11-01, 3.20 2026-04-01, 3.21 2026-11-01, 3.22 2027-05-01, ' +
    '3.23 2027-11-01, 3.24 2028-06-01',
  amzn: '2 2026-06-30, 2023 2029-06-30',
  nixos: '25.05 2025-12-31, 25.11 2026-06-30, 26.05 2026-12-31',
  cos: '113 2026-05-12, 117 2026-09-01, 121 2027-03-01, 125 2027-09-01, 129 2028-03-01',
};

const EXTENDED: Readonly<Record<string, Pick<ExtendedSupport, 'name' | 'by'>>> = {
  debian: { name: 'Debian LTS', by: 'archive' },
  ubuntu: { name: 'Ubuntu Pro (esm-infra)', by: 'esm' },
  rhel: { name: 'Extended Life Cycle Support', by: 'subscription' },
  ol: { name: 'Oracle Linux Extended Support', by: 'subscription' },
  sles: { name: 'SUSE LTSS', by: 'subscription' },
};

/** By `ID RELEASE`. */
const SUPPORT: ReadonlyMap<string, ReleaseSupport> = new Map(
  Object.entries(DATES).flatMap(([id, dates]) =>
    dates.split(', ').map((row): [string, ReleaseSupport] => {
      const [release = '', until = '', last] = row.split(' ');
      const extended = EXTENDED[id];
      return [
        `${id} ${release}`,
        last === undefined || extended === undefined
          ? { until }
          : { until, extended: { ...extended, until: last } },
      ];
    }),
  ),
);

/** Distributions that are one release for ever. */
const ROLLING: ReadonlySet<string> = new Set([
  'arch',
  'archarm',
  'opensuse-tumbleweed',
  'opensuse-microos',
  'gentoo',
  'void',
  'kali',
]);

export const isRolling = ({ id }: OsRelease): boolean => ROLLING.has(id);

/** Undefined where the table does not have the release: it may be newer than the table. */
export function supportOf({ id, versionId = '', fields }: OsRelease): ReleaseSupport | undefined {
  const name = id === 'centos' && /Stream/.test(fields.get('NAME') ?? '') ? 'centos-stream' : id;
  const [major = '', minor] = versionId.split('.');
  // RHEL 9.4 is of release 9, Alpine 3.22.1 of release 3.22.
  return SUPPORT.get(`${name} ${major}.${minor}`) ?? SUPPORT.get(`${name} ${major}`);
}

/** Whether a release is older than all that the table has of its distribution: those have ended long since. */
export function predatesTable({ id, versionId = '' }: OsRelease): boolean {
  const known = Object.hasOwn(DATES, id) ? (DATES[id] ?? '').split(', ') : [];
  return (
    /^\d/.test(versionId) &&
    known.length > 0 &&
    known.every((row) => compareReleases(versionId, row) < 0)
  );
}

/** Below zero where the first release is older: 3.9 is older than 3.18. */
function compareReleases(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map((part) => Number.parseInt(part, 10));
  const [majorB = 0, minorB = 0] = b.split('.').map((part) => Number.parseInt(part, 10));
  return majorA === majorB ? minorA - minorB : majorA - majorB;
}
