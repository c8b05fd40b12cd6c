import { absent, type Observation, unsupported, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText } from '../files/file-text.ts';

const FOLDER = '/sys/devices/system/cpu/vulnerabilities';

/** What the running kernel says of each processor flaw that it knows, by the name of its file. */
export const cpuVulnerabilities: Derived<ReadonlyMap<string, string>> = derived(
  'cpu-vulnerabilities',
  { files: filesText(`${FOLDER}/*`) },
  ({ files }): Observation<ReadonlyMap<string, string>> => {
    if (files.state !== 'value') return files;
    if (files.value.length === 0)
      return absent(`the kernel has no ${FOLDER}: it is older than 4.15`);
    return value(
      new Map(
        files.value.map(({ path, content }) => [path.slice(FOLDER.length + 1), content.trim()]),
      ),
    );
  },
);

/** One line of the kernel about one flaw, taken apart. */
export interface FlawReport {
  readonly text: string;
  readonly standing: 'unaffected' | 'mitigated' | 'vulnerable';
  /** What follows the first semicolon: `BHI: Vulnerable`, `SMT vulnerable`. */
  readonly parts: readonly string[];
}

/**
 * The kernel's word on one flaw. A kernel that is too old to know the flaw, and one that says
 * it cannot tell, both leave it unknown.
 */
export function flawReport(file: string): Derived<FlawReport> {
  return derived(
    `cpu-flaw:${file}`,
    { reports: cpuVulnerabilities },
    ({ reports }): Observation<FlawReport> => {
      if (reports.state !== 'value') return reports;
      const text = reports.value.get(file);
      return text === undefined
        ? absent(`the running kernel is too old to know of ${file}`)
        : parseFlawReport(text);
    },
  );
}

/** Wording as in the kernel's arch/x86/kernel/cpu/bugs.c and admin-guide/hw-vuln. */
export function parseFlawReport(text: string): Observation<FlawReport> {
  const [head = '', ...parts] = text.split(text.includes(';') ? ';' : ',').map((p) => p.trim());
  const standing = standingOf(head);
  return standing === undefined
    ? unsupported(`the kernel says "${visibleLine(text, 200)}"`)
    : value({ text, standing, parts });
}

function standingOf(head: string): FlawReport['standing'] | undefined {
  if (head === 'Not affected') return 'unaffected';
  // indirect_target_selection=vmexit and the documentation of spectre_v2 contradict their own prefix.
  if (/^(KVM: )?(Mitigation: )?(Vulnerable\b|None$)|^Processor vulnerable/.test(head)) {
    return 'vulnerable';
  }
  return /^(KVM: )?Mitigation: \S/.test(head) ? 'mitigated' : undefined;
}
