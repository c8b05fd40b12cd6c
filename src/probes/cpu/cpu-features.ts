import { failed, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** The processor as the kernel has set it up. */
export interface CpuFeatures {
  /** `x86`, `aarch64`. */
  readonly type: string;
  /** `intel`, `amd`, `hygon`; other x86 vendors and other architectures have none. */
  readonly vendor?: 'intel' | 'amd' | 'hygon';
  /** Numbers of X86_FEATURE_* (asm/cpufeatures.h) that are there and not switched off. */
  readonly features: ReadonlySet<number>;
}

/** A word of 32 bits and a bit in it, as asm/cpufeatures.h counts. */
const bit = (word: number, n: number): number => word * 32 + n;

export const X86_FEATURE = {
  nx: bit(1, 20),
  hypervisor: bit(4, 31),
  smep: bit(9, 7),
  smap: bit(9, 20),
} as const;

/** By X86_VENDOR_* (asm/processor.h). */
const VENDORS = new Map([
  ['0000', 'intel'],
  ['0002', 'amd'],
  ['0009', 'hygon'],
] as const);

/**
 * Out of /sys/devices/system/cpu/modalias, one line for all processors,
 * where /proc/cpuinfo repeats itself for each.
 */
export const cpuFeatures: Probe<CpuFeatures> = textProbe(
  'cpu-features',
  '/sys/devices/system/cpu/modalias',
  (content) => {
    const [, type, ids = '', list = ''] =
      /^cpu:type:([^,:]+)(?:,([^:]*))?:feature:(.*)$/.exec(content.trim()) ?? [];
    if (type === undefined) return failed('not a module alias of a processor');
    const vendor = [...VENDORS].find(([number]) => ids.startsWith(`ven${number}`))?.[1];
    const features = new Set(
      (list.match(/[0-9A-F]{4,8}/g) ?? []).map((digits) => Number.parseInt(digits, 16)),
    );
    return value({ type, ...(vendor === undefined ? {} : { vendor }), features });
  },
);

/** A hypervisor shows itself: microcode and simultaneous threads are then the host's affair. */
export const isVirtual = ({ features }: CpuFeatures): boolean =>
  features.has(X86_FEATURE.hypervisor);
