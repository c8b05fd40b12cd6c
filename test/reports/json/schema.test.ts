import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { renderJson } from '../../../reports/json/render.ts';
import { reportSchema } from '../../../reports/json/schema.ts';
import type { CheckMeta } from '../../../src/model/check.ts';
import type { HostReport, Report, RunInfo } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { fakeFleet, largeFleet } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';

type Frozen<T> = T extends string | number | boolean | undefined
  ? T
  : { readonly [K in keyof T]: Frozen<T[K]> };

type Said = Frozen<z.infer<typeof reportSchema>>;

const published = () => z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'input' });

const compiled = () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(published());
};

const parsed = async (report: Report) => JSON.parse(await streamText(renderJson(report)));

describe('the types', () => {
  it('are those of the model, both ways', () => {
    expectTypeOf<Said['run']>().toEqualTypeOf<Frozen<RunInfo>>();
    expectTypeOf<Said['checks'][number]>().toEqualTypeOf<Frozen<CheckMeta>>();
    expectTypeOf<Said['hosts'][number]>().toEqualTypeOf<Frozen<HostReport>>();
  });
});

describe('the JSON Schema', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a fleet', fakeFleet],
    ['many hosts', () => largeFleet(40, 30)],
  ])('takes what is rendered: %s', async (_, report) => {
    const validate = compiled();
    validate(await parsed(report()));
    expect(validate.errors ?? []).toEqual([]);
    expect(reportSchema.safeParse(await parsed(report())).error).toBeUndefined();
  });

  it.each([
    ['an unknown key', '{"formatVersion"', '{"more":1,"formatVersion"'],
    ['another version', '"formatVersion":1', '"formatVersion":2'],
    ['a host of unknown status', '"status":"failed"', '"status":"lost"'],
    ['an unknown outcome', '"outcome":"pass"', '"outcome":"ok"'],
    ['a container without one of its barriers', '"pid":', '"process":'],
    ['a local time', 'T02:00:03Z', 'T02:00:03'],
  ])('refuses %s', async (_, good, bad) => {
    const text = await streamText(renderJson(oneOfEach()));
    expect(text).toContain(good);
    const spoilt: unknown = JSON.parse(text.replace(good, bad));
    expect(compiled()(spoilt)).toBe(false);
    expect(reportSchema.safeParse(spoilt).success).toBe(false);
  });

  it('is one that readers are shown', async () => {
    const text = `${JSON.stringify(published(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../golden/report.schema.json');
  });
});
