import {
  asCommand,
  defineCheck,
  isLoopback,
  manual,
  notApplicable,
  orAbsent,
  pass,
  required,
  runningCommands,
  tcp4Listeners,
  tcp6Listeners,
} from '../../src/index.ts';

/** Names of exporters' processes and the port that each uses unless told otherwise. */
const EXPORTERS: readonly (readonly [string, number])[] = [
  ['node_exporter', 9100],
  ['prometheus-node-exporter', 9100],
  ['cadvisor', 8080],
  ['process-exporter', 9256],
  ['blackbox_exporter', 9115],
  ['dcgm-exporter', 9400],
  ['prometheus-podman-exporter', 9882],
  ['telegraf', 9273],
  ['netdata', 19999],
  ['glances', 61208],
  ['cockpit-ws', 9090],
  ['pmcd', 44321],
];

export default defineCheck({
  id: 'monitoring.metrics-exposure',
  area: 'monitoring',
  title: 'Exporters of metrics do not answer whoever asks',
  severity: 'medium',
  level: 1,
  rationale:
    'They tell kernel, mounts and accounts to whoever reaches the port, and with cAdvisor or netdata the names of containers and what runs in them.',
  remedy:
    'Bind to 127.0.0.1 or the management network (`--web.listen-address`), or ask for a certificate or a password (`--web.config.file`).',
  references: ['prometheus-docs:https'],
  tags: ['metrics'],
  needs: {
    commands: required(runningCommands),
    tcp4: required(tcp4Listeners),
    tcp6: orAbsent(tcp6Listeners),
  },
  evaluate({ commands, tcp4, tcp6 = [] }) {
    const running = EXPORTERS.filter(([name]) => commands.has(asCommand(name)));
    if (running.length === 0) return notApplicable('no known exporter of metrics runs');
    const open = [...tcp4, ...tcp6]
      .filter(({ address }) => !isLoopback(address))
      .map(({ port }) => port);
    const exposed = running.filter(([, port]) => open.includes(port));
    // Whether it asks for a password stands in its command line, which is not read.
    return exposed.length === 0
      ? pass(`${running.map(([name]) => name).join(', ')}: no usual port is open beyond loopback`)
      : manual(
          `Does the exporter ask who reads, or does a firewall: ${exposed.map(([name, port]) => `${name} on port ${port}`).join(', ')}?`,
        );
  },
});
