import { join } from 'node:path';
import { measureMedian } from './measure.ts';

const main = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');

/** The start of the installed command against an empty Node. */
export async function benchStartup(): Promise<void> {
  const empty = (await measureMedian("node -e '0'", 15)).wallSeconds * 1000;
  const help = (await measureMedian(`node ${main} --help`, 15)).wallSeconds * 1000;
  const bound = 1.5 * empty + 60;
  console.log('\nStart-up (wall, ms, median of 15)');
  console.log(`  node -e 0        ${empty.toFixed(0)}`);
  console.log(`  hostward --help  ${help.toFixed(0)}   bound 1.5 × + 60 = ${bound.toFixed(0)}`);
}
