import { failed, type Gap, type Observation, value } from '../../model/observation.ts';
import type { Mismatch } from '../../model/verdict.ts';
import { visibleLine } from '../../model/visible-text.ts';
import {
  hasLoginShell,
  type PasswdEntry,
  passwdEntries,
  unclearPasswdLine,
} from '../accounts/passwd-entries.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, octal } from '../files/stat.ts';
import { HOME_FILES } from '../readers/named-paths.ts';
import { everybodys, type SshdConfig, sshdConfig } from '../ssh/sshd-config.ts';
import { type Keepers, keepers } from './keepers.ts';
import type { KeptPaths } from './kept-paths.ts';
import { type NamedPaths, namedPaths } from './named-paths.ts';

/** Accounts that somebody can log in with, by the host's own file, and a home of their own. */
const people = (entries: readonly PasswdEntry[]): readonly PasswdEntry[] =>
  entries.filter((entry) => hasLoginShell(entry) && /^\/./.test(entry.home));

const cutGap = ({ cut }: NamedPaths): Gap | undefined =>
  cut.some((what) => what === 'accounts' || what === 'paths')
    ? failed('there are too many accounts to look at all homes')
    : undefined;

/** Whoever a line that is not understood may stand for. */
const lineGap = (unclear: string | undefined): Gap | undefined =>
  unclear === undefined ? undefined : failed(unclear);

/** Where sshd looks for keys: files, and the folders above them. */
export const authorizedKeyPaths: Derived<KeptPaths> = derived(
  'authorized-key-paths:',
  { config: sshdConfig, entries: passwdEntries, unclear: unclearPasswdLine, named: namedPaths },
  ({ config, entries, unclear, named }): Observation<KeptPaths> => {
    if (config.state === 'absent') {
      return value({ none: 'no SSH server of OpenSSH is installed' });
    }
    if (config.state !== 'value') return config;
    if (entries.state !== 'value') return entries;
    if (unclear.state !== 'value') return unclear;
    if (named.state !== 'value') return named;
    const patterns = keyFilesOf(config.value);
    if (patterns.length === 0) return value({ none: 'sshd looks for keys in no file' });
    const paths = people(entries.value).flatMap((entry) =>
      patterns.map((pattern) => ({
        from: entry.name,
        path: expanded(pattern, entry),
        uid: entry.uid,
      })),
    );
    return value({ paths, blind: cutGap(named.value) ?? lineGap(unclear.value) });
  },
);

const DEFAULT_FILES = ['.ssh/authorized_keys', '.ssh/authorized_keys2'];

function keyFilesOf(config: SshdConfig): readonly string[] {
  const all = config.settings.filter(({ keyword }) => keyword === 'authorizedkeysfile');
  const own = everybodys(config, 'authorizedkeysfile')?.args ?? DEFAULT_FILES;
  const matched = all.filter(({ match }) => match !== undefined).flatMap(({ args }) => args);
  return [...new Set([...own, ...matched])].filter((file) => file.toLowerCase() !== 'none');
}

/** sshd_config(5), "TOKENS". */
function expanded(pattern: string, { name, home, uid }: PasswdEntry): string {
  const tokens: Readonly<Record<string, string>> = { h: home, u: name, U: String(uid), '%': '%' };
  const path = pattern.replace(/%(.)/g, (whole, token: string) => tokens[token] ?? whole);
  return path.startsWith('/') ? path : `${home.replace(/\/+$/, '')}/${path}`;
}

/** Files that sshd believes whatever they say: authorities, and programs that it asks for keys. */
export function sshdFilePaths(keywords: readonly [string, ...string[]]): Derived<KeptPaths> {
  return derived(
    `sshd-file-paths:${keywords.join(' ')}`,
    { config: sshdConfig },
    ({ config }): Observation<KeptPaths> => {
      if (config.state === 'absent') {
        return value({ none: 'no SSH server of OpenSSH is installed' });
      }
      if (config.state !== 'value') return config;
      const paths = config.value.settings
        .filter(({ keyword, args }) => keywords.includes(keyword) && args[0]?.startsWith('/'))
        .map(({ args, path }) => ({ from: path, path: args[0] ?? '' }));
      return value(paths.length === 0 ? { none: 'sshd is told of no such file' } : { paths });
    },
  );
}

