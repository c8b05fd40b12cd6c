import { describe, expect, it } from 'vitest';
import { hostsOf, problemsOf, problemsOfFile, sshOf } from './inventory-text.ts';

describe('each problem has its place', () => {
  it.each([
    // Text that is no inventory.
    ['', ['1:1 found nothing; expected a map with "version", "hosts" and "groups"']],
    ['# only a comment\n', ['1:1 found nothing; expected a map with']],
    ['- web1\n', ['1:1 found a list; expected a map']],
    ['version: 1\n', ['1:1 no host; expected at least one under "hosts" or in a group']],
    ['version: 1\nhosts: {}\n', ['1:1 no host; expected at least one']],
    ['hosts: { a: }\n', ['1:1 found no "version"; expected "version: 1"']],
    ['version: 2\nhosts: { a: }\n', ['1:10 found the number 2; expected "version: 1"']],
    ['version: 1\nhosts:\n  a: [\n', ['4:1 not valid YAML: ']],
    ['version: 1\nhosts:\n\ta:\n', ['3:1 not valid YAML: Tabs are not allowed']],
    ['version: 1\n---\nversion: 1\n', ['2:1 not valid YAML: Source contains multiple documents']],
    ['version: 1\nhosts: !php {}\n', ['2:8 not valid YAML: Unresolved tag: !php']],
    ['version: 1\nhosts: *x\n', ['2:8 unknown alias "*x"; expected an anchor above it']],
    [
      'version: 1\nhosts: { h: { address: {{name}}.x } }\n',
      [
        '2:25 a key that is a map or a list; expected a text: what starts with {{ or [ goes in quotes',
        '2:32 not valid YAML: ',
      ],
    ],
  ])('%j', (text, problems) => {
    expectProblems(problemsOfFile(text), problems);
  });

  it.each([
    // Keys.
    ['hosts: { a: { prot: 22 } }', ['2:15 unknown key "prot"; expected "port"']],
    ['hsots: { a: }', ['2:1 unknown key "hsots"; expected "hosts"']],
    [
      'defaults: { colour: red }\nhosts: { a: }',
      ['2:13 unknown key "colour"; expected one of address, port,'],
    ],
    ['groups: { g: { host: [a] } }', ['2:16 unknown key "host"; expected "hosts"']],
    ['hosts: { a: }\nhosts: { b: }', ['3:1 "hosts" a second time; expected each key once']],
    ['hosts:\n  a: { port: 1 }\n  a:', ['4:3 "a" a second time; expected each key once']],
    ['hosts: { __proto__: { port: 1 }, a: }', ['2:10 "__proto__"; expected another name']],
    ['hosts: { a: { labels: { __proto__: x } } }', ['2:25 "__proto__"; expected another name']],
    // Values.
    ['hosts: { a: { port: 0 } }', ['2:21 found the number 0; expected a port from 1 to 65535']],
    ['hosts: { a: { zone: "a/b" } }', ['2:21 found "a/b"; expected a name of at most 63 letters']],
    ['hosts: { a: { port: 65536 } }', ['2:21 found the number 65536; expected a port']],
    ['hosts: { a: { port: 22.5 } }', ['2:21 found the number 22.5; expected a port']],
    ['hosts: { a: { port: "22" } }', ['2:21 found "22"; expected a port']],
    ['hosts: { a: { port: } }', ['2:21 found nothing; expected a port']],
    ['hosts: { a: { become: su } }', ['2:23 found "su"; expected one of none, sudo, doas']],
    [
      'hosts: { a: { transport: telnet } }',
      ['2:26 found "telnet"; expected one of ssh2, openssh, local'],
    ],
    [
      'hosts: { a: { address: 10 } }',
      ['2:24 found the number 10; expected a host name or an IP address, in quotes'],
    ],
    ['hosts: { a: { address: a b } }', ['2:24 address "a b"; expected a DNS name']],
    ['hosts: { a: { address: "[::1]" } }', ['2:24 address "[::1]"; expected']],
    ['hosts: { a: { address: "h:22" } }', ['2:24 address "h:22"; expected']],
    ['hosts: { a: { address: 010.0.0.1 } }', ['2:24 address "010.0.0.1"; expected']],
    ['hosts: { a: { address: 10.0.0.256 } }', ['2:24 address "10.0.0.256"; expected']],
    ['hosts: { a: { user: "-x" } }', ['2:21 user "-x"; expected a login name']],
    ['hosts: { a: { user: "a:b" } }', ['2:21 user "a:b"; expected a login name']],
    [
      'hosts: { a: { labels: { rack: 12 } } }',
      ['2:31 found the number 12; expected a text, in quotes'],
    ],
    ['hosts: { a: { labels: { "a=b": x } } }', ['2:25 found "a=b"; expected a label name']],
    ['hosts: { a: { labels: { a: "x\\ty" } } }', ['2:28 found "x y"; expected a text in one line']],
    ['hosts: { a: { knownHosts: [] } }', ['2:27 found a list; expected at least one file']],
    ['hosts: { a: { identityFiles: k } }', ['2:30 found "k"; expected a list of paths']],
    [
      'hosts: { a: { identityFiles: [~] } }',
      ['2:31 found nothing; expected the path of a private key'],
    ],
    ['hosts: { a: { identityFiles: [~bob/k] } }', ['2:31 path "~bob/k"; expected']],
    ['hosts: { a: { identityFiles: ["k\\0"] } }', ['2:31 path "k\\u{0}"; expected']],
    ['hosts: [a]', ['2:8 found a list; expected a map of host names']],
    ['groups: { g: }\nhosts: { a: }', ['2:14 found nothing; expected a map with the hosts']],
    // Names.
    ['hosts: { -rf: }', ['2:10 host name "-rf"; expected letters']],
    ['hosts: { "a b": }', ['2:10 host name "a b"; expected letters']],
    ['hosts: { ../x: }', ['2:10 host name "../x"; expected letters']],
    ['hosts: { "a\\e[31m": }', ['2:10 bad range']],
    ['hosts: { "a\\u202eb": }', ['2:10 host name "a\\u{202e}b"; expected letters']],
    ['hosts: { "h:22": }', ['2:10 host name "h:22" is no address; expected "address"']],
    ['hosts: { "w[3:1]": }', ['2:10 bad range "[3:1]": it runs backwards']],
    ['groups: { g: { hosts: ["w[1-3]"] } }', ['2:24 bad range "[1-3]"; expected [start:end]']],
    [
      'hosts: { "w[1:100001]": }',
      ['2:10 "w[1:100001]" makes 100001 names; expected no more than 100000'],
    ],
    ['hosts: { "w[1:99999]": , "v[1:2]": }', ['1:1 100001 hosts; expected no more than 100000']],
    ['hosts: { "w[1:3]": , w2: }', ['2:22 host "w2" a second time; expected each host once']],
    ['hosts: { "w[1:3]": , "w[2:5]": }', ['2:22 host "w2" and 1 more a second time']],
    ['groups: { g: { hosts: [a, b, a] } }', ['2:30 host "a" a second time']],
    [
      'hosts: { web: , Web: }',
      ['2:17 host "Web" is "web" in other letters; expected one spelling'],
    ],
    ['groups: { web: { hosts: [web] } }', ['2:11 group "web" is also the name of a host']],
    ['groups: { 1st: { hosts: [a] } }', ['2:11 found "1st"; expected a group name']],
    [
      'groups: { web: { hosts: [a] }, all: { children: [wbe] } }',
      ['2:50 unknown group "wbe"; expected a name under "groups" (did you mean "web"?)'],
    ],
    [
      'groups: { a: { children: [b], hosts: [h] }, b: { children: [a] } }',
      ['2:11 groups contain each other or nest too deep: a in b in a'],
    ],
    ['groups: { a: { children: [a], hosts: [h] } }', ['2:11 groups contain each other']],
    // Jump hosts.
    [
      'hosts: { bastion: , a: { jump: bastoin } }',
      [
        '2:32 unknown jump host "bastoin"; expected the name of a host of this inventory, or user@host:port (did you mean "bastion"?)',
      ],
    ],
    ['hosts: { a: { jump: [u@b, "u@h:0"] } }', ['2:27 unknown jump host "u@h:0"; expected']],
    ['hosts: { a: { jump: "-oX@h" } }', ['2:21 unknown jump host "-oX@h"; expected']],
    [
      'hosts: { l: { transport: local }, a: { jump: l } }',
      ['2:46 jump host "l" has "transport: local"'],
    ],
    ['hosts: { a: { jump: 5 } }', ['2:21 found the number 5; expected a jump host or a list']],
    [
      'hosts: { a: { jump: b }, b: { jump: a } }',
      [
        '2:21 jump hosts lead in a circle or too far: b by a by b',
        '2:37 jump hosts lead in a circle or too far: a by b by a',
      ],
    ],
    // Variables.
    [
      'hosts: { a: { address: "{{domian}}", variables: { domain: x } } }',
      [
        '2:24 variable "domian" is not set for this host; expected it under "variables" of the host, a group of it, or the defaults (did you mean "domain"?)',
      ],
    ],
    [
      'hosts: { a: { address: "{{name" } }',
      ['2:24 unpaired braces in "{{name"; expected {{name}}'],
    ],
    ['hosts: { a: { variables: { name: x } } }', ['2:28 found "name"; expected letters, digits']],
    [
      'hosts: { a: { variables: { a: "{{b}}" } } }',
      ['2:31 found "{{b}}"; expected a text in one line without {{ }}'],
    ],
    [
      'hosts: { a: { variables: { constructor: x }, user: "{{toString}}" } }',
      ['2:52 variable "toString" is not set'],
    ],
  ])('%s', (text, problems) => {
    expectProblems(problemsOf(text), problems);
  });
});

