import { type ContextualizedControl, contextualizeEvaluation, convertFile } from 'inspecjs';
import { describe, expect, it } from 'vitest';
import { renderHdfFiles } from '../../../reports/hdf/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { fakeFleet, hostileFleet } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';

/** The documents, each as Heimdall's own reader takes it: that throws for what is not of the format. */
async function readByHeimdall(report: Report) {
  const read = [];
  for await (const { text } of renderHdfFiles(report)) {
    const file = convertFile(await streamText(text));
    const execution = file['1_0_ExecJson'];
    if (execution === undefined) throw new Error('Heimdall takes it for something else');
    read.push({
      execution,
      controls: contextualizeEvaluation(execution).contains[0]?.contains ?? [],
    });
  }
  return read;
}

const statuses = (controls: readonly ContextualizedControl[]) =>
  Object.fromEntries(controls.map(({ data, hdf }) => [data.id, hdf.status]));

it.each<[string, () => Report]>([
  ['one of each', oneOfEach],
  ['a fleet', fakeFleet],
  ['a hostile fleet', hostileFleet],
  ['accepted failures', waivedReport],
])('is what Heimdall reads: %s', async (_, report) => {
  expect((await readByHeimdall(report())).length).toBeGreaterThan(1);
});

describe('the status that Heimdall derives', () => {
  it('is that of each outcome', async () => {
    const [first] = await readByHeimdall(oneOfEach());
    expect(first?.execution.platform.target_id).toBe('web-01');
    expect(statuses(first?.controls ?? [])).toEqual({
      'daemon.live-restore': 'Passed',
      'daemon.icc': 'Failed',
      'daemon.log-rotation': 'Profile Error',
      'daemon.swarm': 'Not Applicable',
      'daemon.docker-group': 'Not Reviewed',
      'daemon.odd': 'Passed',
    });
  });

  it('is an error for each check of a host that was not read', async () => {
    const lost = (await readByHeimdall(oneOfEach())).at(-1);
    expect(new Set(Object.values(statuses(lost?.controls ?? [])))).toEqual(
      new Set(['Profile Error']),
    );
  });

  it('stays a failure where that is accepted, with who answers for it', async () => {
    const [accepted, open] = await readByHeimdall(waivedReport());
    const [control] = accepted?.controls ?? [];
    expect(control?.hdf.status).toBe('Failed');
    expect(control?.data).toMatchObject({
      waiver_data: {
        justification: 'W-7: The build host runs one tenant (platform team)',
        expiration_date: '2026-12-01',
      },
    });
    expect(open?.controls[0]?.data).toMatchObject({ waiver_data: undefined });
  });
});
