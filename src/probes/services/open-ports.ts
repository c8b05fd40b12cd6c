import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import {
  type Listener,
  tcp4Listeners,
  tcp6Listeners,
  udp4Listeners,
  udp6Listeners,
} from '../network/listening.ts';
import { isLoopback } from '../network/network-address.ts';

/** A port of the host that other machines can reach, packet filters left aside. */
export interface OpenPort extends Listener {
  readonly protocol: 'tcp' | 'udp';
}

/** Sorted by protocol and port. A kernel without IPv6 has no such sockets. */
export const openPorts: Derived<readonly OpenPort[]> = derived(
  'open-ports',
  { tcp: tcp4Listeners, tcp6: tcp6Listeners, udp: udp4Listeners, udp6: udp6Listeners },
  ({ tcp, tcp6, udp, udp6 }): Observation<readonly OpenPort[]> => {
    const all = allOf([tcp, orNone(tcp6), orNone(udp), orNone(udp6)]);
    if (all.state !== 'value') return all;
    const [ofTcp = [], ofTcp6 = [], ofUdp = [], ofUdp6 = []] = all.value;
    const found: readonly OpenPort[] = [
      ...[...ofTcp, ...ofTcp6].map((one) => ({ ...one, protocol: 'tcp' as const })),
      ...[...ofUdp, ...ofUdp6].map((one) => ({ ...one, protocol: 'udp' as const })),
    ];
    return value(
      found
        // An IPv4 address in a socket of IPv6: ::ffff:7f00:1 is 127.0.0.1.
        .filter(({ address }) => !isLoopback(address) && !/^::ffff:7f/.test(address))
        .sort((a, b) => a.protocol.localeCompare(b.protocol) || a.port - b.port),
    );
  },
);

const orNone = (seen: Observation<readonly Listener[]>): Observation<readonly Listener[]> =>
  seen.state === 'absent' ? value([]) : seen;

/** `tcp/22`, as parameters name it. */
export const portName = ({ protocol, port }: OpenPort): string => `${protocol}/${port}`;
