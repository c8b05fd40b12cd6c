import { createSecretKey } from 'node:crypto';
import { EventEmitter } from 'node:events';
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

/**
 * Keeps a listener on every channel from its first moment: ssh2 hands a channel out only when the
 * command on it was accepted, and a host that sends errors before that would end the process with
 * an uncaught ERR_STREAM_PUSH_AFTER_EOF. To be called once connecting has begun.
 */
export function guardChannels(client: Client): void {
  const manager = read(client, '_chanMgr');
  const update = read(manager, 'update');
  if (typeof manager !== 'object' || manager === null || typeof update !== 'function') return;
  Reflect.set(manager, 'update', (id: unknown, channel: unknown) => {
    for (const stream of [channel, read(channel, 'stderr')]) {
      if (stream instanceof EventEmitter) stream.on('error', () => undefined);
    }
    return update.call(manager, id, channel);
  });
}

/**
 * Makes the session's AES-GCM keys key objects. ssh2 hands the raw key to Node with each packet, which makes an
 * object of it each time: that costs several times as much as the packet. To be called after each key exchange.
 */
export function reuseKeys(client: Client): void {
  const protocol = read(client, '_protocol');
  keepKey(read(protocol, '_cipher'), '_encSSLName', '_encKey');
  keepKey(read(protocol, '_decipher'), '_decipherSSLName', '_decipherKey');
}

function keepKey(cipher: unknown, nameOfName: string, nameOfKey: string): void {
  const name = read(cipher, nameOfName);
  const key = read(cipher, nameOfKey);
  if (typeof cipher !== 'object' || cipher === null || !Buffer.isBuffer(key)) return;
  if (typeof name === 'string' && name.endsWith('-gcm'))
    Reflect.set(cipher, nameOfKey, createSecretKey(key));
}

const read = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
