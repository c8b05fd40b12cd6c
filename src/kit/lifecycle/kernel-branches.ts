/** When kernel.org stops making releases of a branch; undefined where no date is set yet. */
interface KernelBranch {
  readonly until?: string;
  /** The newest patch release on the day of the table. */
  readonly patch: number;
}

/**
 * Branches that kernel.org maintains, or did until lately. Dates of longterm branches are kernel.org's
 * projected ends; every other branch older than the newest here has ended.
 */
export const KERNEL_BRANCHES: {
  readonly asOf: string;
  readonly source: string;
  readonly branches: ReadonlyMap<string, KernelBranch>;
} = {
  asOf: '2026-08-22',
  source: 'https://www.kernel.org/category/releases.html',
  branches: new Map([
    ['5.4', { until: '2025-12-03', patch: 302 }],
    ['5.10', { until: '2026-12-31', patch: 265 }],
    ['5.15', { until: '2026-12-31', patch: 216 }],
    ['6.1', { until: '2027-12-31', patch: 183 }],
    ['6.6', { until: '2027-12-31', patch: 152 }],
    ['6.12', { until: '2028-12-31', patch: 104 }],
    ['6.17', { until: '2025-12-18', patch: 13 }],
    ['6.18', { until: '2028-12-31', patch: 45 }],
    ['6.19', { until: '2026-04-22', patch: 14 }],
    ['7.0', { until: '2026-06-27', patch: 14 }],
    ['7.1', { patch: 9 }],
    ['7.2', { patch: 0 }],
  ]),
};

export type BranchState =
  | { readonly state: 'maintained'; readonly until: string }
  | { readonly state: 'ended'; readonly on?: string }
  /** Newer than the table, or without a date when the table was made. */
  | { readonly state: 'open' };

/** How a branch stands on a day. @param branch `6.12`; @param day ISO date. */
export function branchState(branch: string, day: string): BranchState {
  const known = KERNEL_BRANCHES.branches.get(branch);
  if (known?.until !== undefined) {
    return day > known.until
      ? { state: 'ended', on: known.until }
      : { state: 'maintained', until: known.until };
  }
  const newest = [...KERNEL_BRANCHES.branches.keys()].at(-1) ?? '';
  return known === undefined && rankOf(branch) < rankOf(newest)
    ? { state: 'ended' }
    : { state: 'open' };
}

function rankOf(branch: string): number {
  const [major = 0, minor = 0] = branch.split('.').map(Number);
  return major * 1_000_000 + minor;
}