function expectProblems(lines: readonly string[], problems: readonly string[]): void {
  expect(lines).toEqual(
    expect.arrayContaining(problems.map((p) => expect.stringContaining(`i.yaml:${p}`))),
  );
  expect(lines).toHaveLength(problems.length);
}

it('lists all problems of a file at once, in its order', () => {
  const text = `
defaults: { prot: 22, labels: { a: 1 } }
groups:
  g:
    hosts: ['w[3:1]', -x]
    children: [nope]
hosts:
  h: { port: 0, jump: gone, address: '{{x}}' }
  H:
`;
  expect(problemsOf(text).map((line) => line.split(' ')[0])).toEqual([
    'i.yaml:3:13',
    'i.yaml:3:36',
    'i.yaml:6:13',
    'i.yaml:6:23',
    'i.yaml:7:16',
    'i.yaml:9:14',
    'i.yaml:9:23',
    'i.yaml:9:38',
    'i.yaml:10:3',
  ]);
});

it('says once what is wrong for all hosts of a range', () => {
  expect(problemsOf("hosts: { 'w[1:500]': { address: '{{x}}', jump: gone } }")).toHaveLength(2);
});

it('does not go on about what a misspelt key would have said', () => {
  const text = "hosts: { a: { variabels: { x: b }, address: '{{x}}' } }";
  expect(problemsOf(text)).toEqual(['i.yaml:2:15 unknown key "variabels"; expected "variables"']);
});

