import { type Observation, value } from '../../model/observation.ts';
import { containerProcesses } from '../containers/container-processes.ts';
import { containers } from '../containers/containers.ts';
import { type Derived, derived } from '../fact.ts';
import { type Contained, contain } from './contained.ts';
import { HOST_SIDE, hostSide } from './host-side.ts';

/**
 * Every running container with all that says how far it can reach, pods' sandboxes left out:
 * they share everything with their pod and run nothing that can be attacked.
 */
export const containment: Derived<readonly Contained[]> = derived(
  'containment',
  { table: containerProcesses, containers, ...HOST_SIDE },
  ({ table, containers: list, ...inputs }): Observation<readonly Contained[]> => {
    if (list.state !== 'value') return list;
    if (table.state !== 'value') return table;
    const host = {
      side: hostSide(inputs),
      mounts: table.value.hostMounts,
      isInitial: table.value.hostIsInitial,
      capabilities: table.value.hostCapabilities,
    };
    return value(
      list.value.filter(({ sandbox }) => !sandbox).map((container) => contain(container, host)),
    );
  },
);
