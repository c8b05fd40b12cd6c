import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, stats } from '../files/stat.ts';
import { signaturePolicy } from './signature-policy.ts';

/** A key that the signature policy names, and what is there. */
export interface PolicyKey {
  readonly path: string;
  readonly file?: FileStat;
}

/** Where distributions and manuals keep such keys: what a policy names elsewhere is not collected. */
const PATTERNS = [
  '/etc/pki/rpm-gpg/*',
  '/etc/pki/containers/*',
  '/etc/pki/sigstore/*',
  '/etc/containers/*.pub',
  '/etc/containers/keys/*',
  '/etc/containers/pki/*',
  '/etc/crio/keys/*',
  '/usr/share/containers/keys/*',
] as const;

const FOUND = Object.fromEntries(PATTERNS.map((pattern) => [pattern, stats(pattern)]));

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Absent where no policy names a key. */
export const policyKeyFiles: Derived<readonly PolicyKey[]> = derived(
  'policy-keys:',
  { policy: signaturePolicy, found: derived('policy-key-files:', FOUND, (seen) => value(seen)) },
  ({ policy, found }): Observation<readonly PolicyKey[]> => {
    if (policy.state !== 'value') return policy;
    if (found.state !== 'value') return found;
    const all = [policy.value.byDefault, ...policy.value.scopes.map(({ needs }) => needs)].flat();
    const paths = [...new Set(all.flatMap(({ keys }) => keys))];
    if (paths.length === 0) return absent('the signature policy names no key');
    const keys: PolicyKey[] = [];
    for (const path of paths) {
      const pattern = PATTERNS.find((one) => isIn(path, one));
      const seen = pattern === undefined ? undefined : found.value[pattern];
      if (seen === undefined) return failed(`the key ${visibleLine(path, 200)} is not collected`);
      if (seen.state !== 'value') return seen;
      const file = seen.value.find((one) => one.path === path);
      keys.push(file === undefined ? { path } : { path, file });
    }
    return value(keys);
  },
);

const isIn = (path: string, pattern: string): boolean =>
  folderOf(path) === folderOf(pattern) && (!pattern.endsWith('.pub') || path.endsWith('.pub'));
