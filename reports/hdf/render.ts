import type { CheckMeta, Severity } from '../../src/model/check.ts';
import type { Finding, HostReport, Report, RunInfo } from '../../src/model/run.ts';
import { visible, visibleLine } from '../../src/model/visible-text.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { answersOf } from '../findings.ts';
import type { HostDocument } from '../host-document.ts';
import { utcSecond } from '../instants.ts';
import { nistControls } from '../nist-controls.ts';
import { procedureOf } from '../provenance.ts';
import { hdfResults } from './results.ts';

/**
 * MITRE's Heimdall data format (exec-json), a document a host: Heimdall and SAF know a system by its
 * file. From it SAF writes CKL, ASFF and others.
 */
export async function* renderHdfFiles(report: Report): AsyncIterable<HostDocument> {
  const { run, checks, hosts, waivers } = report;
  const waiversById = new Map(waivers.map((waiver) => [waiver.id, waiver]));
  for await (const host of hosts()) {
    const findings = new Map(answersOf(host, checks).map((finding) => [finding.check, finding]));
    const at = `${utcSecond(host.status === 'audited' ? host.collectedAt : '', run.startedAt)}Z`;
    const controls = checks.flatMap((check) => {
      const finding = findings.get(check.id);
      if (finding === undefined) return [];
      return [controlOf(check, finding, at, waiversById)];
    });
    yield { host: host.name, text: [`${JSON.stringify(documentOf(host, run, controls))}\n`] };
  }
}

function documentOf(host: HostReport, run: RunInfo, controls: readonly unknown[]) {
  const os = host.status === 'audited' ? (host.facts['os'] ?? '') : '';
  return {
    platform: { name: visibleLine(os) || 'linux', release: '', target_id: visibleLine(host.name) },
    version: run.toolVersion,
    statistics: { duration: host.status === 'audited' ? host.durationMs / 1000 : 0 },
    profiles: [
      {
        name: `hostward-${run.profile}`,
        title: `hostward, profile ${run.profile}`,
        version: run.toolVersion,
        sha256: run.policyHash,
        summary: 'How well a Linux container host is hardened',
        status: 'loaded',
        supports: [],
        attributes: [],
        groups: [],
        controls,
      },
    ],
  };
}

const IMPACTS: Readonly<Record<Severity, number>> = {
  critical: 0.9,
  high: 0.7,
  medium: 0.5,
  low: 0.3,
};

function controlOf(
  check: CheckMeta,
  finding: Finding,
  at: string,
  waivers: ReadonlyMap<string, Waiver>,
) {
  const waiver = waivers.get(finding.waiver ?? '');
  const procedure = procedureOf(check);
  return {
    id: check.id,
    title: visibleLine(check.title),
    desc: visible(check.rationale),
    descriptions: [
      { label: 'rationale', data: visible(check.rationale) },
      { label: 'fix', data: visible(check.remedy) },
      ...(procedure === '' ? [] : [{ label: 'check', data: procedure }]),
    ],
    // Its readers know what does not apply by an impact of nought alone.
    impact: finding.outcome === 'notApplicable' ? 0 : IMPACTS[check.severity],
    refs: check.references.map((reference) => ({ ref: visibleLine(reference) })),
    tags: { nist: nistOf(check), severity: check.severity, area: check.area, level: check.level },
    code: '',
    source_location: {},
    results: hdfResults(finding, at),
    ...(waiver === undefined ? {} : { waiver_data: waiverData(waiver) }),
  };
}

/** `UM-1` is how its readers name what is mapped to no control of NIST 800-53. */
function nistOf(check: CheckMeta): readonly string[] {
  const controls = nistControls(check);
  return controls.length === 0 ? ['UM-1'] : controls;
}

const waiverData = ({ id, owner, reason, expiresOn }: Waiver) => ({
  expiration_date: expiresOn,
  justification: visibleLine(`${id}: ${reason} (${owner})`),
  run: true,
  skipped_due_to_waiver: false,
  message: '',
});
