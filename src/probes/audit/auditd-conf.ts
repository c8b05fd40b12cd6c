import { type Observation, value } from '../../model/observation.ts';
import { textProbe } from '../files/file-text.ts';

/** Settings of auditd.conf(5), names and words in lower case; the last of a name counts. */
export type AuditdSettings = ReadonlyMap<string, string>;

/** What auditd.conf sets. Absent where it is not there: auditd then does not start. */
export const auditdSettings = textProbe(
  'auditd-settings',
  '/etc/audit/auditd.conf',
  (content): Observation<AuditdSettings> => value(parseAuditdConf(content)),
);

/**
 * `name = value`, names and words in any case; a line that begins with `#` is none. Never throws.
 */
export function parseAuditdConf(content: string): AuditdSettings {
  const found = new Map<string, string>();
  for (const line of content.split('\n')) {
    const [, name, text = ''] = /^\s*([A-Za-z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) found.set(name.toLowerCase(), text.toLowerCase());
  }
  return found;
}
