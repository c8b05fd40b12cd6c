import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { presentStats } from '../files/present-stats.ts';
import { asCommand, runningCommands } from './running-commands.ts';
import { ownUnits, startsAtBoot } from './starts-at-boot.ts';

/** A program that watches what processes do, and how it shows on a host. */
interface SensorTraces {
  readonly name: string;
  readonly processes: readonly string[];
  /** Any one of them runs it. */
  readonly units: readonly string[];
}

/** Names of processes that could be anything's are left out: a wrong sensor is worse than none. */
const SENSORS: readonly SensorTraces[] = [
  {
    name: 'Falco',
    processes: ['falco'],
    units: [
      'falco.service',
      'falco-modern-bpf.service',
      'falco-kmod.service',
      'falco-custom.service',
    ],
  },
  { name: 'Tetragon', processes: ['tetragon'], units: ['tetragon.service'] },
  { name: 'Tracee', processes: ['tracee', 'tracee-ebpf'], units: ['tracee.service'] },
  { name: 'KubeArmor', processes: ['kubearmor'], units: ['kubearmor.service'] },
  { name: 'Sysdig', processes: ['dragent', 'sysdig-host-shi'], units: ['dragent.service'] },
  {
    name: 'CrowdStrike Falcon',
    processes: ['falcon-sensor', 'falcon-sensor-bpf'],
    units: ['falcon-sensor.service'],
  },
  { name: 'Microsoft Defender', processes: ['wdavdaemon', 'mdatp'], units: ['mdatp.service'] },
  { name: 'Wazuh', processes: ['wazuh-agentd'], units: ['wazuh-agent.service'] },
  { name: 'osquery', processes: ['osqueryd'], units: ['osqueryd.service'] },
  { name: 'SentinelOne', processes: ['s1-agent'], units: ['sentinelone.service'] },
  {
    name: 'Elastic',
    processes: ['elastic-endpoint', 'elastic-agent'],
    units: ['elastic-agent.service', 'ElasticEndpoint.service'],
  },
  {
    name: 'Carbon Black',
    processes: ['cbagentd', 'cbdaemon'],
    units: ['cbagentd.service', 'cbdaemon.service'],
  },
  { name: 'Cortex XDR', processes: ['traps_pmd'], units: ['traps_pmd.service'] },
  { name: 'Trend Micro', processes: ['ds_agent', 'ds_am'], units: ['ds_agent.service'] },
  {
    name: 'Datadog',
    processes: ['system-probe', 'security-agent'],
    units: ['datadog-agent-security.service'],
  },
  { name: 'Aqua', processes: ['slkd'], units: ['aqua-enforcer.service'] },
];

const UNITS = SENSORS.flatMap(({ units }) => units);

export interface Sensor {
  readonly name: string;
  /** Names of its processes that run, on the host or in a container. */
  readonly running: readonly string[];
  /** Files of units by which it is installed on the host itself. */
  readonly installed: readonly string[];
  /** Units of it that a boot starts. */
  readonly enabled: readonly string[];
}

/** Sensors that run or are installed; an empty list where none is known. */
export const sensors: Derived<readonly Sensor[]> = derived(
  'sensors',
  {
    commands: runningCommands,
    files: presentStats(UNITS.map((unit) => `/usr/lib/systemd/system/${unit}`)),
    own: ownUnits,
    starts: startsAtBoot(UNITS),
  },
  ({ commands, files, own, starts }): Observation<readonly Sensor[]> => {
    if (commands.state !== 'value') return commands;
    if (files.state !== 'value') return files;
    if (own.state !== 'value') return own;
    if (starts.state !== 'value') return starts;
    return value(
      SENSORS.map(({ name, processes, units }) => ({
        name,
        running: processes.map(asCommand).filter((one) => commands.value.has(one)),
        installed: [...files.value, ...own.value.filter(({ type }) => type === 'file')]
          .map(({ path }) => path)
          .filter((path) => units.some((unit) => path.endsWith(`/${unit}`))),
        enabled: starts.value.map((one) => one.name).filter((one) => units.includes(one)),
      })).filter(({ running, installed }) => running.length + installed.length > 0),
    );
  },
);
