import type { Client, ClientChannel } from 'ssh2';

/**
 * The largest packet that the other side takes on a channel, in bytes; undefined if ssh2 stops
 * keeping it in this place.
 */
export function remotePacketSize(channel: ClientChannel): number | undefined {
  const size = read(channel.outgoing, 'packetSize');
  return typeof size === 'number' ? size : undefined;
}

/**
 * Asks sshd to kill what runs on a channel. Without it a command outlives its connection until it
 * writes again. `channel.signal` sends nothing once standard input has ended.
 */
export function killRemote(client: Client, channel: ClientChannel): void {
  const protocol = read(client, '_protocol');
  const signal = read(protocol, 'signal');
  const id = read(channel.outgoing, 'id');
  if (typeof signal === 'function' && typeof id === 'number') signal.call(protocol, id, 'KILL');
}

const read = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
