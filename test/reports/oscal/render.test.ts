import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { renderOscalPlan, renderOscalResults } from '../../../reports/oscal/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { fakeFleet, hostileFleet, largeFleet } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

const ajv = new Ajv2020.default({ allErrors: true, unicodeRegExp: true });
addFormats.default(ajv);
const isValid = ajv.compile(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/oscal.schema.json'), 'utf8')),
);

interface Result {
  readonly title: string;
  readonly observations: readonly { readonly uuid: string; readonly methods: readonly string[] }[];
  readonly risks?: readonly { readonly uuid: string; readonly status: string }[];
  readonly findings?: readonly {
    readonly target: { readonly 'target-id': string; readonly status: object };
    readonly 'related-observations': readonly { readonly 'observation-uuid': string }[];
    readonly 'related-risks'?: readonly { readonly 'risk-uuid': string }[];
  }[];
}

const resultsOf = async (report: Report): Promise<readonly Result[]> =>
  JSON.parse(await streamText(renderOscalResults(report)))['assessment-results'].results;

describe('the documents', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a fleet', fakeFleet],
    ['a hostile fleet', hostileFleet],
    ['accepted failures', waivedReport],
  ])('are valid, plan and results: %s', async (_, report) => {
    for (const text of [renderOscalPlan(report()), renderOscalResults(report())]) {
      isValid(JSON.parse(await streamText(text)));
      expect(isValid.errors ?? []).toEqual([]);
    }
  });

  it('are the same on each reading, and name nothing twice or in vain', async () => {
    const results = await resultsOf(largeFleet(5, 20));
    expect(await resultsOf(largeFleet(5, 20))).toEqual(results);
    const ids = (of: (result: Result) => readonly { readonly uuid: string }[]) =>
      results.flatMap(of).map(({ uuid }) => uuid);
    const observations = ids((result) => result.observations);
    const risks = ids((result) => result.risks ?? []);
    expect(new Set([...observations, ...risks]).size).toBe(observations.length + risks.length);
    const findings = results.flatMap((result) => result.findings ?? []);
    for (const finding of findings) {
      for (const { 'observation-uuid': uuid } of finding['related-observations']) {
        expect(observations).toContain(uuid);
      }
      for (const { 'risk-uuid': uuid } of finding['related-risks'] ?? []) {
        expect(risks).toContain(uuid);
      }
    }
  });
});

describe('the findings', () => {
  it('say what is proven, and count blindness as not satisfied', async () => {
    const [first, , lost] = await resultsOf(oneOfEach());
    const states = (result: Result | undefined) =>
      Object.fromEntries(
        (result?.findings ?? []).map(({ target }) => [target['target-id'], target.status]),
      );
    expect(states(first)).toEqual({
      'daemon.live-restore': { state: 'satisfied', reason: 'pass' },
      'daemon.icc': { state: 'not-satisfied', reason: 'fail' },
      'daemon.log-rotation': { state: 'not-satisfied', reason: 'other' },
      'daemon.odd': { state: 'satisfied', reason: 'pass' },
    });
    expect(new Set(Object.values(states(lost)).map((state) => JSON.stringify(state)))).toEqual(
      new Set(['{"state":"not-satisfied","reason":"other"}']),
    );
  });

  it('leave questions to be asked', async () => {
    const [first] = await resultsOf(oneOfEach());
    expect(first?.observations.filter(({ methods }) => methods.includes('INTERVIEW'))).toHaveLength(
      1,
    );
  });

  it('have a risk each that fails: open, or approved', async () => {
    const results = await resultsOf(waivedReport());
    expect(results.map(({ risks = [] }) => risks.map(({ status }) => status))).toEqual([
      ['deviation-approved'],
      ['open'],
    ]);
  });
});
