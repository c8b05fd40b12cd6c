import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hostPort,
  isLoopback,
  isLoopbackNetwork,
  isWildcard,
} from '../../../src/probes/network/network-address.ts';

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
