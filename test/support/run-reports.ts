import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportSchema } from '../../reports/json/schema.ts';

/** The first host of the JSON report in a folder; throws when it was not audited. */
export function auditedHostIn(folder: string) {
  const json: unknown = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  const [host] = reportSchema.parse(json).hosts;
  if (host?.status !== 'audited') throw new Error(`${folder}: ${JSON.stringify(host)}`);
  return host;
}

/** By check, the attributes of each `failure` in the JUnit file in a folder. */
export function junitFailuresIn(folder: string): ReadonlyMap<string, string> {
  const xml = readFileSync(join(folder, 'junit.xml'), 'utf8');
  const failures = xml.matchAll(/<testcase [^>]*name="([^": ]+):[^>]*>\s*<failure ([^>]*)>/g);
  return new Map([...failures].map(([, check = '', attributes = '']) => [check, attributes]));
}
