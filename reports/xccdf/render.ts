import type { CheckMeta, Severity } from '../../src/model/check.ts';
import type { Finding, HostReport, Report, RunInfo } from '../../src/model/run.ts';
import type { Outcome } from '../../src/model/verdict.ts';
import { visible, visibleLine } from '../../src/model/visible-text.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { acceptance, answersOf, knownOf, mismatchLine } from '../findings.ts';
import type { HostDocument } from '../host-document.ts';
import { utcSecond } from '../instants.ts';
import { procedureOf, provenanceOf } from '../provenance.ts';
import { proven, tallyOf } from '../totals.ts';
import { xmlTag, xmlText } from '../xml.ts';

/**
 * XCCDF 1.2 results, a document a host: its readers take a `Benchmark` with one `TestResult` and
 * know a system by it.
 */
export async function* renderXccdfFiles(report: Report): AsyncIterable<HostDocument> {
  const { run, checks, hosts, waivers } = report;
  const rules = checks.map(ruleXml).join('');
  const byId = new Map(checks.map((check) => [check.id, check]));
  const waiversById = new Map(waivers.map((waiver) => [waiver.id, waiver]));
  for await (const host of hosts()) {
    yield {
      host: host.name,
      text: [
        headXml(report),
        rules,
        resultXml(host, { run, checks, byId, waivers: waiversById }),
        '</Benchmark>\n',
      ],
    };
  }
}

const id = (kind: string, name: string): string => `xccdf_org.hostward_${kind}_${name}`;

/** An XML name: what no name may hold becomes a dash. */
const named = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, '-');

const element = (name: string, text: string, attributes: Readonly<Record<string, string>> = {}) =>
  `${xmlTag(name, attributes)}>${xmlText(text)}</${name}>\n`;

/** STIG Manager takes no longer name of a system. */
const NAME_CHARACTERS = 200;

const ROOT = {
  xmlns: 'http://checklists.nist.gov/xccdf/1.2',
  'xml:lang': 'en',
  resolved: 'true',
} as const;

function headXml({ run }: Report): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `${xmlTag('Benchmark', { ...ROOT, id: id('benchmark', named(run.profile)) })}>\n`,
    element('status', 'accepted', { date: utcSecond(run.startedAt).slice(0, 10) }),
    element('title', `hostward, profile ${visibleLine(run.profile)}`),
    element('description', 'How well a Linux container host is hardened.'),
    element('version', `${run.toolVersion}+${run.policyHash.slice(0, 12)}`),
  ].join('');
}

/** XCCDF knows nothing worse than high. */
const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'high',
  high: 'high',
  medium: 'medium',
  low: 'low',
};

function ruleXml(check: CheckMeta): string {
  const attributes = {
    id: id('rule', named(check.id)),
    severity: SEVERITIES[check.severity],
    selected: 'true',
  };
  return [
    `${xmlTag('Rule', attributes)}>\n`,
    element('title', visibleLine(check.title)),
    ...check.references.map((reference) => element('reference', visibleLine(reference))),
    element('rationale', visible(check.rationale)),
    element('fixtext', visible(check.remedy)),
    checkXml(check),
    '</Rule>\n',
  ].join('');
}

function checkXml(check: CheckMeta): string {
  const procedure = procedureOf(check);
  if (procedure === '') return '';
  const content = element('check-content', procedure);
  return `${xmlTag('check', { system: 'urn:hostward:readings' })}>\n${content}</check>\n`;
}

interface Place extends Pick<Report, 'run' | 'checks'> {
  readonly byId: ReadonlyMap<string, CheckMeta>;
  readonly waivers: ReadonlyMap<string, Waiver>;
}

function resultXml(host: HostReport, place: Place): string {
  const { run } = place;
  const read = host.status === 'audited' ? host.collectedAt : run.finishedAt;
  const ended = `${utcSecond(read, run.finishedAt)}Z`;
  const attributes = {
    id: id('testresult', named(`${run.id}-${host.name}`)),
    'start-time': `${utcSecond(run.startedAt)}Z`,
    'end-time': ended,
    version: run.toolVersion,
    'test-system': `cpe:/a:hostward:hostward:${run.toolVersion}`,
  };
  return [
    `${xmlTag('TestResult', attributes)}>\n`,
    element('title', `hostward on ${visibleLine(host.name)}`),
    element('identity', visibleLine(run.auditor.account), {
      authenticated: 'true',
      privileged: String(host.status === 'audited' && host.privilege !== 'none'),
    }),
    element('target', visibleLine(host.name, NAME_CHARACTERS)),
    element('target-address', visibleLine(host.address)),
    factsXml(host, run),
    ...answersOf(host, place.checks).map((finding) => findingXml(finding, ended, place)),
    scoreXml(host),
    '</TestResult>\n',
  ].join('');
}

function factsXml(host: HostReport, run: RunInfo): string {
  const facts: Readonly<Record<string, string>> =
    host.status === 'audited'
      ? { profile: host.profile, ...host.facts }
      : { failure: host.reason.class };
  const lines = [...provenanceOf(host, run), ...Object.entries(facts)].map(([name, value]) =>
    element('fact', visibleLine(value), {
      name: `urn:hostward:fact:${encodeURIComponent(name.toWellFormed())}`,
      type: 'string',
    }),
  );
  return `<target-facts>\n${lines.join('')}</target-facts>\n`;
}

const RESULTS: Readonly<Record<Outcome, string>> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  manual: 'notchecked',
  notApplicable: 'notapplicable',
};

function findingXml(finding: Finding, at: string, { byId, waivers }: Place): string {
  const check = knownOf(byId, finding.check);
  return ruleResultXml(check, at, RESULTS[finding.outcome], messagesOf(finding, waivers));
}

function ruleResultXml(
  { id: check, severity }: CheckMeta,
  time: string,
  result: string,
  messages: readonly string[],
): string {
  const attributes = { idref: id('rule', named(check)), time, severity: SEVERITIES[severity] };
  const said = messages.map((message) => element('message', message, { severity: 'info' }));
  return `${xmlTag('rule-result', attributes)}>\n<result>${result}</result>\n${said.join('')}</rule-result>\n`;
}

function messagesOf(finding: Finding, waivers: ReadonlyMap<string, Waiver>): readonly string[] {
  const { note, reason, question, mismatches = [], waiver: accepted } = finding;
  const said = note ?? reason ?? question;
  const waiver = waivers.get(accepted ?? '');
  return [
    ...(said === undefined ? [] : [visibleLine(said)]),
    ...mismatches.map(mismatchLine),
    ...(waiver === undefined ? [] : [acceptance(waiver)]),
  ];
}

function scoreXml(host: HostReport): string {
  const share = host.status === 'audited' ? proven(tallyOf(host)) : undefined;
  return element('score', ((share ?? 0) * 100).toFixed(2), {
    system: 'urn:hostward:scoring:proven',
    maximum: '100',
  });
}
