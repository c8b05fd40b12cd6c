import { type Gap, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText } from '../files/file-text.ts';
import type { PamLine } from './pam-lines.ts';
import { opensWithoutTest } from './pam-outcome.ts';
import { modulesOf, type PamModule, pamStacks } from './pam-stacks.ts';
import { hasPassword, shadow } from './shadow.ts';

/** Where passwords are asked for and set, by distribution; services that have no file are left out. */
const LOGINS = ['login', 'sshd', 'common-auth', 'system-auth', 'password-auth'];
const SETTERS = ['passwd', 'common-password', 'system-auth', 'base-password'];

/** Modules that one service asks. */
export interface ServiceModules {
  readonly service: string;
  readonly modules: readonly PamModule[];
}

function modulesFact(
  key: string,
  services: readonly string[],
  kind: PamLine['kind'],
): Derived<readonly ServiceModules[]> {
  return derived(
    key,
    { stacks: pamStacks },
    ({ stacks }): Observation<readonly ServiceModules[]> => {
      if (stacks.state !== 'value') return stacks;
      const found: ServiceModules[] = [];
      for (const service of services) {
        const seen = stacks.value.stack(service, kind);
        if (seen === undefined) continue;
        if (seen.state !== 'value') return seen;
        found.push({ service, modules: modulesOf(seen.value) });
      }
      return value(found);
    },
  );
}

/** Modules that logins ask. Absent without PAM. */
export const loginModules = modulesFact('pam-login-modules:', LOGINS, 'auth');

/** Modules that new passwords pass. Absent without PAM. */
export const passwordModules = modulesFact('pam-password-modules:', SETTERS, 'password');

/** Modules that su asks. Absent without PAM. */
export const suModules = modulesFact('pam-su-modules:', ['su'], 'auth');

/** Whether a password of some account can be guessed; on hosts with keys alone none can. */
export const passwordsInUse: Derived<boolean> = derived(
  'passwords-in-use:',
  { shadow },
  ({ shadow: entries }): Observation<boolean> =>
    entries.state === 'value'
      ? value(entries.value.some((entry) => hasPassword(entry) && !entry.locked))
      : entries,
);

/** Settings `name = value` or a bare name, the last of each; names in small letters. */
export type PlainSettings = ReadonlyMap<string, string>;

function settingsOf(texts: readonly string[]): PlainSettings {
  const lines = texts.flatMap((text) => text.split('\n'));
  return new Map(
    lines.flatMap((line): readonly (readonly [string, string])[] => {
      const [, name, written = ''] =
        /^\s*([A-Za-z_]+)\s*(?:=?\s*([^\s#]*))?/.exec(line.replace(/#.*$/, '')) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), written]];
    }),
  );
}

/** The host's own file, or else the one that packages ship; then those that are read before it. */
function settingsFact(
  key: string,
  main: string,
  vendor: string,
  before?: string,
): Derived<PlainSettings> {
  const from = { main: fileText(main), vendor: fileText(vendor) };
  const folder = before === undefined ? {} : { before: filesText(before) };
  return derived(key, { ...from, ...folder }, (seen): Observation<PlainSettings> => {
    const texts = allOf([presentText(seen.main), presentText(seen.vendor)]);
    if (texts.state !== 'value') return texts;
    const [own, shipped = ''] = texts.value;
    const files = 'before' in seen ? seen.before : value([]);
    if (files.state !== 'value') return files;
    return value(settingsOf([...files.value.map(({ content }) => content), own ?? shipped]));
  });
}

export const faillockConf = settingsFact(
  'faillock-conf:',
  '/etc/security/faillock.conf',
  '/usr/etc/security/faillock.conf',
);

/** The main file wins over the folder, which libpwquality reads first. */
export const pwqualityConf = settingsFact(
  'pwquality-conf:',
  '/etc/security/pwquality.conf',
  '/usr/etc/security/pwquality.conf',
  '/etc/security/pwquality.conf.d/*.conf',
);

/** login.defs(5), SUSE's in /usr. */
export const loginDefs: Derived<PlainSettings> = settingsFact(
  'login-defs:',
  '/etc/login.defs',
  '/usr/etc/login.defs',
);

/** `deny=3`, or a bare word, of a module's arguments; the last counts. */
export const pamArgument = ({ args }: PamModule, name: string): string | undefined =>
  args
    .filter((arg) => arg === name || arg.startsWith(`${name}=`))
    .at(-1)
    ?.slice(name.length + 1);

/** Services whose logins a stranger passes, and the module that lets them. */
interface OpenService {
  readonly service: string;
  readonly by: string;
}

export interface OpenServices {
  readonly open: readonly OpenService[];
  readonly looked: number;
}

/** Services that let people in or make them another account, and what those include. */
const GATES = [
  'login',
  'sshd',
  'su',
  'su-l',
  'sudo',
  'sudo-i',
  'doas',
  'other',
  'remote',
  'common-auth',
  'system-auth',
  'password-auth',
  'base-auth',
];

export const openServices: Derived<OpenServices> = derived(
  'pam-open-services:',
  { stacks: pamStacks },
  ({ stacks }): Observation<OpenServices> => {
    if (stacks.state !== 'value') return stacks;
    const open: OpenService[] = [];
    let gap: Gap | undefined;
    let looked = 0;
    for (const service of GATES) {
      const seen = stacks.value.stack(service, 'auth');
      if (seen === undefined) continue;
      looked += 1;
      if (seen.state !== 'value') gap ??= seen;
      else {
        const by = opensWithoutTest(seen.value);
        if (by !== undefined) open.push({ service, by: visibleLine(by, 200) });
      }
    }
    return open.length === 0 && gap !== undefined ? gap : value({ open, looked });
  },
);