/** Homes of root and of people, and who may look into them. */
export const homeFolders: Derived<KeptPaths> = ofHomes('home-folders:', (entry, seen) => [
  homeOf(entry, seen),
]);

/** What programs start from or believe in those homes. */
export const homeFiles: Derived<KeptPaths> = ofHomes('home-files:', (entry, seen) =>
  HOME_FILES.map((file) => fileOf(entry, file, seen)),
);

/** Ids of people begin at 1000 (UID_MIN of every distribution that is carried). */
function ofHomes(
  key: string,
  judge: (entry: PasswdEntry, keepers: Keepers) => readonly Judged[],
): Derived<KeptPaths> {
  return derived(
    key,
    { entries: passwdEntries, unclear: unclearPasswdLine, keepers },
    ({ entries, unclear, keepers: seen }): Observation<KeptPaths> => {
      if (entries.state !== 'value') return entries;
      if (unclear.state !== 'value') return unclear;
      if (seen.state !== 'value') return seen;
      const own = people(entries.value).filter(
        ({ uid }) => uid === 0 || (uid >= 1000 && uid !== 65534),
      );
      const judged = own.flatMap((entry) => judge(entry, seen.value));
      return value({
        paths: [],
        wrong: judged.flatMap((one) => one.wrong ?? []),
        blind:
          cutGap(seen.value.named) ??
          judged.find(({ gap }) => gap !== undefined)?.gap ??
          lineGap(unclear.value),
        note: `${own.length} homes`,
      });
    },
  );
}

interface Judged {
  readonly wrong?: Mismatch;
  readonly gap?: Gap;
}

const wrong = (subject: string, expected: string, actual: string): Judged => ({
  wrong: { subject: visibleLine(subject, 300), expected, actual },
});

const shown = ({ mode, owner, group }: FileStat): string => `${octal(mode)} ${owner}:${group}`;

function homeOf({ name, home, uid }: PasswdEntry, { named, isOpenTo }: Keepers): Judged {
  const subject = `${home} of ${name}`;
  const seen = named.at(home);
  if (seen.state === 'absent') return wrong(subject, 'a folder', 'it does not exist');
  if (seen.state !== 'value') return { gap: seen };
  const closed = uid === 0 ? 0o007 : 0o002;
  if (seen.value.type !== 'directory') return wrong(subject, 'a folder', seen.value.type);
  if (seen.value.uid !== uid) return wrong(subject, `owned by ${name}`, shown(seen.value));
  if ((seen.value.mode & closed) !== 0 || isOpenTo(seen.value, 0o020, uid)) {
    const expected = uid === 0 ? 'closed to others' : 'written by the account alone';
    return wrong(subject, expected, shown(seen.value));
  }
  return {};
}

/** Trust in hosts by name, and mail sent on. */
const UNWANTED = new Set(['.forward', '.rhosts', '.shosts']);

/** Start-up files, and what sshd looks at, which has a check of its own. */
const START_UP = /^\.(profile|bash\w*|zshrc)$/;

function fileOf({ home, uid }: PasswdEntry, file: string, { named, isOpenTo }: Keepers): Judged {
  if (file.startsWith('.ssh')) return {};
  const path = `${home.replace(/\/+$/, '')}/${file}`;
  const seen = named.at(path);
  if (seen.state === 'absent') return {};
  if (seen.state !== 'value') return { gap: seen };
  if (UNWANTED.has(file)) return wrong(path, 'absent', 'there');
  const found = seen.value;
  if (found.uid !== uid && found.uid !== 0) {
    return wrong(path, 'owned by the account or root', shown(found));
  }
  const bits = START_UP.test(file) ? 0o022 : 0o066;
  if ((found.mode & bits & 0o007) === 0 && !isOpenTo(found, bits & 0o070, uid)) return {};
  const what = START_UP.test(file) ? 'written' : 'read and written';
  return wrong(path, `${what} by the account alone`, shown(found));
}
