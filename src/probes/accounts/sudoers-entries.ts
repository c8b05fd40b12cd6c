import { plainWord, type SudoersLine, splitOpen, sudoersList } from './sudoers-lines.ts';

export interface SudoCommand {
  /** Program and arguments as written, aliases resolved, digests left out; `ALL`. */
  readonly command: string;
  /** Behind an odd number of `!`. */
  readonly negated: boolean;
  /** May run as root, among others. */
  readonly asRoot: boolean;
  /** `NOPASSWD`, `SETENV`: those in force, the last of a pair. */
  readonly tags: ReadonlySet<string>;
}

/** A line that gives somebody commands. */
export interface SudoRule {
  readonly path: string;
  /** As the rule names them, aliases resolved: `ada`, `%ci`, `#1000`, `ALL`. */
  readonly who: readonly string[];
  readonly commands: readonly SudoCommand[];
}

/** One setting of a Defaults line. */
export interface SudoDefault {
  readonly path: string;
  /** Whom it is for: empty for all, `:ada`, `@host`, `>root`, `!/bin/ls`. */
  readonly scope: string;
  readonly name: string;
  readonly negated: boolean;
  /** How it is given: empty for a flag, or `=`, `+=`, `-=`. */
  readonly how: string;
  readonly value: string;
}

/** By kind (`User`, `Runas`, `Host`, `Cmnd`) and name. */
export type SudoAliases = ReadonlyMap<string, readonly string[]>;

/** Kind and body of a line that defines aliases. */
export const ALIAS = /^(User|Runas|Host|Cmnd|Cmd)_Alias\s+(.*)$/s;

/** `Cmnd_Alias A = x, y : B = z` */
export function sudoAliases(lines: readonly SudoersLine[]): SudoAliases {
  const found = new Map<string, readonly string[]>();
  for (const { text } of lines) {
    const [, kind, body] = ALIAS.exec(text) ?? [];
    if (kind === undefined || body === undefined) continue;
    for (const one of body.split(/\s:\s(?=\s*[A-Z]\w*\s*=)/)) {
      const [, name, list = ''] = /^\s*([A-Z][A-Z0-9_]*)\s*=(.*)$/s.exec(one) ?? [];
      if (name !== undefined)
        found.set(`${kind.replace('Cmd', 'Cmnd')} ${name}`, sudoersList(list));
    }
  }
  return flattened(found);
}

const DEFAULTS = /^Defaults(?:([@:!>])\s*(.*?))?\s+(.*)$/s;

/** `Defaults:ada !authenticate, secure_path = "/bin:/usr/bin"` */
export function sudoDefaults({ path, text }: SudoersLine): readonly SudoDefault[] {
  if (!isDefaults(text)) return [];
  const [scope] = scopeOf(text);
  return settingWords(text).flatMap((setting) => {
    const [, bangs = '', name, how = '', value = ''] =
      /^(!*)\s*([a-z_]+)\s*(?:([+-]?=)\s*(.*))?$/s.exec(setting) ?? [];
    if (name === undefined) return [];
    return [{ path, scope, name, negated: bangs.length % 2 === 1, how, value: plainWord(value) }];
  });
}

export const isDefaults = (text: string): boolean => /^Defaults([@:!>]|\s|$)/.test(text);

/** What a Defaults line sets, as written. */
export const settingWords = (text: string): readonly string[] => sudoersList(scopeOf(text)[1]);

/** A list of names may have blanks around its commas. */
function scopeOf(line: string): readonly [scope: string, settings: string] {
  const text = line.slice('Defaults'.length);
  if (!/^[@:!>]/.test(text)) return ['', text];
  const body = withoutBlanks(text.slice(1).trim());
  const [names = '', ...rest] = splitOpen(body, /\s/, 2);
  return [`${text.charAt(0)}${names}`, rest.join(' ')];
}

