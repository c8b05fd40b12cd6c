import { closeSync, openSync, type Stats, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { quoted } from '../model/quoted.ts';
import { visibleLine } from '../model/visible-text.ts';
import { codeOf } from '../yaml/text-file.ts';
import type { NamedFile, OpensshWish } from './draft.ts';
import type { InventoryFormat } from './formats/names.ts';
import { openSource, readSource, type Source } from './formats/source.ts';
import { isOwnSshConfig } from './formats/ssh-config-hosts.ts';
import type { ParsedInventory } from './parse.ts';
import { UNDECIDED } from './ssh-config/undecided.ts';
import type { Account } from './target.ts';

/** Paths of its policy are absolute. */
export interface LoadedInventory extends Omit<ParsedInventory, 'files'> {
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly hash: string;
}

const OPEN_TO_OTHERS = 0o077;

/** Whoever runs hostward. */
export function currentAccount(): Account {
  return { user: userInfo().username, homeDirectory: homedir() };
}

/** How an inventory is to be taken, beyond what stands in it. */
export interface LoadOptions {
  /** Asks the ssh command, or its configuration, about all hosts. */
  readonly viaOpenssh?: OpensshWish;
  /** Hosts of a list or of a configuration of ssh are not what that configuration says. */
  readonly ignoreSshConfig?: boolean;
  /** Keys and known hosts are looked for by other machines, not here. */
  readonly isContactedElsewhere?: boolean;
  /** Told by the text unless given. */
  readonly format?: InventoryFormat;
}

/**
 * Reads an inventory and looks at the files that it names. A program is run with `--list`.
 * @param path a file, `-` for standard input, or `ssh_config:FILE`.
 * @throws UsageError with every problem of the inventory, or else of those files.
 */
export function loadInventory(
  path: string,
  account: Account = currentAccount(),
  options: LoadOptions = {},
): LoadedInventory {
  const source = openSource(path, options.format);
  const folder = dirname(resolve(source.path));
  const { files, policy, ...inventory } = readSource(source, {
    homeDirectory: account.homeDirectory,
    defaultUser: account.user,
    inventoryDirectory: folder,
    ...wishOf(source, account, options),
  });
  const looked = options.isContactedElsewhere ? [] : files;
  const problems = looked.flatMap((file) => {
    const problem = problemOf(file);
    return problem === undefined ? [] : [`${file.position} ${problem}`];
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const absolute = (paths: readonly string[]) => paths.map((each) => resolve(folder, each));
  return {
    ...inventory,
    policy: {
      profiles: absolute(policy.profiles),
      waivers: absolute(policy.waivers),
      attestations: absolute(policy.attestations),
    },
    hash: source.hash,
  };
}

function wishOf(
  { format, path }: Source,
  { homeDirectory }: Account,
  { viaOpenssh, ignoreSshConfig = false }: LoadOptions,
): { readonly viaOpenssh?: OpensshWish } {
  const isFile = format === 'ssh-config' && !isOwnSshConfig(path, homeDirectory);
  const configFile = isFile ? { configFile: resolve(path) } : {};
  if (viaOpenssh !== undefined) return { viaOpenssh: { ...configFile, ...viaOpenssh } };
  const follows = format === 'ssh-config' || format === 'list';
  return follows && !ignoreSshConfig ? { viaOpenssh: { reason: UNDECIDED, ...configFile } } : {};
}

const KINDS = { identityFiles: 'identity file', knownHosts: 'known hosts file' } as const;

function problemOf({ kind, path }: NamedFile): string | undefined {
  const file = `${KINDS[kind]} ${quoted(path)}`;
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return `${file} is a directory; expected a file`;
    closeSync(openSync(path, 'r'));
    return kind === 'identityFiles' ? problemOfKey(stats, path, file) : undefined;
  } catch (cause) {
    return codeOf(cause) === 'ENOENT'
      ? `${file} does not exist; expected a file that is there`
      : `${file} cannot be read (${codeOf(cause)}); expected one that this account may read`;
  }
}

/** The rule of OpenSSH: it looks at the mode of keys that belong to the account itself. */
function problemOfKey(stats: Stats, path: string, file: string): string | undefined {
  if (path.endsWith('.pub')) return `${file} is a public key; expected the private key beside it`;
  const own = stats.uid === userInfo().uid;
  if (!own || (stats.mode & OPEN_TO_OTHERS) === 0) return undefined;
  return `${file} is open to others (mode ${octal(stats)}); expected mode 0600, run: chmod 600 ${visibleLine(path)}`;
}

const octal = (stats: Stats): string => `0${(stats.mode & 0o777).toString(8)}`;
