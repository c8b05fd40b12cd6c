import { createRequire } from 'node:module';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { renderXccdfFiles } from '../../../reports/xccdf/render.ts';
import type { Report } from '../../../src/model/run.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { fakeFleet, hostileFleet } from '../../support/report-fixture.ts';
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';
import { SCAP_SCHEMAS, schemaErrors } from '../../support/xml-schema.ts';

// Its types are declared for another name than the package's.
const { reviewsFromXccdf } = createRequire(import.meta.url)(
  '@nuwcdivnpt/stig-manager-client-modules',
);

const SCHEMA = `${SCAP_SCHEMAS}/xccdf/1.2/xccdf_1.2.xsd`;

async function filesOf(report: Report): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const { text } of renderXccdfFiles(report)) files.push(await streamText(text));
  return files;
}

/** As STIG Manager reads a file that somebody imports. */
const readByStigManager = (xml: string) =>
  reviewsFromXccdf({
    data: xml,
    fieldSettings: {
      detail: { enabled: 'always', required: 'always' },
      comment: { enabled: 'always', required: 'always' },
    },
    allowAccept: true,
    importOptions: {
      autoStatus: { fail: 'saved', notapplicable: 'saved', pass: 'saved' },
      unreviewed: 'always',
      unreviewedCommented: 'informational',
      emptyDetail: 'replace',
      emptyComment: 'ignore',
      allowCustom: true,
    },
    valueProcessor: (text: string) => text,
    XMLParser,
    scapBenchmarkMap: new Map(),
    sourceRef: 'test',
  });

describe('the form', () => {
  it.each<[string, () => Report]>([
    ['one of each', oneOfEach],
    ['a fleet', fakeFleet],
    ['a hostile fleet', hostileFleet],
    ['accepted failures', waivedReport],
  ])('is valid XCCDF 1.2, a document a host: %s', async (_, report) => {
    const files = await filesOf(report());
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(schemaErrors(file, SCHEMA)).toEqual([]);
  });
});

describe('STIG Manager', () => {
  it('reads each host with its results', async () => {
    const [first = '', , lost = ''] = await filesOf(oneOfEach());
    const read = readByStigManager(first);
    expect(read.target).toMatchObject({ name: 'web-01', ip: '192.0.2.11' });
    expect(read.checklists[0]?.stats).toMatchObject({
      pass: 2,
      fail: 1,
      unknown: 0,
      notapplicable: 1,
    });
    expect(readByStigManager(lost).target).toMatchObject({ name: 'db-01' });
  });
});

it('says why a failure is accepted, and still says that it fails', async () => {
  const [all = '', some = ''] = await filesOf(waivedReport());
  for (const text of [all, some]) expect(text).toContain('<result>fail</result>');
  expect(all).toContain('accepted by waiver W-7: platform team, until 2026-12-01');
  expect(some).not.toContain('accepted by waiver');
});

it('gives a host that was not read no result that anybody could take for one', async () => {
  const lost = (await filesOf(oneOfEach())).at(-1) ?? '';
  expect(lost.match(/<result>(.*?)<\/result>/g)).toEqual(Array(6).fill('<result>unknown</result>'));
  expect(lost).toContain('The host was not read: db-01:22 refused the connection');
});
