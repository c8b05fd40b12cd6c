import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { linesOf } from './lines.ts';
import { HOSTS, RECORD } from './run-folder.ts';

/** A run as it lies in its folder, nothing of it believed yet. */
export interface RecordedRun {
  readonly record: unknown;
  /** Starts anew at each call. */
  readonly hosts: () => AsyncIterable<unknown>;
}

/**
 * Opens the folder of a run that ended.
 * @throws UsageError when no run is there, or one that was cut off.
 */
export async function openRecordedRun(path: string): Promise<RecordedRun> {
  const hosts = join(path, HOSTS);
  const record = join(path, RECORD);
  if (!existsSync(hosts)) {
    throw new UsageError(`${path} holds no run of hostward; name the --output folder of one`);
  }
  if (!existsSync(record)) {
    throw new UsageError(
      `the run in ${path} was cut off before its end; judge what it gathered: hostward evaluate ${path}`,
    );
  }
  return {
    record: parsed(await readFile(record, 'utf8'), record),
    hosts: async function* () {
      let line = 0;
      for await (const text of linesOf(hosts)) {
        line += 1;
        yield parsed(text, `${hosts}:${line}`);
      }
    },
  };
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${where}: ${String(cause)}; the file was altered`, { cause });
  }
}
