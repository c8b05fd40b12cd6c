import { failed, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** The bits of /proc/sys/kernel/tainted, lowest first (kernel's admin-guide/tainted-kernels.rst). */
export const kernelTaint: Probe<ReadonlySet<number>> = textProbe(
  'kernel-taint',
  '/proc/sys/kernel/tainted',
  (content) => {
    const text = content.trim();
    if (!/^\d{1,20}$/.test(text)) return failed(`no number of taints: ${visibleLine(text, 100)}`);
    const bits = BigInt(text);
    const set = new Set<number>();
    for (let bit = 0; bit < 64; bit++) if ((bits >> BigInt(bit)) & 1n) set.add(bit);
    return value(set);
  },
);
