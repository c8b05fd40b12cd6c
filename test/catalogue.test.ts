import { expect, it } from 'vitest';
import { checks } from '../checks/index.ts';
import { readCatalogue } from '../docs/catalogue.ts';
import { AREAS, SEVERITIES } from '../src/model/check.ts';

const catalogue = readCatalogue();
const ids = new Set(checks.map(({ id }) => id));

it('names each control once, in an area that there is', () => {
  const named = catalogue.map(({ id }) => id);
  expect(named.filter((id, i) => named.indexOf(id) !== i)).toEqual([]);
  expect(catalogue.filter(({ area }) => !Object.keys(AREAS).includes(area))).toEqual([]);
  const words: readonly string[] = SEVERITIES;
  expect(catalogue.filter(({ severity }) => !words.includes(severity))).toEqual([]);
});

it('has a check or a reason for every control that is worse than low', () => {
  const open = catalogue.filter(
    ({ id, severity, whyNot }) => severity !== 'low' && whyNot === '' && !ids.has(id),
  );
  expect(open.map(({ id, severity }) => `${id} (${severity})`)).toEqual([]);
});

it('gives no reason against a control that has a check', () => {
  const stale = catalogue.filter(({ id, whyNot }) => whyNot !== '' && ids.has(id));
  expect(stale.map(({ id }) => id)).toEqual([]);
});

it('knows every check: one that is missing is added to docs/catalogue.tsv as printed here', () => {
  const known = new Set(catalogue.map(({ id }) => id));
  const missing = checks.filter(({ id }) => !known.has(id));
  expect(
    missing.map(({ id, area, severity, title }) => [id, area, severity, title, ''].join('\t')),
  ).toEqual([]);
});
