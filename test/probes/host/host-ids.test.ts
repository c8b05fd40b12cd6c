import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accounts, groups, membersOf } from '../../../src/probes/host/accounts.ts';
import { overlap, shownRange, subuids } from '../../../src/probes/namespaces/subid-files.ts';
import { tcp4Listeners, tcp6Listeners } from '../../../src/probes/network/listening.ts';
import {
  hostPort,
  isLoopback,
  isLoopbackNetwork,
  isWildcard,
} from '../../../src/probes/network/network-address.ts';

const raw = (stdout: string) => ({ exit: 0, stdout, stderr: '' });

describe('addresses', () => {
  it.each([
    ['tcp://0.0.0.0:2375', '0.0.0.0', '2375'],
    ['tcp://[::1]:2375/path', '::1', '2375'],
    ['[::1]', '::1', ''],
    ['localhost:5000', 'localhost', '5000'],
    ['https://ada:x@r.example/v2', 'r.example', ''],
    ['::1', '::1', ''],
    [':2375', '', '2375'],
    ['tcp://', '', ''],
  ])('%s', (text, host, port) => {
    expect(hostPort(text)).toEqual({ host, port });
  });

  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.1', '::1', '0:0:0:0:0:0:0:1'])(
    '%s is this machine',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each([
    '',
    '0.0.0.0',
    '10.0.0.1',
    '128.0.0.1',
    '::',
    'localhost.example',
    '0177.0.0.1',
    '127.1',
  ])('%s may be another', (host) => {
    expect(isLoopback(host)).toBe(false);
  });

  it('knows networks of this machine, and addresses that stand for all', () => {
    expect(['127.0.0.0/8', '127.0.0.0/30', '::1/128'].map(isLoopbackNetwork)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['127.0.0.0/7', '::1/64', '127.0.0.1', '10.0.0.0/8'].map(isLoopbackNetwork)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(['', '0.0.0.0', '::', '*', '0:0::'].map(isWildcard)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['127.0.0.1', '::1', 'a'].map(isWildcard)).toEqual([false, false, false]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        isLoopback(hostPort(text).host);
        isLoopbackNetwork(text);
        isWildcard(text);
      }),
    );
  });
});

describe('listeners', () => {
  it('reads what listens, as the kernel writes it', () => {
    const text = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0947 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 24069 1 0000000000000000 100 0 0 10 0
   1: 0100007F:0947 0100007F:D5A0 01 00000000:00000000 00:00000000 00000000     0        0 24070 1 0000000000000000 20 4 30 10 -1
`;
    expect(tcp4Listeners.parse(raw(text))).toEqual({
      state: 'value',
      value: [{ address: '127.0.0.1', port: 2375 }],
    });
  });

  it('never throws, and gives an observation', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(tcp6Listeners.parse(raw(text)).state).toBe('value');
      }),
    );
  });
});

describe('accounts', () => {
  it('adds primary groups, and leaves root and lines of NIS out', () => {
    const people = accounts.parse(raw('root:x:0:0:::\nada:x:1000:111:::\n+::::::\nbad:x:y:1:::\n'));
    const known = groups.parse(raw('docker:x:111:root,bob\n+:::\n'));
    if (people.state !== 'value' || known.state !== 'value') throw new Error('not read');
    expect(people.value.map(({ name }) => name)).toEqual(['root', 'ada']);
    const [docker] = known.value;
    if (docker === undefined) throw new Error('no group');
    expect(membersOf(docker, people.value)).toEqual(['ada', 'bob']);
  });
});

describe('subordinate ids', () => {
  const read = (text: string) => {
    const seen = subuids.parse(raw(text));
    if (seen.state !== 'value') throw new Error(seen.reason);
    return seen.value;
  };

  it('keeps ranges and broken lines apart', () => {
    const file = read('# a\n\nada:100000:65536\n1000:4294901759:65536\nbad\neve:1:0\n');
    expect(file.ranges.map(shownRange)).toEqual(['100000-165535', '4294901759-4294967294']);
    expect(file.broken.map(({ line }) => line)).toEqual([5, 6]);
  });

  it('overlaps only where an id is in both', () => {
    const range = (start: number, count: number) => ({ owner: 'a', start, count, line: 1 });
    expect(overlap(range(1, 2), range(3, 1))).toBe(false);
    expect(overlap(range(1, 3), range(3, 1))).toBe(true);
    expect(overlap(range(0, 10), range(3, 1))).toBe(true);
  });

  it('never throws, and loses no line', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9:#-]{1,20}$/)), (lines) => {
        const file = read(lines.join('\n'));
        const said = lines.filter((line) => !line.startsWith('#'));
        expect(file.ranges.length + file.broken.length).toBe(said.length);
      }),
    );
  });
});
