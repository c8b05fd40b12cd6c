import { z } from 'zod';
import {
  anyEngine,
  asCommand,
  defineCheck,
  fail,
  type Mismatch,
  notApplicable,
  octal,
  orAbsent,
  pass,
  passUnless,
  presentStats,
  required,
  runningCommands,
  sensors,
} from '../../src/index.ts';

const runtimeSensor = defineCheck({
  id: 'monitoring.runtime-sensor',
  area: 'monitoring',
  title: 'A sensor watches what containers do',
  severity: 'high',
  level: 2,
  rationale:
    'An escape or a miner is seen within minutes by what it does, or for months by nobody.',
  remedy:
    'Install Falco, Tetragon or your own: `systemctl enable --now falco-modern-bpf`. Name the process of another one in the parameter `processes` of this check.',
  references: ['lynis:TOOL-5190'],
  tags: ['detection'],
  params: z.object({
    /** Names of processes of sensors beside the known ones. */
    processes: z.array(z.string()).default([]),
  }),
  needs: {
    engine: orAbsent(anyEngine),
    sensors: required(sensors),
    commands: required(runningCommands),
  },
  evaluate({ engine, sensors: found, commands }, { params: { processes } }) {
    if (engine === undefined) return notApplicable('no container engine is on this host');
    const own = processes.filter((name) => commands.has(asCommand(name)));
    const running = [
      ...found.filter((one) => one.running.length > 0).map(({ name }) => name),
      ...own,
    ];
    if (running.length > 0) return pass(`${running.join(', ')} runs`);
    const installed = found.map(
      ({ name, installed: [path = ''] }) => `${name} is installed (${path}) and does not run`,
    );
    return fail({
      subject: 'runtime sensor',
      expected: 'one that runs',
      actual: installed.length === 0 ? 'none is known to run' : installed.join('; '),
    });
  },
});

const health = defineCheck({
  id: 'monitoring.sensor-health',
  area: 'monitoring',
  title: 'Sensors that are installed run, and start at boot',
  severity: 'high',
  level: 2,
  rationale:
    'After an update or a reboot nobody notices that the sensor is gone: silence looks like peace.',
  remedy: '`systemctl enable --now UNIT`; look into its journal for the reason that it ended.',
  references: ['lynis:MALW-3291'],
  tags: ['detection'],
  needs: { sensors: required(sensors) },
  evaluate({ sensors: found }) {
    const installed = found.filter((one) => one.installed.length > 0);
    if (installed.length === 0)
      return notApplicable('no known sensor is installed on the host itself');
    return passUnless(
      installed.flatMap(({ name, running, enabled }): Mismatch[] => [
        ...(running.length > 0
          ? []
          : [{ subject: name, expected: 'running', actual: 'not running' }]),
        ...(enabled.length > 0
          ? []
          : [
              {
                subject: `${name} after a reboot`,
                expected: 'started',
                actual: 'none of its units is enabled',
              },
            ]),
      ]),
      installed.map(({ name, running }) => `${name}: ${running.join(', ')}`).join('; '),
    );
  },
});

const PATHS = [
  '/etc/falco',
  '/etc/falco/*',
  '/etc/falco/rules.d/*',
  '/etc/falco/config.d/*',
  '/etc/tetragon',
  '/etc/tetragon/*',
  '/etc/tetragon/tetragon.conf.d/*',
  '/etc/tetragon/tetragon.tp.d/*',
  '/etc/osquery',
  '/etc/osquery/*',
  '/etc/opt/microsoft/mdatp',
  '/etc/opt/microsoft/mdatp/managed/*',
  '/opt/CrowdStrike',
  '/opt/CrowdStrike/*',
  '/opt/microsoft/mdatp/sbin/*',
  '/var/ossec/bin',
  '/var/ossec/bin/*',
  '/var/ossec/etc',
  '/var/ossec/etc/ossec.conf',
  '/usr/bin/falco',
  '/usr/local/bin/tetragon',
  '/usr/bin/osqueryd',
  '/opt/osquery/bin/osqueryd',
] as const;

/** Accounts that some sensors keep for themselves. */
const OWN_ACCOUNTS: readonly string[] = ['wazuh', 'ossec', 'mdatp', 'osquery'];

const tampering = defineCheck({
  id: 'monitoring.sensor-tampering',
  area: 'monitoring',
  title: 'Programs, rules and settings of sensors are root’s alone to change',
  severity: 'high',
  level: 1,
  rationale: 'Whoever can write them runs code as root, and is seen by nobody.',
  remedy: '`chown root:root` and `chmod go-w` the path.',
  references: [],
  tags: ['detection', 'files'],
  needs: { found: required(presentStats(PATHS)) },
  evaluate({ found }) {
    if (found.length === 0) return notApplicable('no known sensor is installed on the host itself');
    const wrong = found.flatMap(({ path, mode, uid, owner, group, gid }): Mismatch[] => [
      ...(uid === 0 || OWN_ACCOUNTS.includes(owner)
        ? []
        : [{ subject: `${path} owner`, expected: 'root', actual: `${owner} (${uid})` }]),
      ...((mode & 0o002) !== 0 ||
      ((mode & 0o020) !== 0 && gid !== 0 && !OWN_ACCOUNTS.includes(group))
        ? [
            {
              subject: `${path} mode`,
              expected: 'no writing by others',
              actual: `${octal(mode)}, group ${group}`,
            },
          ]
        : []),
    ]);
    return passUnless(wrong, `${found.length} paths`);
  },
});

export default [runtimeSensor, health, tampering] as const;
