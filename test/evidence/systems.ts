import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Evidence } from '../../src/model/evidence.ts';
import { readEvidence } from '../../src/store/evidence-file.ts';

const FOLDER = join(import.meta.dirname, 'systems');
const SUFFIX = '.json.gz';

/** The systems whose evidence was recorded; how each was made stands in recipes/. */
export const SYSTEMS: readonly string[] = globSync(`*${SUFFIX}`, { cwd: FOLDER })
  .map((file) => basename(file, SUFFIX))
  .sort();

export const evidenceOf = (system: string): Evidence =>
  readEvidence(join(FOLDER, `${system}${SUFFIX}`));

/** Where the verdicts on it are kept. */
export const verdictFile = (system: string): string => join(FOLDER, `${system}.verdicts.txt`);
