import type { Gap, Observation } from '../../model/observation.ts';
import { cgroupMode } from '../../probes/cgroup/cgroup-mode.ts';
import { cpuFeatures } from '../../probes/cpu/cpu-features.ts';
import { anyEngine } from '../../probes/engines/any-engine.ts';
import type { Fact, FactValue } from '../../probes/fact.ts';
import { stat } from '../../probes/files/stat.ts';
import { distributionMac } from '../../probes/mac/mandatory-access.ts';

/** Hosts on which a build option is asked about. */
export interface KconfigScope {
  readonly fact: Fact<unknown>;
  /** Why it is not asked about, or what keeps from telling; undefined where it is. */
  readonly outside: (seen: Observation<unknown>) => string | Gap | undefined;
}

/** @param outside why a value is outside; @param missing what it means that there is none. */
function scope<F extends Fact<unknown>>(
  fact: F,
  outside: (value: FactValue<F>) => string | undefined,
  missing?: string,
): KconfigScope {
  return {
    fact,
    outside: (seen) => {
      // The fact's own type: the engine hands back what its probe made.
      if (seen.state === 'value') return outside(seen.value as FactValue<F>);
      return seen.state === 'absent' && missing !== undefined ? missing : seen;
    },
  };
}

export const SCOPES = {
  engine: scope(anyEngine, () => undefined, 'no container engine is on this host'),
  noEngine: {
    fact: anyEngine,
    outside: (seen) => {
      if (seen.state === 'absent') return undefined;
      return seen.state === 'value' ? 'container engines take root from containers with it' : seen;
    },
  },
  cgroup1: scope(cgroupMode, ({ layout }) =>
    layout === 'unified' ? 'control groups of version 1 are not in use' : undefined,
  ),
  noCgroup2: scope(cgroupMode, ({ unified }) =>
    unified === undefined ? undefined : 'control groups of version 2 are in use and need it',
  ),
  auditd: scope(stat('/usr/sbin/auditd'), () => undefined, 'auditd is not installed'),
  amd: forVendor('amd', 'intel'),
  intel: forVendor('intel', 'amd'),
  apparmor: scope(distributionMac, (mac) =>
    mac === 'apparmor' ? undefined : 'the distribution does not confine with AppArmor',
  ),
} as const satisfies Record<string, KconfigScope>;

export type ScopeName = keyof typeof SCOPES;

/** An image, and a processor that names no vendor, are asked: the kernel may meet either. */
function forVendor(wanted: 'amd' | 'intel', other: 'amd' | 'intel'): KconfigScope {
  return {
    fact: cpuFeatures,
    outside: (seen) => {
      if (seen.state === 'denied' || seen.state === 'failed') return seen;
      if (seen.state !== 'value') return undefined;
      const { vendor } = seen.value as FactValue<typeof cpuFeatures>;
      return vendor === other
        ? `the processor is no ${wanted === 'amd' ? 'AMD' : 'Intel'}`
        : undefined;
    },
  };
}
