import type { ClientChannel } from 'ssh2';
import type { HostFailure } from '../../model/host.ts';
import { remotePacketSize } from './library-internals.ts';

/** Bytes. Writing to a channel that takes nothing blocks the event loop for ever, tiny packets for seconds. */
const SMALLEST_PACKET = 1024;

/** Why nothing may be written to a channel, judged by the packets that the host says it takes. */
export function packetFailure(channel: ClientChannel, where: string): HostFailure | undefined {
  const size = remotePacketSize(channel);
  if (size !== undefined && size >= SMALLEST_PACKET) return undefined;
  return {
    class: 'protocol',
    message: `${where} opened a channel that takes packets of ${size ?? 'unknown'} bytes at most, too small to send anything`,
  };
}
