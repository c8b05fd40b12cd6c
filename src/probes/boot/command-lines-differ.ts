import { type Observation, value } from '../../model/observation.ts';
import type { Mismatch } from '../../model/verdict.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { type CommandLine, normalName, runningCommandLine, wordOf } from './command-line.ts';
import { persistedCommandLines } from './persisted-command-lines.ts';

/** Parameters that harden or weaken a kernel; others (`root=`, `console=`) differ for good reasons. */
const HARDENING = new Set(
  `amd_iommu apparmor audit audit_backlog_limit bdev_allow_write_mounted cfi cgroup_disable cgroup_no_v1
  clearcpuid debugfs dis_ucode_ldr efi enforcing fips gather_data_sampling hardened_usercopy hash_pointers
  ia32_emulation ima_appraise indirect_target_selection init_on_alloc init_on_free intel_iommu iommu
  iommu.passthrough iommu.strict kfence.sample_interval kpti kvm-intel.vmentry_l1d_flush kvm.nx_huge_pages
  l1d_flush l1tf lockdown lsm mce mds mitigations mmio_stale_data module.sig_enforce no_hash_pointers
  nohibernate nokaslr nopti norandmaps nosmap nosmep nosmt nospec_store_bypass_disable nospectre_bhb
  nospectre_v1 nospectre_v2 oops page_alloc.shuffle page_poison page_table_check panic proc_mem.force_override
  pti randomize_kstack_offset reg_file_data_sampling retbleed rodata security selinux slab_merge slab_nomerge
  slub_debug spec_rstack_overflow spec_store_bypass_disable spectre_bhi spectre_v2 spectre_v2_user
  split_lock_detect srbds ssbd systemd.unified_cgroup_hierarchy tsa tsx tsx_async_abort vdso32 vmscape vsyscall`
    .split(/\s+/)
    .map(normalName),
);

export interface CommandLineDifferences {
  readonly differences: readonly Mismatch[];
  /** The files that hold persisted lines. */
  readonly sources: readonly string[];
}

/** Where the running command line and each persisted one harden a kernel differently. */
export const commandLinesDiffer: Derived<CommandLineDifferences> = derived(
  'command-lines-differ',
  { running: runningCommandLine, persisted: persistedCommandLines },
  ({ running, persisted }): Observation<CommandLineDifferences> => {
    if (running.state !== 'value') return running;
    if (persisted.state !== 'value') return persisted;
    const now = hardeningOf(running.value);
    return value({
      sources: persisted.value.map(({ source }) => source),
      differences: persisted.value.flatMap(({ source, parameters }) =>
        differences(now, hardeningOf(parameters), source),
      ),
    });
  },
);

/** By name all its words, in order: of some the last counts, of others each. */
function hardeningOf(line: CommandLine): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const parameter of line.filter(({ name }) => HARDENING.has(name))) {
    const before = found.get(parameter.name);
    found.set(parameter.name, `${before === undefined ? '' : `${before} `}${wordOf(parameter)}`);
  }
  return found;
}

function differences(
  now: ReadonlyMap<string, string>,
  later: ReadonlyMap<string, string>,
  source: string,
): readonly Mismatch[] {
  const names = [...new Set([...now.keys(), ...later.keys()])].sort();
  return names
    .filter((name) => now.get(name) !== later.get(name))
    .map((name) => ({
      subject: `${name} after a reboot by ${source}`,
      expected: visibleLine(now.get(name) ?? 'not set, as it is now', 200),
      actual: visibleLine(later.get(name) ?? 'not set', 200),
    }));
}
