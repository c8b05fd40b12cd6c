import { absent, value } from '../model/observation.ts';
import type { Probe } from './fact.ts';
import { textProbe } from './file-text.ts';

/**
 * The path of a sysctl key below /proc/sys. As in sysctl(8), the first separator decides:
 * `net.ipv4.conf.eth0/1.rp_filter` and `net/ipv4/conf/eth0.1/rp_filter` name the same file.
 */
export function sysctlPath(key: string): string {
  const dot = key.indexOf('.');
  const slash = key.indexOf('/');
  if (dot === -1 || (slash !== -1 && slash < dot)) return `/proc/sys/${key}`;
  return `/proc/sys/${key.replace(/[./]/g, (c) => (c === '.' ? '/' : '.'))}`;
}

/** What the running kernel has for a key, white space folded. */
export function sysctl(key: string): Probe<string> {
  const probe = textProbe(
    'sysctl',
    sysctlPath(key),
    (content) => value(content.trim().replace(/\s+/g, ' ')),
    `sysctl:${key}`,
  );
  return {
    ...probe,
    parse: (raw) => {
      const seen = probe.parse(raw);
      return seen.state === 'absent' ? absent(`this kernel has no ${key}`) : seen;
    },
  };
}
