import { describe, expect, it } from 'vitest';
import { selectHosts } from '../../src/inventory/select.ts';
import { UsageError } from '../../src/model/errors.ts';
import { hostsOf } from './inventory-text.ts';

const HOSTS = hostsOf(`
groups:
  web: { hosts: ['web[1:3].example.org'], labels: { site: Frankfurt } }
  eu: { children: [web], hosts: [mail.example.org] }
hosts:
  db1.example.org: { labels: { site: Paris, tier: '1' } }
  db2.example.org: { labels: { site: Prague } }
  mail.example.org:
  web3.example.org: { labels: { tier: '1' } }
`);

const selected = (limit: string): string =>
  selectHosts(HOSTS, limit)
    .map(({ name }) => name.replace('.example.org', ''))
    .join(' ');

describe('selects', () => {
  it.each([
    ['db1.example.org', 'db1'],
    ['web', 'web3 web1 web2'],
    ['eu', 'mail web3 web1 web2'],
    ['web,db1.example.org', 'db1 web3 web1 web2'],
    ['db*', 'db1 db2'],
    ['db?.example.org', 'db1 db2'],
    ['e?', 'mail web3 web1 web2'],
    ['*', 'db1 db2 mail web3 web1 web2'],
    ['site=Frankfurt', 'web3 web1 web2'],
    ['site=P*', 'db1 db2'],
    ['tier=1', 'db1 web3'],
    ['!web', 'db1 db2 mail'],
    ['!web,!db2*', 'db1 mail'],
    ['eu,!web3*', 'mail web1 web2'],
    ['!web3*,eu', 'mail web1 web2'],
    ['web,!tier=1', 'web1 web2'],
    [' web , ! web3* ', 'web1 web2'],
  ])('%s', (limit, names) => {
    expect(selected(limit)).toBe(names);
  });
});

describe('refuses', () => {
  it.each([
    ['wbe', '--limit: "wbe" matches no host (did you mean "web"?)'],
    ['web1', '(did you mean "web" or "web1.example.org"?)'],
    ['web,!wbe', '--limit: "wbe" matches no host'],
    ['site=Parsi', '(did you mean "site=Paris"?)'],
    ['toString=x', 'matches no host'],
    ['db.example.org', '(did you mean "db1.example.org" or "db2.example.org"'],
    ['nothing-like-it', '--limit: "nothing-like-it" matches no host'],
    ['db[12]*', 'matches no host'],
    ['', 'has an empty term'],
    ['web,', 'has an empty term'],
    ['!', 'has an empty term'],
    ['web,!eu', 'leaves no host'],
    ['!*', 'leaves no host'],
  ])('%j', (limit, message) => {
    expect(() => selected(limit)).toThrow(UsageError);
    expect(() => selected(limit)).toThrow(message);
  });

  it('names every term that matches nothing', () => {
    expect(() => selected('web,one-wrong,two-wrong')).toThrow(/"one-wrong".*\n.*"two-wrong"/);
  });
});
