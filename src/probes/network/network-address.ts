import ipaddr from 'ipaddr.js';

/** Host and port of an address as settings write it: `tcp://h:1`, `h:1`, `[::1]:1`, `https://h/x`, `h`. */
export interface HostPort {
  readonly host: string;
  readonly port: string;
}

export function hostPort(text: string): HostPort {
  const rest = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/s, '');
  const authority = rest.slice(rest.lastIndexOf('@') + 1);
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/s.exec(authority);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] ?? '' };
  const colon = authority.indexOf(':');
  if (colon === -1 || colon !== authority.lastIndexOf(':')) return { host: authority, port: '' };
  return { host: authority.slice(0, colon), port: authority.slice(colon + 1) };
}

/** Whether a host names this machine alone. Names other than localhost could be anything. */
export function isLoopback(host: string): boolean {
  if (/^localhost$/i.test(host)) return true;
  if (ipaddr.IPv4.isValidFourPartDecimal(host))
    return ipaddr.IPv4.parse(host).range() === 'loopback';
  return ipaddr.IPv6.isValid(host) && ipaddr.IPv6.parse(host).range() === 'loopback';
}

/** Whether every address of a network is of this machine: `127.0.0.0/8`, `::1/128`. */
export function isLoopbackNetwork(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  if (!/^\d{1,3}$/.test(bits)) return false;
  const least = ipaddr.IPv4.isValidFourPartDecimal(address) ? 8 : 128;
  return Number(bits) >= least && isLoopback(address);
}

/** Whether an address stands for all addresses of the machine. */
export const isWildcard = (host: string): boolean =>
  host === '' || host === '*' || host === '0.0.0.0' || /^[0:]*:[0:]*$/.test(host);
