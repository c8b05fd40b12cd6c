import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const MAIN = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');

interface Peak {
  readonly wallSeconds: number;
  readonly peakMegabytes: number;
}

/** Runs the built command once; GNU time tells the most memory that it had. */
export async function peakOf(args: readonly string[]): Promise<Peak> {
  const command = ['-f', '@%e %M', process.execPath, MAIN, ...args];
  const { stderr } = await promisify(execFile)('/usr/bin/time', command, {
    maxBuffer: 64 * 1024 * 1024,
  });
  const [, wall, kilobytes] = /@([\d.]+) (\d+)\s*$/.exec(stderr) ?? [];
  if (wall === undefined) throw new Error(stderr);
  return { wallSeconds: Number(wall), peakMegabytes: Number(kilobytes) / 1000 };
}
