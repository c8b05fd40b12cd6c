import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';
import { pathGap } from '../files/text-gap.ts';
import { text } from '../readers/text.ts';

const ROOT = '/proc/sys';
const INTERFACE_NAME = /^net\/(ipv[46])\/conf\/([^/]+)\/([^/]+)$/;

/**
 * A sysctl key as a path below /proc/sys. As in sysctl(8), the first separator decides:
 * `net.ipv4.conf.eth0/1.rp_filter` and `net/ipv4/conf/eth0.1/rp_filter` name the same file.
 */
export function sysctlName(key: string): string {
  const dot = key.indexOf('.');
  const slash = key.indexOf('/');
  const name =
    dot === -1 || (slash !== -1 && slash < dot)
      ? key
      : key.replace(/[./]/g, (c) => (c === '.' ? '/' : '.'));
  return name.replace(/\/+/g, '/').replace(/^\//, '');
}

/** The key that people write for a path below /proc/sys. */
export function sysctlKey(name: string): string {
  return name.replace(/[./]/g, (c) => (c === '/' ? '.' : '/'));
}

/** What the running kernel has for a key, white space folded. */
export function sysctl(key: string): Probe<string> {
  const name = sysctlName(key);
  const [, family, device, setting] = INTERFACE_NAME.exec(name) ?? [];
  if (family !== undefined && device !== undefined && setting !== undefined) {
    return ofInterface(key, interfaceSysctl(family === 'ipv4' ? 4 : 6, setting), device);
  }
  const probe = textProbe(
    'sysctl',
    `${ROOT}/${name}`,
    (content) => value(folded(content)),
    `sysctl:${key}`,
  );
  return {
    ...probe,
    parse: (raw) => {
      const seen = probe.parse(raw);
      return seen.state === 'absent' ? absent(missing(key)) : seen;
    },
  };
}

export type IpFamily = 4 | 6;
export type ByInterface = ReadonlyMap<string, string>;

/**
 * One setting of net.ipv4.conf or net.ipv6.conf for every interface, `all` and `default` among them.
 * All keys of one setting share this reading: a pattern and a path may not name the same file.
 */
export function interfaceSysctl(family: IpFamily, setting: string): Probe<ByInterface> {
  const folder = `${ROOT}/net/ipv${family}/conf`;
  const pattern = `${folder}/*/${setting}`;
  return {
    key: `interface-sysctl:ipv${family}:${setting}`,
    reading: { reader: text, arg: pattern },
    parse: (raw) => {
      const gap = pathGap(raw, pattern);
      // An interface may go between the listing and the reading.
      if (gap !== undefined && (gap.state !== 'absent' || raw.stdout === '')) {
        return gap.state === 'absent' ? absent(missing(`net.ipv${family}.conf.*.${setting}`)) : gap;
      }
      const foreign = raw.stdout.split('\n').find((l) => l !== '' && !l.startsWith(`${folder}/`));
      if (foreign !== undefined)
        return failed(`no line of ${pattern}: ${visibleLine(foreign, 200)}`);
      return value(byInterface(raw.stdout, folder.length + 1));
    },
  };
}

function byInterface(stdout: string, start: number): ByInterface {
  const found = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const device = line.slice(start, line.indexOf('/', start));
    const colon = line.indexOf(':');
    if (colon !== -1 && device !== '') found.set(device, folded(line.slice(colon + 1)));
  }
  return found;
}

function ofInterface(key: string, whole: Probe<ByInterface>, device: string): Probe<string> {
  return {
    key: `sysctl:${key}`,
    reading: whole.reading,
    parse: (raw): Observation<string> => {
      const seen = whole.parse(raw);
      if (seen.state !== 'value') return seen.state === 'absent' ? absent(missing(key)) : seen;
      const own = seen.value.get(device);
      return own === undefined ? absent(missing(key)) : value(own);
    },
  };
}

const missing = (key: string): string => `this kernel has no ${key}`;
const folded = (content: string): string => content.trim().replace(/\s+/g, ' ');