/** `who hosts = (as) TAG: command, command : hosts = command` */
export function sudoRule({ path, text }: SudoersLine, aliases: SudoAliases): readonly SudoRule[] {
  if (/^[@#]include/.test(text) || ALIAS.test(text) || DEFAULTS.test(text)) return [];
  const [left = '', right] = splitOpen(text, /=/, 2);
  if (right === undefined) return [];
  const [names = ''] = splitOpen(withoutBlanks(left.trim()), /\s/, 2);
  const who = sudoersList(names).flatMap((name) => resolved('User', name, aliases));
  const commands = right
    .split(/\s:\s+(?=[^\s=:()]+\s*=)/)
    .map((part, at) => (at === 0 ? part : (splitOpen(part, /=/, 2)[1] ?? '')))
    .flatMap((part) => commandsOf(part, aliases));
  return commands.length === 0 ? [] : [{ path, who: who.map(plainWord), commands }];
}

/** Blanks around commas are no ends of lists. */
const withoutBlanks = (text: string): string => text.replace(/(?<!\s)\s*,\s*/g, ',');

const TAG = /^(NO)?(PASSWD|EXEC|SETENV|LOG_INPUT|LOG_OUTPUT|MAIL|FOLLOW|INTERCEPT)\s*:\s*/;
const OPTION =
  /^(ROLE|TYPE|CWD|CHROOT|TIMEOUT|NOTBEFORE|NOTAFTER|APPARMOR_PROFILE)\s*=\s*("[^"]*"|\S+)\s*/;
const DIGEST = /^sha\d+\s*:\s*\S+\s+/;

/** Whom a command runs as, and its tags, hold for the commands that follow it. */
function commandsOf(text: string, aliases: SudoAliases): readonly SudoCommand[] {
  let asRoot = true;
  const tags = new Set<string>();
  return sudoersList(text).flatMap((item) => {
    let rest = item;
    const [whole, runas] = /^\(([^)]*)\)\s*/.exec(rest) ?? [];
    if (whole !== undefined && runas !== undefined) {
      rest = rest.slice(whole.length);
      asRoot = runsAsRoot(runas, aliases);
    }
    for (let found = headOf(rest); found !== undefined; found = headOf(rest)) {
      rest = rest.slice(found.length);
      applyTag(found, tags);
    }
    const inForce = new Set(tags);
    return commandsNamed(rest, aliases).map((one) => ({ ...one, asRoot, tags: inForce }));
  });
}

const headOf = (text: string): string | undefined =>
  (TAG.exec(text) ?? OPTION.exec(text) ?? DIGEST.exec(text))?.[0];

function applyTag(text: string, tags: Set<string>): void {
  const [, no = '', name] = TAG.exec(text) ?? [];
  if (name === undefined) return;
  tags.delete(no === '' ? `NO${name}` : name);
  tags.add(`${no}${name}`);
}

/** A list of users; an empty one, as in `(:group)`, means the caller. */
function runsAsRoot(runas: string, aliases: SudoAliases): boolean {
  const [users = ''] = runas.split(':');
  const names = sudoersList(users).flatMap((name) => resolved('Runas', name, aliases));
  return names.some((name) => /^(root|ALL|#0|%.*|[+].*)$/.test(plainWord(name)));
}

function commandsNamed(
  text: string,
  aliases: SudoAliases,
): readonly Pick<SudoCommand, 'command' | 'negated'>[] {
  const bangs = /^[!\s]*/.exec(text)?.[0] ?? '';
  const negated = bangs.replace(/\s/g, '').length % 2 === 1;
  return resolved('Cmnd', text.slice(bangs.length).trim(), aliases).flatMap((one) => {
    const own = /^[!\s]*/.exec(one)?.[0] ?? '';
    const isOdd = own.replace(/\s/g, '').length % 2 === 1;
    const command = one.slice(own.length).replace(DIGEST, '').trim();
    return command === '' ? [] : [{ command, negated: negated !== isOdd }];
  });
}

/** What an alias may grow to: aliases of aliases multiply. */
const MOST = 2000;

/** A name that is no alias stands for itself, as does one that leads back to itself. */
const resolved = (kind: string, name: string, aliases: SudoAliases): readonly string[] =>
  aliases.get(`${kind} ${name}`) ?? [name];

/** Each alias by what it stands for in the end. */
function flattened(written: SudoAliases): SudoAliases {
  const flat = new Map<string, readonly string[]>();
  const flatten = (key: string, list: readonly string[]): readonly string[] => {
    const known = flat.get(key);
    if (known !== undefined) return known;
    flat.set(key, []);
    const kind = key.slice(0, key.indexOf(' '));
    const whole: string[] = [];
    for (const name of list) {
      const inner = written.get(`${kind} ${name}`);
      const more = inner === undefined ? [name] : flatten(`${kind} ${name}`, inner);
      whole.push(...more.slice(0, MOST - whole.length));
    }
    flat.set(key, whole);
    return whole;
  };
  for (const [key, list] of written) flatten(key, list);
  return flat;
}
