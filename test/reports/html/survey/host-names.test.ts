import { expect, it } from 'vitest';
import { commonName, ownPart, shortName } from '../../../../reports/html/survey/host-names.ts';

it.each([
  [['node-01.example.org', 'node-02.example.org'], 'node-', '.example.org', ['01', '02']],
  [['node-01', 'node-02'], 'node-', '', ['01', '02']],
  [['web.a.org', 'db.a.org'], '', '.a.org', ['web', 'db']],
  [['alpha', 'beta'], '', '', ['alpha', 'beta']],
  [['abc1', 'abc2'], '', '', ['abc1', 'abc2']],
  [['alone.example.org'], '', '', ['alone.example.org']],
  [['example.org', 'node.example.org'], '', '.org', ['example', 'node.example']],
])('finds what %j share', (names, before, after, own) => {
  const common = commonName(names);
  expect(common).toEqual({ before, after });
  expect(names.map((name) => ownPart(name, common))).toEqual(own);
});

it('keeps the beginning in the short name', () => {
  const common = commonName(['node-01.example.org', 'node-02.example.org']);
  expect(shortName('node-01.example.org', common)).toBe('node-01');
});
