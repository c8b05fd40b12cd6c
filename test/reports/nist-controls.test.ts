import { expect, it } from 'vitest';
import { renderHdfFiles } from '../../reports/hdf/render.ts';
import { nistControls } from '../../reports/nist-controls.ts';
import { renderOscalResults } from '../../reports/oscal/render.ts';
import { renderPoam } from '../../reports/poam/render.ts';
import type { Report } from '../../src/model/run.ts';
import { oneOfEach } from '../support/one-of-each.ts';
import { streamText } from '../support/stream-text.ts';

function mapped(): Report {
  const report = oneOfEach();
  const references = ['cis-docker-1.6:2.2', 'nist-800-53:AC-4', 'nist-800-53:SC-7'];
  return { ...report, checks: report.checks.map((check) => ({ ...check, references })) };
}

it('reach HDF, POA&M and OSCAL', async () => {
  for await (const { text } of renderHdfFiles(mapped())) {
    expect(await streamText(text)).toContain('"nist":["AC-4","SC-7"]');
  }
  expect(await streamText(renderPoam(mapped()))).toContain('AC-4 SC-7');
  const results = JSON.parse(await streamText(renderOscalResults(mapped())));
  const [observation] = results['assessment-results'].results[0].observations;
  const props: readonly { readonly name: string; readonly value: string }[] = observation.props;
  const controls = props.filter(({ name }) => name === 'nist-800-53').map(({ value }) => value);
  expect(controls).toEqual(['AC-4', 'SC-7']);
});

it('leaves out what names no control', () => {
  const [check] = oneOfEach().checks;
  if (check === undefined) throw new Error('no check');
  expect(nistControls({ ...check, references: ['nist-800-53: ', 'nist-800-530:AC-1'] })).toEqual(
    [],
  );
});
