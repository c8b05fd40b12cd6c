import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { profileFile } from '../../src/policy/schema.ts';
import { checkCases } from '../../src/testing/check-cases.ts';
import { openDocument } from '../../src/yaml/document.ts';
import { fileWith, load } from './own-check.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/your-own-checks.md'), 'utf8');
const [check = '', cases = '', profile = ''] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, block = '']) => block,
);

it('shows a check that passes its cases', () => {
  const [made] = load([fileWith('page.yaml', check + cases)], checks);
  if (made?.cases === undefined) throw new Error('the page has no check with cases');
  for (const { run } of checkCases(made.check, made.cases)) run();
});

it('shows a profile that is right', () => {
  expect(profileFile.safeParse(openDocument(profile, 'page').value).error).toBeUndefined();
});
