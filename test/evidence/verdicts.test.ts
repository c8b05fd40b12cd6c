import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceOf, SYSTEMS, verdictFile } from './systems.ts';
import { verdictLines } from './verdict-lines.ts';

const MAX_BYTES = 150_000;

const FORBIDDEN = [
  /\$(?:y|6|5|2[aby])\$[./A-Za-z0-9]{8}/,
  /BEGIN [A-Z ]*PRIVATE KEY/,
  /sandboxing|nodesource|artifact-registry|"\/work\b/,
];

it('has systems of many kinds', () => {
  expect(SYSTEMS.length).toBeGreaterThanOrEqual(8);
});

describe.each(SYSTEMS)('the recorded system %s', (system) => {
  const evidence = evidenceOf(system);

  it('is judged as a person has read and agreed to: vitest -u, and read each changed line', async () => {
    await expect(verdictLines(evidence)).toMatchFileSnapshot(verdictFile(system));
  });

  it('tells no secret and nothing of where it was recorded', () => {
    // Evidence in a failure's message would be thousands of lines.
    const told = FORBIDDEN.filter((pattern) => pattern.test(JSON.stringify(evidence)));
    expect(told).toEqual([]);
    expect(statSync(join(import.meta.dirname, 'systems', `${system}.json.gz`)).size).toBeLessThan(
      MAX_BYTES,
    );
  });
});
