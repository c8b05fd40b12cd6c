import { failed, type Observation, value } from '../../model/observation.ts';
import { derived } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** The operating system's name for itself, os-release(5). */
export interface OsRelease {
  /** `debian`, `rhel`; `linux` where the file names none. */
  readonly id: string;
  /** Systems that it is built from or like, closest first. */
  readonly idLike: readonly string[];
  /** `12`, `9.4`; rolling distributions have none. */
  readonly versionId?: string;
  readonly codename?: string;
  readonly variantId?: string;
  /** For people. */
  readonly prettyName: string;
  readonly fields: ReadonlyMap<string, string>;
}

const inEtc = textProbe('os-release', '/etc/os-release', parseOsRelease);
const inUsrLib = textProbe('os-release', '/usr/lib/os-release', parseOsRelease);

/** `/etc/os-release` wins; `/usr/lib/os-release` counts only where the first is not there. */
export const osRelease = derived(
  'os-release',
  { inEtc, inUsrLib },
  ({ inEtc, inUsrLib }): Observation<OsRelease> => (inEtc.state === 'absent' ? inUsrLib : inEtc),
);

function parseOsRelease(text: string): Observation<OsRelease> {
  const found = readOsRelease(text);
  const isForeign = found.fields.size === 0 && text.trim() !== '';
  return isForeign ? failed('os-release assigns nothing') : value(found);
}

/** Never throws: what is no assignment is passed over. */
export function readOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, raw] = /^\s*([A-Z][A-Z0-9_]*)=(.*)$/s.exec(line) ?? [];
    if (name !== undefined && raw !== undefined) fields.set(name, unquoted(raw.trim()));
  }
  const optional = (name: string): string | undefined => fields.get(name) || undefined;
  const versionId = optional('VERSION_ID');
  const codename = optional('VERSION_CODENAME');
  const variantId = optional('VARIANT_ID');
  return {
    id: optional('ID') ?? 'linux',
    idLike: (optional('ID_LIKE') ?? '').split(/\s+/).filter((word) => word !== ''),
    ...(versionId === undefined ? {} : { versionId }),
    ...(codename === undefined ? {} : { codename }),
    ...(variantId === undefined ? {} : { variantId }),
    prettyName: optional('PRETTY_NAME') ?? optional('NAME') ?? 'Linux',
    fields,
  };
}

/** One shell word without expansion: quotes may stand around it, a backslash hides one character. */
function unquoted(raw: string): string {
  const quote = raw[0];
  if (quote === "'") return raw.slice(1, closing(raw, quote));
  if (quote !== '"') return raw.replace(/\\(.)/g, '$1');
  return raw.slice(1, closing(raw, quote)).replace(/\\([$"\\`])/g, '$1');
}

function closing(raw: string, quote: string): number {
  for (let i = 1; i < raw.length; i++) {
    if (quote === '"' && raw[i] === '\\') i++;
    else if (raw[i] === quote) return i;
  }
  return raw.length;
}
