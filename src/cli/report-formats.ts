import type { HostDocument } from '../../reports/host-document.ts';
import type { FirstSeen } from '../../reports/poam/render.ts';
import { hostFileName } from '../model/host-file-name.ts';
import type { Report } from '../model/run.ts';
import type { TextStream } from '../store/output-folder.ts';

/** One file of a report. Its text is a stream: read it to its end before the next file. */
export interface ReportFile {
  readonly name: string;
  readonly text: TextStream;
}

export interface FormatOptions {
  /** SARIF with every finding and its kind, not open failures alone. */
  readonly sarifAll?: true | undefined;
  /** JUnit without the cases that passed or do not apply. */
  readonly junitFailuresOnly?: true | undefined;
  /** When failures were first seen, where earlier runs tell. */
  readonly firstSeen?: FirstSeen | undefined;
}

export const FORMATS = [
  'html',
  'junit',
  'json',
  'ndjson',
  'csv',
  'markdown',
  'sarif',
  'prometheus',
  'xccdf',
  'hdf',
  'oscal',
  'poam',
] as const;
export type Format = (typeof FORMATS)[number];

type Writer = (report: Report, options: FormatOptions) => AsyncIterable<ReportFile>;

/** A renderer is loaded when its format is asked for: `--help` loads none. */
const WRITERS: Readonly<Record<Format, Writer>> = {
  html: async function* (report) {
    const { renderHtmlFiles } = await import('../../reports/html/render.ts');
    yield* renderHtmlFiles(report);
  },
  junit: async function* (report, { junitFailuresOnly: failuresOnly = false }) {
    const { renderJunitFiles } = await import('../../reports/junit/render.ts');
    yield* numbered('junit', 'xml', renderJunitFiles(report, { failuresOnly }));
  },
  json: async function* (report) {
    const { renderJson } = await import('../../reports/json/render.ts');
    yield { name: 'report.json', text: renderJson(report) };
  },
  ndjson: async function* (report) {
    const { renderNdjson } = await import('../../reports/ndjson/render.ts');
    yield { name: 'report.ndjson', text: renderNdjson(report) };
  },
  csv: async function* (report) {
    const { renderCsv } = await import('../../reports/csv/render.ts');
    yield { name: 'report.csv', text: renderCsv(report) };
  },
  markdown: async function* (report) {
    const { renderMarkdown } = await import('../../reports/markdown/render.ts');
    yield { name: 'summary.md', text: renderMarkdown(report) };
  },
  sarif: async function* (report, { sarifAll = false }) {
    const { renderSarifFiles } = await import('../../reports/sarif/render.ts');
    yield* numbered('report', 'sarif', renderSarifFiles(report, { all: sarifAll }));
  },
  prometheus: async function* (report) {
    const { renderPrometheus } = await import('../../reports/prometheus/render.ts');
    yield { name: 'hostward.prom', text: renderPrometheus(report) };
  },
  xccdf: async function* (report) {
    const { renderXccdfFiles } = await import('../../reports/xccdf/render.ts');
    yield* byHost('xccdf', 'xml', renderXccdfFiles(report));
  },
  hdf: async function* (report) {
    const { renderHdfFiles } = await import('../../reports/hdf/render.ts');
    yield* byHost('hdf', 'json', renderHdfFiles(report));
  },
  oscal: async function* (report) {
    const { renderOscalPlan, renderOscalResults } = await import('../../reports/oscal/render.ts');
    yield { name: 'oscal-plan.json', text: renderOscalPlan(report) };
    yield { name: 'oscal-results.json', text: renderOscalResults(report) };
  },
  poam: async function* (report, { firstSeen }) {
    const { renderPoam } = await import('../../reports/poam/render.ts');
    yield { name: 'poam.csv', text: renderPoam(report, firstSeen) };
  },
};

/** The files of one format, in order. */
export const reportFiles = (
  format: Format,
  report: Report,
  options: FormatOptions,
): AsyncIterable<ReportFile> => WRITERS[format](report, options);

/** `junit.xml`, `junit-2.xml`, … */
async function* numbered(
  stem: string,
  extension: string,
  texts: AsyncIterable<AsyncIterable<string>>,
): AsyncIterable<ReportFile> {
  let n = 0;
  for await (const text of texts) {
    n += 1;
    yield { name: n === 1 ? `${stem}.${extension}` : `${stem}-${n}.${extension}`, text };
  }
}

/** `xccdf/web-01.xml`, … */
async function* byHost(
  folder: string,
  extension: string,
  documents: AsyncIterable<HostDocument>,
): AsyncIterable<ReportFile> {
  for await (const { host, text } of documents) {
    yield { name: `${folder}/${hostFileName(host)}.${extension}`, text };
  }
}
