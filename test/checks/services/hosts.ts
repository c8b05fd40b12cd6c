import type { Given } from '../../../src/testing/check-cases.ts';
import { statLine } from '../../support/kernel-given.ts';

export const COMMANDS = 'commands:';
export const PROCESSES = 'processes:';
export const TCP = 'text:/proc/net/tcp';
export const UDP = 'text:/proc/net/udp';
export const WANTS = 'stat:/etc/systemd/system/*.wants/*';
export const OWN = 'stat:/etc/systemd/system/*';
export const SYSV = 'stat:/etc/rc?.d/S*';
export const OPENRC = 'stat:/etc/runlevels/*/*';
export const SOCKETS = 'stat:/sys/fs/cgroup/system.slice/*.socket';

/** Names of processes, from process 1 on. */
export const ps = (...names: string[]): string =>
  `${['systemd', ...names].map((name, at) => `/proc/${at + 1}/comm:${name}\n`).join('')}status 0\n`;

const status = (pid: number, name: string): string =>
  [
    `Name:\t${name}`,
    'Uid:\t0\t0\t0\t0',
    'Gid:\t0\t0\t0\t0',
    ...['Inh', 'Prm', 'Eff', 'Bnd', 'Amb'].map((set) => `Cap${set}:\t0000000000000000`),
  ]
    .map((line) => `/proc/${pid}/status:${line}\n`)
    .join('');

const NO_CONTAINER = `scan 1\n${status(1, 'systemd')}`;

/** A container of Docker whose only process has this id. */
export const container = (pid: number): string =>
  `scan 0\nmark ${pid} /docker/${'c'.repeat(64)}\n${status(1, 'systemd')}${status(pid, 'x')}`;

const HEAD = '  sl  local_address rem_address   st\n';
const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');
export const WILDCARD = '00000000';
export const LOOPBACK = '0100007F';
export const tcp = (...sockets: readonly (readonly [address: string, port: number])[]): string =>
  `${HEAD}${sockets.map(([address, port], at) => `   ${at}: ${address}:${hex(port)} 00000000:0000 0A 0\n`).join('')}`;
export const udp = (...sockets: readonly (readonly [address: string, port: number])[]): string =>
  `${HEAD}${sockets.map(([address, port], at) => `  ${at}: ${address}:${hex(port)} 00000000:0000 07 0\n`).join('')}`;

export const link = (path: string, type = 'regular file'): string =>
  statLine(path, { mode: '644', type });
export const wants = (target: string, unit: string): string =>
  link(`/etc/systemd/system/${target}.target.wants/${unit}`);

/** A host on which nothing but process 1 runs, and what is read of it where ports do not matter. */
export const IDLE: Given = { [COMMANDS]: ps(), [PROCESSES]: NO_CONTAINER };
export const QUIET: Given = { ...IDLE, [TCP]: tcp(), [UDP]: udp() };
