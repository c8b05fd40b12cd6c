import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { z } from 'zod';

/** The version of this package, as it stands in its package.json. */
export function toolVersion(): string {
  const file = findPackageJSON(import.meta.url);
  if (file === undefined) throw new Error('hostward lies outside its package');
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
