import type { CheckMeta } from '../../src/model/check.ts';
import { endingOf, type Finding, type HostReport, type RunInfo } from '../../src/model/run.ts';
import { visible, visibleLine } from '../../src/model/visible-text.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { answersOf, mismatchLine } from '../findings.ts';
import { utcSecond } from '../instants.ts';
import { nistControls } from '../nist-controls.ts';
import { provenanceOf } from '../provenance.ts';
import { ENDING_WORDS } from '../wording.ts';
import { uuidOf } from './uuid.ts';

interface Place {
  readonly run: RunInfo;
  readonly checks: readonly CheckMeta[];
  readonly waivers: ReadonlyMap<string, Waiver>;
}

/** What is told of one finding: what was seen, and where that decides, the finding and its risk. */
interface Told {
  readonly observation: object;
  readonly finding: object | undefined;
  readonly risk: object | undefined;
}

/** One host as a `result` of OSCAL's assessment results. */
export function hostResult(host: HostReport, place: Place): object {
  const { run, checks } = place;
  const at = `${utcSecond(host.status === 'audited' ? host.collectedAt : '', run.finishedAt)}Z`;
  const name = said(host.name);
  const findings = new Map(answersOf(host, checks).map((finding) => [finding.check, finding]));
  const item = uuidOf('host', host.name);
  const told = checks.flatMap((check) => {
    const finding = findings.get(check.id);
    return finding === undefined
      ? []
      : [tell(check, finding, { host: host.name, item, at }, place)];
  });
  const risks = told.flatMap(({ risk }) => (risk === undefined ? [] : [risk]));
  const decided = told.flatMap(({ finding }) => (finding === undefined ? [] : [finding]));
  return {
    uuid: uuidOf(run.id, 'result', host.name),
    title: `hostward on ${name}`,
    description: `The checks of profile ${said(run.profile)} on host ${name}.`,
    start: `${utcSecond(run.startedAt)}Z`,
    end: at,
    'local-definitions': { 'inventory-items': [inventoryItem(host, item, run)] },
    'reviewed-controls': { 'control-selections': [{ 'include-all': {} }] },
    ...(told.length === 0 ? {} : { observations: told.map(({ observation }) => observation) }),
    ...(risks.length === 0 ? {} : { risks }),
    ...(decided.length === 0 ? {} : { findings: decided }),
  };
}

function inventoryItem(host: HostReport, uuid: string, run: RunInfo): object {
  const facts = host.status === 'audited' ? Object.entries(host.facts) : [];
  const props = [['address', host.address] as const, ...provenanceOf(host, run), ...facts].flatMap(
    ([name, value]) => {
      const text = visibleLine(value).trim();
      return text === '' ? [] : [{ name: tokenOf(name), ns: NAMESPACE, value: text }];
    },
  );
  return {
    uuid,
    description: said(host.name),
    ...(props.length === 0 ? {} : { props }),
  };
}

const NAMESPACE = 'urn:hostward:oscal';

interface Subject {
  readonly host: string;
  readonly item: string;
  readonly at: string;
}

function tell(check: CheckMeta, finding: Finding, subject: Subject, place: Place): Told {
  const ending = endingOf(finding);
  const id = (kind: string): string => uuidOf(place.run.id, kind, subject.host, check.id);
  const text = textOf(finding);
  const observation = {
    uuid: id('observation'),
    title: said(check.title),
    description: text,
    props: [
      { name: 'outcome', ns: NAMESPACE, value: ENDING_WORDS[ending] },
      { name: 'severity', ns: NAMESPACE, value: check.severity },
      ...nistControls(check).map((control) => ({
        name: 'nist-800-53',
        ns: NAMESPACE,
        value: control,
      })),
    ],
    methods: [ending === 'manual' ? 'INTERVIEW' : 'TEST'],
    subjects: [{ 'subject-uuid': subject.item, type: 'inventory-item' }],
    collected: subject.at,
  };
  if (ending === 'manual' || ending === 'notApplicable') {
    return { observation, finding: undefined, risk: undefined };
  }
  const risk =
    finding.outcome === 'fail' ? riskOf(check, finding, id('risk'), place.waivers) : undefined;
  return {
    observation,
    risk,
    finding: {
      uuid: id('finding'),
      title: said(check.title),
      description: text,
      target: {
        type: 'objective-id',
        'target-id': tokenOf(check.id),
        status:
          ending === 'pass'
            ? { state: 'satisfied', reason: 'pass' }
            : { state: 'not-satisfied', reason: ending === 'unknown' ? 'other' : 'fail' },
      },
      'related-observations': [{ 'observation-uuid': observation.uuid }],
      ...(risk === undefined ? {} : { 'related-risks': [{ 'risk-uuid': id('risk') }] }),
    },
  };
}

/** A failure as a risk: open, or a deviation that somebody approved. */
function riskOf(
  check: CheckMeta,
  { waiver: id }: Finding,
  uuid: string,
  waivers: ReadonlyMap<string, Waiver>,
): object {
  const waiver = waivers.get(id ?? '');
  return {
    uuid,
    title: said(check.title),
    description: said(visible(check.rationale)),
    statement:
      waiver === undefined
        ? said(visible(check.remedy))
        : said(`Accepted by ${waiver.approver} until ${waiver.expiresOn}: ${waiver.reason}`),
    status: id === undefined ? 'open' : 'deviation-approved',
  };
}

function textOf({ note, reason, question, mismatches = [] }: Finding): string {
  const lines = mismatches.map(mismatchLine);
  return said(lines.join('\n') || visibleLine(note ?? reason ?? question ?? ''));
}

/** Texts of OSCAL are never empty. */
const said = (text: string): string => visible(text).trim() || '(nothing)';

/** A token of OSCAL: a letter or underscore first, then letters, digits, dots, dashes, underscores. */
const tokenOf = (text: string): string =>
  text.replace(/[^\w.-]/g, '-').replace(/^(?![A-Za-z_])/, '_');
