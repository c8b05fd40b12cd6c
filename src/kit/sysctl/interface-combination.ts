import { kernelNumber } from './sysctl-want.ts';

/**
 * How the kernel makes one value of `all` and of the interface's own
 * (include/linux/inetdevice.h, net/ipv6; said by setting in ip-sysctl.rst).
 */
export type Combination =
  | 'and'
  | 'or'
  | 'max'
  | 'min'
  /** `and` where the interface forwards, `or` where it does not: IPv4 accept_redirects. */
  | 'redirects'
  /** The interface's own value, nothing where it forwards: IPv6 accept_redirects. */
  | 'unless-forwarding'
  /** The same, but 2 counts even then: IPv6 accept_ra. */
  | 'advertisements'
  /** `all` does not count. */
  | 'own';

/** The value that counts for an interface; NaN where the kernel would have refused one of the two. */
export function effective(
  combination: Combination,
  all: string,
  own: string,
  forwards: boolean,
): number {
  const [a, o] = [kernelNumber(all), kernelNumber(own)];
  switch (combination) {
    case 'and':
      return both(a, o);
    case 'or':
      return either(a, o);
    case 'max':
      return Math.max(a, o);
    case 'min':
      return Math.min(a, o);
    case 'redirects':
      return forwards ? both(a, o) : either(a, o);
    case 'unless-forwarding':
      return forwards ? 0 : o;
    case 'advertisements':
      return forwards && o !== 2 ? 0 : o;
    case 'own':
      return o;
  }
}

const both = (a: number, o: number): number => (Number.isNaN(a + o) ? Number.NaN : +(!!a && !!o));
const either = (a: number, o: number): number => (Number.isNaN(a + o) ? Number.NaN : +(!!a || !!o));
