import { absent, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { cpuFeatures, isVirtual } from './cpu-features.ts';

/** There on a virtual machine; absent on bare metal. Only x86 tells, and so other machines count as bare. */
export const virtualMachine: Derived<true> = derived(
  'virtual-machine:',
  { cpu: cpuFeatures },
  ({ cpu }): Observation<true> => {
    if (cpu.state !== 'value') return cpu;
    return isVirtual(cpu.value) ? value(true) : absent('no hypervisor shows itself');
  },
);
