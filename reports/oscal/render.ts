import type { Report, RunInfo } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import { utcSecond } from '../instants.ts';
import { hostResult } from './host-result.ts';
import { uuidOf } from './uuid.ts';

/** OSCAL's version whose models the documents follow; later ones of the same major read them too. */
const OSCAL_VERSION = '1.0.4';

const metadataOf = (run: RunInfo, title: string) => ({
  title,
  'last-modified': `${utcSecond(run.finishedAt)}Z`,
  version: visibleLine(run.id).trim() || 'unnamed',
  'oscal-version': OSCAL_VERSION,
});

/** The assessment plan that results have to name: all checks of the profile, on all hosts. */
export function renderOscalPlan({ run }: Report): Iterable<string> {
  const resource = uuidOf(run.id, 'system');
  const plan = {
    uuid: uuidOf(run.id, 'plan'),
    metadata: metadataOf(run, `hostward, profile ${visibleLine(run.profile)}`),
    'import-ssp': { href: `#${resource}` },
    'reviewed-controls': { 'control-selections': [{ 'include-all': {} }] },
    'back-matter': {
      resources: [{ uuid: resource, description: 'The container hosts that the inventory names.' }],
    },
  };
  return [`${JSON.stringify({ 'assessment-plan': plan })}\n`];
}

/** OSCAL assessment results, a `result` a host. Holds one host at a time. */
export async function* renderOscalResults(report: Report): AsyncIterable<string> {
  const { run, checks, hosts } = report;
  const waivers = new Map(report.waivers.map((waiver) => [waiver.id, waiver]));
  const head = JSON.stringify({
    uuid: uuidOf(run.id, 'results'),
    metadata: metadataOf(run, `hostward, profile ${visibleLine(run.profile)}`),
    'import-ap': { href: 'oscal-plan.json' },
  });
  yield `{"assessment-results":${head.slice(0, -1)},"results":[`;
  let n = 0;
  for await (const host of hosts()) {
    yield `${n === 0 ? '' : ','}\n${JSON.stringify(hostResult(host, { run, checks, waivers }))}`;
    n += 1;
  }
  yield '\n]}}\n';
}
