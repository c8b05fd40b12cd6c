import { value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** An IPv6 address of an interface. */
export interface InterfaceAddress {
  readonly device: string;
  /** 32 hexadecimal digits. */
  readonly digits: string;
  /** Reachable from the whole Internet: 2000::/3. */
  readonly isGlobal: boolean;
  /** More than ::1 and fe80::/10. */
  readonly isRouted: boolean;
}

/** /proc/net/if_inet6; absent where IPv6 is switched off. */
export const ipv6Addresses: Probe<readonly InterfaceAddress[]> = textProbe(
  'ipv6-addresses',
  '/proc/net/if_inet6',
  (content) =>
    value(
      content.split('\n').flatMap((line): InterfaceAddress[] => {
        const [, digits, device] = /^([0-9a-f]{32}) (?:\S+ +){4}(\S+)$/.exec(line.trim()) ?? [];
        if (digits === undefined || device === undefined) return [];
        const isGlobal = /^[23]/.test(digits);
        const isRouted = isGlobal || /^f[cd]/.test(digits);
        return [{ device, digits, isGlobal, isRouted }];
      }),
    ),
);
