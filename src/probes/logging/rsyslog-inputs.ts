import { isLoopback } from '../network/network-address.ts';
import type { RsyslogConfig } from './rsyslog.ts';
import type { RsyslogParameters } from './rsyslog-statements.ts';

/** Where rsyslogd takes logs from other machines. */
export interface RsyslogInput {
  readonly from: string;
  /** `imtcp 0.0.0.0:514` */
  readonly name: string;
}

/** Legacy directives that open a port, and those that name the address of the ones after them. */
const OPENERS: ReadonlyMap<string, string> = new Map([
  ['inputtcpserverrun', 'imtcp'],
  ['udpserverrun', 'imudp'],
  ['inputptcpserverrun', 'imptcp'],
  ['inputrelpserverrun', 'imrelp'],
]);
const ADDRESSES: ReadonlyMap<string, string> = new Map([
  ['udpserveraddress', 'imudp'],
  ['inputptcpserverlistenip', 'imptcp'],
]);
const NETWORK_INPUTS: ReadonlySet<string> = new Set([
  ...OPENERS.values(),
  'imgssapi',
  'imhttp',
  'imdtls',
]);

/** Inputs that others than the host itself reach. */
export function rsyslogInputs({ statements }: RsyslogConfig): readonly RsyslogInput[] {
  const addresses = new Map<string, string>();
  const found: Opened[] = [];
  for (const one of statements) {
    if (one.kind === 'directive') {
      const bound = ADDRESSES.get(one.name);
      if (bound !== undefined) addresses.set(bound, one.value);
      found.push(...openedByDirective(one, addresses));
    } else if (one.kind === 'object' && one.name === 'input') {
      found.push(...openedBy(one.parameters, one.from));
    }
  }
  return found.filter(({ address }) => !isLoopback(address)).map(named);
}

interface Opened {
  readonly from: string;
  readonly module: string;
  readonly address: string;
  readonly port: string;
}

/** One that is given a path listens on a socket of the file system. */
function openedBy(parameters: RsyslogParameters, from: string): readonly Opened[] {
  const module = (parameters.get('type') ?? '').toLowerCase();
  if (!NETWORK_INPUTS.has(module) || parameters.has('path')) return [];
  const address = parameters.get('address') ?? '*';
  return [{ from, module, address, port: parameters.get('port') ?? 'its own port' }];
}

function named({ from, module, address, port }: Opened): RsyslogInput {
  const host = address.includes(':') ? `[${address}]` : address;
  return { from, name: `${module} ${host}:${port}` };
}

function openedByDirective(
  { name, value, from }: { name: string; value: string; from: string },
  addresses: ReadonlyMap<string, string>,
): readonly Opened[] {
  const module = OPENERS.get(name);
  if (module === undefined) return [];
  return [{ from, module, address: addresses.get(module) ?? '*', port: value }];
}
