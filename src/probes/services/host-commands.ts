import { type Observation, value } from '../../model/observation.ts';
import { containerProcesses } from '../containers/container-processes.ts';
import { type Derived, derived } from '../fact.ts';
import { namedProcesses } from '../monitoring/running-commands.ts';

/** Names of processes, cut at 15 characters, of the host itself: what containers run is theirs. */
export const hostCommands: Derived<ReadonlySet<string>> = derived(
  'host-commands',
  { processes: namedProcesses, table: containerProcesses },
  ({ processes, table }): Observation<ReadonlySet<string>> => {
    if (processes.state !== 'value') return processes;
    if (table.state !== 'value') return table;
    const contained = new Set(
      table.value.containers.flatMap((one) => one.processes.map(({ pid }) => pid)),
    );
    return value(
      new Set(
        processes.value
          .filter(({ pid, inner }) => !inner && !contained.has(pid))
          .map(({ name }) => name),
      ),
    );
  },
);

/** Programs that hold a port of the host for a container. */
const CARRIERS = [
  'docker-proxy',
  'rootlessport',
  'rootlesskit',
  'conmon',
  'slirp4netns',
  'pasta',
  'pasta.avx2',
  'passt',
  'kube-proxy',
  'lxd',
  'incusd',
] as const;

/** Whether a port that is open on the host may be a container's: published, or on the host's network. */
export const containersHoldPorts: Derived<boolean> = derived(
  'containers-hold-ports',
  { commands: hostCommands, table: containerProcesses },
  ({ commands, table }): Observation<boolean> => {
    if (commands.state !== 'value') return commands;
    if (table.state !== 'value') return table;
    return value(
      CARRIERS.some((name) => commands.value.has(name)) ||
        table.value.containers.some(({ namespaces }) => namespaces.net !== 'own'),
    );
  },
);
