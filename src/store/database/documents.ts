import type { Evidence } from '../../model/evidence.ts';
import type { HostReport } from '../../model/run.ts';
import type { Pieces } from './pieces.ts';

/** The first piece is all but the readings. A key stays in its place, so that the text is the same again. */
export const evidencePieces = (evidence: Evidence): Pieces => [
  JSON.stringify({ ...evidence, records: null }),
  ...Object.entries(evidence.records).map((record) => JSON.stringify(record)),
];

/** What was stored is trusted to be evidence: this layer alone writes it, under hashes. */
export function evidenceOf([head = 'null', ...records]: Pieces): Evidence {
  const evidence = JSON.parse(head) as Evidence;
  const entries = records.map(
    (record) => JSON.parse(record) as [string, Evidence['records'][string]],
  );
  return { ...evidence, records: Object.fromEntries(entries) };
}

/** The first piece is all but containers and findings, whose numbers it has. */
export function reportPieces(report: HostReport): Pieces {
  if (report.status === 'failed') return [JSON.stringify(report)];
  const { containers, findings } = report;
  return [
    JSON.stringify({ ...report, containers: containers.length, findings: findings.length }),
    ...containers.map((container) => JSON.stringify(container)),
    ...findings.map((finding) => JSON.stringify(finding)),
  ];
}

/** As evidence is. */
export function reportOf([head = 'null', ...rest]: Pieces): HostReport {
  const report = JSON.parse(head) as HostReport & { readonly containers?: unknown };
  if (report.status === 'failed') return report;
  const parts = rest.map((part): unknown => JSON.parse(part));
  const containers = Number(report.containers);
  return {
    ...report,
    containers: parts.slice(0, containers),
    findings: parts.slice(containers),
  } as HostReport;
}
