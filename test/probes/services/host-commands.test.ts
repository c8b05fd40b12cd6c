import { describe, expect, it } from 'vitest';
import { containersHoldPorts, hostCommands } from '../../../src/probes/services/host-commands.ts';
import { openPorts, portName } from '../../../src/probes/services/open-ports.ts';
import {
  COMMANDS,
  container,
  IDLE,
  LOOPBACK,
  PROCESSES,
  ps,
  TCP,
  tcp,
  UDP,
  udp,
  WILDCARD,
} from '../../checks/services/hosts.ts';
import { observeFact } from '../../support/observe-fact.ts';

describe('hostCommands', () => {
  it('leaves out what is in a container, by control group or process namespace', () => {
    const given = {
      [COMMANDS]: ps('sshd', 'nginx', 'mysqld').replace('status', 'inner 4\nstatus'),
      [PROCESSES]: container(3),
    };
    expect(observeFact(hostCommands, given)).toEqual({
      state: 'value',
      value: new Set(['systemd', 'sshd']),
    });
  });

  it('has no answer where processes are hidden', () => {
    expect(observeFact(hostCommands, { ...IDLE, [COMMANDS]: 'status 0\n' }).state).toBe('denied');
  });
});

describe('containersHoldPorts', () => {
  it('knows proxies, and containers whose network is not seen to be their own', () => {
    const holds = (given: object) => observeFact(containersHoldPorts, { ...IDLE, ...given });
    expect(holds({})).toEqual({ state: 'value', value: false });
    expect(holds({ [COMMANDS]: ps('docker-proxy') })).toEqual({ state: 'value', value: true });
    expect(holds({ [PROCESSES]: container(2) })).toEqual({ state: 'value', value: true });
  });
});

describe('openPorts', () => {
  it('knows loopback in each of its writings', () => {
    const found = observeFact(openPorts, {
      [TCP]: tcp([LOOPBACK, 1], [WILDCARD, 22]),
      'text:/proc/net/tcp6': tcp(
        ['00000000000000000000000001000000', 2],
        ['0000000000000000FFFF00000100007F', 3],
        ['0000000000000000FFFF00000100000A', 4],
      ),
      [UDP]: udp([LOOPBACK, 5], [WILDCARD, 6]),
    });
    expect(found.state === 'value' && found.value.map(portName)).toEqual([
      'tcp/4',
      'tcp/22',
      'udp/6',
    ]);
  });

  it('leaves out sockets that have a peer', () => {
    const line =
      '  sl  local_address\n  0: 0100000A:0016 0200000A:C000 01 0\n  1: 0100000A:0035 0200000A:C000 07 0\n';
    const found = observeFact(openPorts, { [TCP]: line, [UDP]: line });
    expect(found).toEqual({ state: 'value', value: [] });
  });
});
