import { existsSync } from 'node:fs';
import { makeFolder, told, writeText } from '../../store/output-folder.ts';
import { type Format, type FormatOptions, reportFiles } from '../report-formats.ts';
import { type HistoryOptions, withHistory } from '../report-history.ts';

export interface ReportOptions extends FormatOptions, HistoryOptions {
  readonly format: readonly Format[];
  /** The run's own folder where it is not said, or one of that name for a run of the store. */
  readonly output?: string | undefined;
}

/**
 * Writes a run that ended in other formats, and prints the names of the files.
 * @returns the exit status.
 */
export async function report(path: string, options: ReportOptions): Promise<number> {
  const folder = options.output ?? (existsSync(path) ? path : 'hostward-report');
  await withHistory(path, options, async ({ report: recorded, firstSeen }) => {
    await told(folder, makeFolder(folder));
    for (const format of options.format) {
      for await (const { name, text } of reportFiles(format, recorded, { ...options, firstSeen })) {
        process.stdout.write(`${await writeText(folder, name, text)}\n`);
      }
    }
  });
  return 0;
}
