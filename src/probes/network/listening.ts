import { failed, type Observation, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** A socket that waits for clients, whoever holds it. */
export interface Listener {
  /** `0.0.0.0`, `::1` */
  readonly address: string;
  readonly port: number;
}

/** TCP sockets that wait for connections. */
export const tcp4Listeners: Probe<readonly Listener[]> = listeners('/proc/net/tcp');
/** Absent where IPv6 is switched off. */
export const tcp6Listeners: Probe<readonly Listener[]> = listeners('/proc/net/tcp6');
/** UDP sockets that take datagrams from anyone. */
export const udp4Listeners: Probe<readonly Listener[]> = listeners('/proc/net/udp');
/** Absent where IPv6 is switched off. */
export const udp6Listeners: Probe<readonly Listener[]> = listeners('/proc/net/udp6');

function listeners(path: string): Probe<readonly Listener[]> {
  return textProbe('listeners', path, parseListeners);
}

/**
 * State 0A is LISTEN (proc_net_tcp.rst); 07, without a peer, is a UDP socket that is not connected. Ports
 * are big-endian, addresses in words of the host.
 */
function parseListeners(text: string, path: string): Observation<readonly Listener[]> {
  if (!/^\s*sl\s+local_address/.test(text)) return failed(`${path} is no table of sockets`);
  const found: Listener[] = [];
  for (const line of text.split('\n')) {
    const [, address, port] =
      /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) (?:\S+ 0A|0+:0000 07)\s/.exec(line) ?? [];
    if (address === undefined || port === undefined) continue;
    found.push({ address: addressOf(address), port: Number.parseInt(port, 16) });
  }
  return value(found);
}

/** Every architecture that containers run on is little-endian but s390x: there it reads backwards. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse(),
  );
  return bytes.length === 4 ? bytes.join('.') : ipv6Of(bytes);
}

function ipv6Of(bytes: readonly number[]): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    groups.push((((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16));
  }
  const full = groups.join(':');
  const zeros = full.match(/(^|:)0(:0)+(:|$)/g)?.sort((a, b) => b.length - a.length)[0];
  return zeros === undefined ? full : full.replace(zeros, '::');
}
