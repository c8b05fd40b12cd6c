import { absent, type Observation } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { type Engine, engine } from './engines.ts';

/** Whichever program runs containers on the host; absent when none does. */
export const anyEngine: Derived<Engine> = derived(
  'any-engine:',
  {
    docker: engine('docker'),
    containerd: engine('containerd'),
    crio: engine('crio'),
    podman: engine('podman'),
    kubelet: engine('kubelet'),
  },
  (seen): Observation<Engine> => {
    const all = Object.values(seen);
    return (
      all.find(({ state }) => state === 'value') ??
      all.find(({ state }) => state !== 'absent') ??
      absent('no container engine is on this host')
    );
  },
);
