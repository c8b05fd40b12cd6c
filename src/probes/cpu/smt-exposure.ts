import { type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { stat } from '../files/stat.ts';
import { cpuVulnerabilities } from './cpu-vulnerabilities.ts';

const FOLDER = '/sys/devices/system/cpu/smt';

/** Whether two threads share a core, and which flaws then leak from one to the other. */
export interface SmtExposure {
  /** `on`, `off`, `forceoff`, `notsupported` or `notimplemented`. */
  readonly control: string;
  readonly active: boolean;
  /** By the name of the flaw's file, what the kernel says. Empty where no threads share a core. */
  readonly exposed: readonly { readonly flaw: string; readonly text: string }[];
}

export const smtExposure: Derived<SmtExposure> = derived(
  'smt-exposure',
  {
    active: fileText(`${FOLDER}/active`),
    control: fileText(`${FOLDER}/control`),
    reports: cpuVulnerabilities,
    kvm: stat('/dev/kvm'),
  },
  ({ active, control, reports, kvm }): Observation<SmtExposure> => {
    if (active.state !== 'value') return active;
    if (control.state !== 'value') return control;
    if (reports.state !== 'value') return reports;
    if (kvm.state !== 'value' && kvm.state !== 'absent') return kvm;
    const found = { control: control.value.trim(), active: active.value.trim() !== '0' };
    if (!found.active) return value({ ...found, exposed: [] });
    const all = [...reports.value].map(([flaw, text]) => ({ flaw, text }));
    const exposed = all.filter(({ flaw, text }) => isExposed(flaw, text, kvm.state === 'value'));
    const guest = all.find(({ text }) => text.includes('SMT Host state unknown'));
    return exposed.length === 0 && guest !== undefined
      ? unsupported(`only the hypervisor knows of threads: ${guest.flaw} says "${guest.text}"`)
      : value({ ...found, exposed });
  },
);

/** Of L1TF the threads matter to guests alone. */
function isExposed(flaw: string, text: string, guests: boolean): boolean {
  if (flaw === 'spectre_v2') return /STIBP: disabled/.test(text);
  return /SMT vulnerable/.test(text) && (flaw !== 'l1tf' || guests);
}
