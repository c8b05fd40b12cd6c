import { isIPv4, isIPv6 } from 'node:net';

/** Whether a name is safe in file names, terminals, arguments and reports alike. */
export const isHostName = (text: string): boolean => /^[a-z\d:][\w.:-]{0,252}$/i.test(text);

export const HOST_NAME = 'letters, digits, ".", "_", "-" and ":", not "-" first';

/**
 * A DNS name, IPv4 or IPv6 address. `010.0.0.1` is none: some resolvers read it as octal,
 * others as decimal, and the audit must not go to another machine.
 */
export function isAddress(text: string): boolean {
  if (text.includes(':')) return isIPv6(text);
  if (/^[\d.]+$/.test(text)) return isIPv4(text);
  return /^[a-z\d_][\w.-]{0,252}$/i.test(text);
}

/** A login name, `DOMAIN\user` and `user@realm` included. */
export const isUser = (text: string): boolean => /^[\w\\+][\w.@\\+$-]{0,254}$/.test(text);

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65536;

/** `user@address:port`, as far as it is written. IPv6 stands in brackets. */
export interface Authority {
  readonly user?: string;
  readonly address: string;
  readonly port?: number;
}

const AUTHORITY =
  /^(?:(?<user>[^:]+)@)?(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^@:[\]]+))(?::(?<port>\d{1,5}))?$/;

/** Undefined if it is nothing of the kind; a password in it is also nothing of the kind. */
export function parseAuthority(text: string): Authority | undefined {
  const { user, bracketed, plain, port } = AUTHORITY.exec(text)?.groups ?? {};
  const address = bracketed ?? plain;
  const valid =
    address !== undefined &&
    (bracketed === undefined || isIPv6(bracketed)) &&
    isAddress(address) &&
    (user === undefined || isUser(user)) &&
    (port === undefined || isPort(Number(port)));
  if (!valid) return undefined;
  return {
    address,
    ...(user !== undefined && { user }),
    ...(port !== undefined && { port: Number(port) }),
  };
}

/** Whether the part before `@` holds a password. */
export const holdsPassword = (authority: string): boolean => /:.*@/.test(authority);
