import type { FixFormat } from '../../../reports/fix/formats.ts';
import { renderFix } from '../../../reports/fix/render.ts';
import { UsageError } from '../../model/errors.ts';
import { hostFileName } from '../../model/host-file-name.ts';
import type { Report } from '../../model/run.ts';
import { makeFolder, told, writeText } from '../../store/output-folder.ts';
import type { StoreOptions } from '../run-store.ts';
import { withReport } from '../with-runs.ts';

export interface FixCommandOptions extends StoreOptions {
  readonly format: FixFormat;
  readonly level: 1 | 2;
  readonly host?: string | undefined;
  readonly output: string;
}

const EXTENSIONS = { sh: 'sh', ansible: 'yml', 'sysctl.d': 'conf' } as const;

/**
 * Writes plans that settle what fails, and prints the names of the files.
 * @throws UsageError when the run has no such host.
 */
export async function fix(run: string, options: FixCommandOptions): Promise<void> {
  await withReport(run, options, (report) => writeFixes(run, report, options));
}

async function writeFixes(
  run: string,
  report: Report,
  { format, level, host, output }: FixCommandOptions,
): Promise<void> {
  await told(output, makeFolder(output));
  const only = host === undefined ? {} : { host };
  let files = 0;
  for await (const file of renderFix(report, format, { level, ...only })) {
    const stem = file.host === undefined ? 'fix' : hostFileName(file.host);
    const name = `${stem}.${EXTENSIONS[format]}`;
    process.stdout.write(`${await writeText(output, name, [file.text])}\n`);
    files += 1;
  }
  if (files === 0) {
    throw new UsageError(`${run} has no host ${host ?? ''} that was read`);
  }
}
