import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInventory } from '../../src/inventory/parse.ts';
import { UsageError } from '../../src/model/errors.ts';
import { hostsOf, problemsOf, sshOf } from './inventory-text.ts';

describe('a host', () => {
  it('without settings is reached under its name, as the account that runs hostward', () => {
    expect(hostsOf('hosts:\n  db.example.org:\n')).toEqual([
      {
        name: 'db.example.org',
        labels: {},
        groups: [],
        become: 'none',
        connection: {
          transport: 'ssh2',
          endpoint: { address: 'db.example.org', port: 22, user: 'me', identityFiles: [] },
          jumps: [],
          knownHostsFiles: ['/home/me/.ssh/known_hosts', '/etc/ssh/ssh_known_hosts'],
        },
      },
    ]);
  });

  it('has all its settings', () => {
    const text = `
hosts:
  db:
    address: 2001:db8::5
    port: 2222
    user: DOMAIN\\audit
    become: doas
    profile: strict
    labels: { site: 'Frankfurt, DE', tier: '1' }
    identityFiles: [~/.ssh/id, keys/id, /etc/keys/id]
    knownHosts: [known_hosts]
`;
    expect(hostsOf(text)).toMatchObject([
      {
        profile: 'strict',
        become: 'doas',
        labels: { site: 'Frankfurt, DE', tier: '1' },
        connection: {
          endpoint: {
            address: '2001:db8::5',
            port: 2222,
            user: 'DOMAIN\\audit',
            identityFiles: ['/home/me/.ssh/id', '/srv/fleet/keys/id', '/etc/keys/id'],
          },
          knownHostsFiles: ['/srv/fleet/known_hosts'],
        },
      },
    ]);
  });

  it('can be this machine, whatever the defaults say of SSH', () => {
    const text = 'defaults: { port: 2222, jump: gw }\nhosts: { me: { transport: local }, gw: }';
    expect(hostsOf(text)[0]).toMatchObject({ name: 'me', connection: { transport: 'local' } });
  });

  it('keeps digits of its name as they are written', () => {
    expect(hostsOf('hosts: { 010: { address: a }, 1e3: , true: }').map((h) => h.name)).toEqual([
      '010',
      '1e3',
      'true',
    ]);
  });
});

describe('settings', () => {
  const userOf = (text: string, host: string): string => sshOf(text, host).endpoint.user;

  it('of a host are stronger than of its group, and these than the defaults', () => {
    const text = `
defaults: { user: d, port: 1 }
groups: { g: { hosts: [a, b], user: g, port: 2 } }
hosts: { a: { user: a }, c: }
`;
    expect(['a', 'b', 'c'].map((host) => userOf(text, host))).toEqual(['a', 'g', 'd']);
    expect(['a', 'b', 'c'].map((host) => sshOf(text, host).endpoint.port)).toEqual([2, 2, 1]);
  });

  it('name the zone that workers reach a host from', () => {
    const text = `
groups: { inner: { hosts: [a, b], zone: dmz-2 } }
hosts: { a: { zone: lab }, c: }
`;
    expect(hostsOf(text).map(({ name, zone }) => [name, zone])).toEqual([
      ['a', 'lab'],
      ['c', undefined],
      ['b', 'dmz-2'],
    ]);
  });

  it('of a group further down are stronger', () => {
    const text = `
groups:
  z: { hosts: [h], user: z }
  a: { hosts: [h], user: a }
`;
    expect(userOf(text, 'h')).toBe('a');
  });

  it('of a child are stronger than of its parent, wherever that stands', () => {
    const text = `
groups:
  child: { hosts: [h], user: child }
  parent: { children: [child], user: parent, port: 7 }
  grandparent: { children: [parent], user: grandparent, port: 8, become: sudo }
`;
    expect(sshOf(text, 'h').endpoint).toMatchObject({ user: 'child', port: 7 });
    expect(hostsOf(text)[0]).toMatchObject({
      become: 'sudo',
      groups: ['grandparent', 'parent', 'child'],
    });
  });

  it('of a group further down are stronger than of an unrelated child', () => {
    const text = `
groups:
  child: { hosts: [h], user: child }
  parent: { children: [child], user: parent }
  last: { hosts: [h], user: last }
`;
    expect(userOf(text, 'h')).toBe('last');
  });

  it('that are lists replace each other, labels add up', () => {
    const text = `
defaults: { identityFiles: [/d1, /d2], labels: { a: d, b: d } }
groups: { g: { hosts: [h], labels: { b: g, c: g } } }
hosts: { h: { identityFiles: [], labels: { c: h } } }
`;
    expect(sshOf(text, 'h').endpoint.identityFiles).toEqual([]);
    expect(hostsOf(text)[0]?.labels).toEqual({ a: 'd', b: 'g', c: 'h' });
  });

  it('of a range belong to each of its hosts', () => {
    const text = 'hosts: { "w[08:10]": { port: 2200 } }';
    expect(hostsOf(text).map((host) => host.name)).toEqual(['w08', 'w09', 'w10']);
    expect(sshOf(text, 'w09').endpoint.port).toBe(2200);
  });
});