it('refuses chains that nobody could follow', () => {
  const hops = Array.from({ length: 9 }, (_, n) => `h${n + 1}: { jump: h${n} }`).join(', ');
  expect(problemsOf(`hosts: { h0: , ${hops} }`)).toEqual([
    expect.stringContaining('jump hosts lead in a circle or too far: h9 by h8 by'),
  ]);
});

it('refuses groups that nest deeper than 32, in whatever order they stand', () => {
  const nested = (depth: number): string[] =>
    Array.from({ length: depth }, (_, n) =>
      n === depth - 1 ? `g${n}: { hosts: [h] }` : `g${n}: { children: [g${n + 1}] }`,
    );
  for (const groups of [nested(33), nested(33).reverse()]) {
    const problems = problemsOf(`groups: { ${groups.join(', ')} }`);
    expect(problems).toEqual([expect.stringContaining('nest too deep')]);
  }
  for (const groups of [nested(32), nested(32).reverse()]) {
    expect(hostsOf(`groups: { ${groups.join(', ')} }`)[0]?.groups).toHaveLength(32);
  }
});

it('takes a chain of eight', () => {
  const hops = Array.from({ length: 8 }, (_, n) => `h${n + 1}: { jump: h${n} }`).join(', ');
  expect(sshOf(`hosts: { h0: , ${hops} }`, 'h8').jumps).toHaveLength(8);
});

it('never shows the password of a jump host', () => {
  const [problem] = problemsOf('hosts: { a: { jump: "u:hunter2@gw:22" } }');
  expect(problem).toContain('2:21 jump host with a password');
  expect(problem).not.toContain('hunter2');
});

it.each([
  ['aliases that multiply', `a0: &a0 [x, x]\n${multiplied(12)}hosts: *a12\n`],
  ['lists in lists', `hosts: ${'['.repeat(200_000)}`],
  ['an alias that contains itself', 'hosts: &h { a: *h, b: { jump: &j [*j] } }'],
])('refuses %s', (_, text) => {
  expect(problemsOf(text)[0]).toMatch(/^i\.yaml:\d+:\d+ /);
});

function multiplied(levels: number): string {
  return Array.from(
    { length: levels },
    (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]\n`,
  ).join('');
}
