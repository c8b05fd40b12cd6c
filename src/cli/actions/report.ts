import { makeFolder, told, writeText } from '../../store/output-folder.ts';
import { type Format, type FormatOptions, reportFiles } from '../report-formats.ts';
import { reportWithHistory } from '../report-history.ts';

export interface ReportOptions extends FormatOptions {
  readonly format: readonly Format[];
  /** The run's own folder where it is not said. */
  readonly output?: string | undefined;
  /** Earlier runs, for a trend and the dates at which failures were first seen. */
  readonly history?: readonly string[] | undefined;
}

/**
 * Writes a run that ended in other formats, and prints the names of the files.
 * @returns the exit status.
 */
export async function report(path: string, options: ReportOptions): Promise<number> {
  const recorded = await reportWithHistory(path, options.history ?? []);
  const folder = options.output ?? path;
  await told(folder, makeFolder(folder));
  for (const format of options.format) {
    const files = reportFiles(format, recorded.report, {
      ...options,
      firstSeen: recorded.firstSeen,
    });
    for await (const { name, text } of files) {
      process.stdout.write(`${await writeText(folder, name, text)}\n`);
    }
  }
  return 0;
}
