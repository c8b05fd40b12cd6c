import { SEVERITIES } from '../../src/model/check.ts';
import { ENDINGS, endingOf, type Report } from '../../src/model/run.ts';
import { epochSeconds } from '../../src/model/time.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import { emptyTally, type Tally } from '../totals.ts';
import { historyMetrics } from './history-metrics.ts';
import { figuresOf, type HostFigures } from './host-figures.ts';
import type { Labels, Metric, Sample } from './metric.ts';

/**
 * Gauges in Prometheus' text format, for node_exporter's textfile collector. It takes no time
 * stamps. Labels stay bounded: hosts and areas, never host × check.
 */
export async function* renderPrometheus(report: Report): AsyncIterable<string> {
  const checks = new Map(report.checks.map((check) => [check.id, check]));
  const hosts: HostFigures[] = [];
  const areas = new Map<string, Tally>();
  for await (const host of report.hosts()) {
    hosts.push(figuresOf(host, checks));
    if (host.status === 'failed') continue;
    for (const finding of host.findings) {
      const area = checks.get(finding.check)?.area ?? '';
      const tally = areas.get(area) ?? emptyTally();
      tally[endingOf(finding)] += 1;
      areas.set(area, tally);
    }
  }
  const metrics = [...runMetrics(report, hosts, areas), ...historyMetrics(report)];
  for (const metric of [...metrics, ...hostMetrics(hosts)]) {
    yield textOf(metric);
  }
}

function runMetrics(
  { run, waivers }: Report,
  hosts: readonly HostFigures[],
  areas: ReadonlyMap<string, Readonly<Tally>>,
): readonly Metric[] {
  const failed = hosts.filter(({ failure }) => failure !== undefined).length;
  const concerned = waivers.filter(({ concerns }) => concerns.length > 0).length;
  return [
    {
      name: 'run_info',
      help: 'The audit that these figures are of.',
      samples: [[{ version: run.toolVersion, profile: run.profile, policy: run.policyHash }, 1]],
    },
    {
      name: 'run_finished_timestamp_seconds',
      help: 'When the audit ended, in seconds since 1970.',
      samples: [[{}, epochSeconds(run.finishedAt)]],
    },
    {
      name: 'run_complete',
      help: 'Whether every host was read and nothing stopped the run.',
      samples: [[{}, run.complete ? 1 : 0]],
    },
    {
      name: 'hosts',
      help: 'Hosts by whether they were read.',
      samples: [
        [{ status: 'audited' }, hosts.length - failed],
        [{ status: 'failed' }, failed],
      ],
    },
    {
      name: 'area_findings',
      help: 'Results of the fleet by area and how they ended.',
      samples: [...areas].flatMap(([area, tally]) =>
        ENDINGS.map((ending): Sample => [{ area, outcome: ending }, tally[ending]]),
      ),
    },
    {
      name: 'waivers',
      help: 'Waivers by whether something is wrong with them.',
      samples: [
        [{ concern: 'no' }, waivers.length - concerned],
        [{ concern: 'yes' }, concerned],
      ],
    },
  ];
}

function hostMetrics(hosts: readonly HostFigures[]): readonly Metric[] {
  const read = hosts.filter(({ failure }) => failure === undefined);
  const each = (of: (host: HostFigures) => number): readonly Sample[] =>
    read.map((host) => [{ host: host.name }, of(host)]);
  return [
    {
      name: 'host_audited',
      help: 'Whether a host was read; the reason where it was not.',
      samples: hosts.map(({ name, failure }) => [
        { host: name, reason: failure ?? '' },
        failure === undefined ? 1 : 0,
      ]),
    },
    {
      name: 'host_collected_timestamp_seconds',
      help: 'When a host was read, in seconds since 1970.',
      samples: each(({ collectedAt }) => epochSeconds(collectedAt ?? '')),
    },
    {
      name: 'host_duration_seconds',
      help: 'How long reading a host took.',
      samples: each(({ durationMs }) => durationMs / 1000),
    },
    {
      name: 'host_findings',
      help: 'Results of a host by how they ended.',
      samples: read.flatMap(({ name, tally }) =>
        ENDINGS.map((ending): Sample => [{ host: name, outcome: ending }, tally[ending]]),
      ),
    },
    {
      name: 'host_open_failures',
      help: 'Failures of a host that nobody has accepted, by severity.',
      samples: read.flatMap(({ name, open }) =>
        SEVERITIES.map((severity): Sample => [{ host: name, severity }, open[severity]]),
      ),
    },
    {
      name: 'host_escape_paths',
      help: "Ways from a host's running containers to root on it.",
      samples: each(({ escapePaths }) => escapePaths),
    },
  ];
}

function textOf({ name, help, samples }: Metric): string {
  if (samples.length === 0) return '';
  const full = `hostward_${name}`;
  const lines = samples.map(([labels, value]) => `${full}${labelsOf(labels)} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${lines.join('')}`;
}

function labelsOf(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${quoted(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const quoted = (text: string): string =>
  visibleLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