describe('variables', () => {
  it('are filled in, the stronger one, with the name of the host among them', () => {
    const text = `
defaults: { variables: { domain: a.example, site: fra }, address: '{{name}}.{{ domain }}' }
groups: { g: { hosts: ['n[1:2]'], variables: { domain: b.example } } }
hosts: { n2: { variables: { domain: c.example }, labels: { where: 'in {{site}}' } }, n3: }
`;
    const addresses = ['n1', 'n2', 'n3'].map((host) => sshOf(text, host).endpoint.address);
    expect(addresses).toEqual(['n1.b.example', 'n2.c.example', 'n3.a.example']);
    expect(hostsOf(text)[0]?.labels).toEqual({ where: 'in fra' });
  });

  it('work in users, paths, jumps and profiles', () => {
    const text = `
hosts:
  gw-fra: { transport: ssh2 }
  h:
    variables: { site: fra }
    user: audit-{{site}}
    identityFiles: ['keys/{{site}}']
    knownHosts: ['/k/{{site}}']
    jump: ['gw-{{site}}', 'u@{{site}}.example:23']
    profile: '{{site}}'
`;
    const { endpoint, jumps, knownHostsFiles } = sshOf(text, 'h');
    expect(endpoint).toMatchObject({ user: 'audit-fra', identityFiles: ['/srv/fleet/keys/fra'] });
    expect(jumps.map((jump) => `${jump.user}@${jump.address}:${jump.port}`)).toEqual([
      'me@gw-fra:22',
      'u@fra.example:23',
    ]);
    expect(knownHostsFiles).toEqual(['/k/fra']);
    expect(hostsOf(text)[1]?.profile).toBe('fra');
  });

  it('are checked where they end up', () => {
    const text = "hosts: { h: { variables: { a: '-oProxyCommand=x' }, address: '{{a}}' } }";
    expect(problemsOf(text)).toEqual([
      'i.yaml:2:62 address "-oProxyCommand=x"; expected a DNS name or an IP address, without brackets and port',
    ]);
  });
});

describe('jump hosts', () => {
  const jumpsTo = (text: string, host: string): readonly string[] =>
    sshOf(text, host).jumps.map((jump) => `${jump.user}@${jump.address}:${jump.port}`);

  it('come first hop first, those of the inventory with their own address, user and keys', () => {
    const text = `
hosts:
  gw: { address: gw.example.org, port: 2222, user: hop, identityFiles: [/gw] }
  h: { jump: [gw, 'u@inner', 'd@corp@[2001:db8::1]:24'], identityFiles: [/h] }
`;
    expect(jumpsTo(text, 'h')).toEqual([
      'hop@gw.example.org:2222',
      'u@inner:22',
      'd@corp@2001:db8::1:24',
    ]);
    expect(sshOf(text, 'h').jumps.map((jump) => jump.identityFiles)).toEqual([
      ['/gw'],
      ['/h'],
      ['/h'],
    ]);
  });

  it('are themselves reached by their own jump hosts', () => {
    const text =
      'hosts: { a: , b: { jump: a }, c: { jump: b }, d: { jump: [c, e] }, e: { jump: a } }';
    expect(jumpsTo(text, 'd')).toEqual(['me@a:22', 'me@b:22', 'me@c:22', 'me@e:22']);
  });

  it('may stand among the hosts that need them', () => {
    const text = 'defaults: { jump: [outer, inner] }\nhosts: { outer: , inner: , h: }';
    expect(jumpsTo(text, 'outer')).toEqual([]);
    expect(jumpsTo(text, 'inner')).toEqual(['me@outer:22']);
    expect(jumpsTo(text, 'h')).toEqual(['me@outer:22', 'me@inner:22']);
  });

  it('can be taken away', () => {
    expect(jumpsTo('defaults: { jump: gw }\nhosts: { gw: , h: { jump: [] } }', 'h')).toEqual([]);
  });
});

describe('files that are named', () => {
  it('are listed once each, with the place of the first mention, without a look at the disk', () => {
    const text = `version: 1
hosts:
  a: { identityFiles: [no/such/key] }
  'b[1:3]': { identityFiles: [no/such/key], knownHosts: [~/k] }
`;
    expect(parseInventory(text, 'i.yaml', CONTEXT).files).toEqual([
      { kind: 'identityFiles', path: '/srv/fleet/no/such/key', position: 'i.yaml:3:24' },
      { kind: 'knownHosts', path: '/home/me/k', position: 'i.yaml:4:58' },
    ]);
  });
});

const CONTEXT = { homeDirectory: '/home/me', defaultUser: 'me', inventoryDirectory: '/srv/fleet' };

describe('any text', () => {
  const word = fc.constantFrom(
    ...['version', 'hosts', 'groups', 'defaults', 'children', 'variables', 'labels', 'jump'],
    ...['port', 'user', 'address', 'identityFiles', 'a', 'b', 'web[1:3]', '{{name}}', '~', '1'],
    ...[': ', ': ', '\n', '\n  ', '\n    ', '- ', '[', ']', '{', '}', '&a ', '*a', '!x ', '"', '#'],
    ...['__proto__', '\u0000', '\u202e', '%YAML 1.1', '---\n', '<<', '|', '?'],
  );
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));

  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, 'a', 'b', '{{name}}', '{{x}}', 'u@h:1', 1, 70000, true, '__proto__'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it.each([
    ['words of the format', text],
    ['characters', fc.string({ unit: 'binary' })],
    ['trees', tree.map((value) => JSON.stringify(value))],
    ['trees in their place', tree.map((value) => JSON.stringify({ version: 1, hosts: value }))],
    ['trees of groups', tree.map((value) => JSON.stringify({ version: 1, groups: { g: value } }))],
  ])('is hosts or a UsageError whose every line has a place: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (written) => {
        try {
          expect(parseInventory(written, 'i.yaml', CONTEXT).hosts.length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
          for (const line of error.message.split('\n'))
            expect(line).toMatch(/^i\.yaml:\d+:\d+ [^\p{Cc}\p{Cf}]+$/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});
