import { makeFolder, told, writeText } from '../../store/output-folder.ts';
import { recordedReport } from '../recorded-report.ts';
import { type Format, type FormatOptions, reportFiles } from '../report-formats.ts';

export interface ReportOptions extends FormatOptions {
  readonly format: readonly Format[];
  /** The run's own folder where it is not said. */
  readonly output?: string | undefined;
}

/**
 * Writes a run that ended in other formats, and prints the names of the files.
 * @returns the exit status.
 */
export async function report(path: string, options: ReportOptions): Promise<number> {
  const recorded = await recordedReport(path);
  const folder = options.output ?? path;
  await told(folder, makeFolder(folder));
  for (const format of options.format) {
    const files = reportFiles(format, recorded, options);
    for await (const { name, text } of files) {
      process.stdout.write(`${await writeText(folder, name, text)}\n`);
    }
  }
  return 0;
}
