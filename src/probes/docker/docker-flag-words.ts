/** A word as it stands on a command line; `open` when it stands for something that was not read. */
export interface FlagWord {
  readonly text: string;
  readonly open: boolean;
}

export interface Flag {
  /** Its long name; empty when the word is no flag. */
  readonly name: string;
  readonly value: string;
  readonly word: string;
  readonly open: boolean;
}

/** Flags without a value (`flags.Bool…` in moby cmd/dockerd): the next word is none of theirs. */
export const BOOLEANS: ReadonlySet<string> = new Set([
  'allow-direct-routing',
  'cri-containerd',
  'debug',
  'disable-legacy-registry',
  'experimental',
  'help',
  'icc',
  'init',
  'ip-forward',
  'ip-forward-no-drop',
  'ip-masq',
  'ip6tables',
  'iptables',
  'ipv6',
  'live-restore',
  'no-new-privileges',
  'raw-logs',
  'restart',
  'rootless',
  'selinux-enabled',
  'tls',
  'tlsverify',
  'userland-proxy',
  'validate',
  'version',
]);

const SHORT: Readonly<Record<string, string>> = {
  D: 'debug',
  G: 'group',
  H: 'host',
  b: 'bridge',
  g: 'data-root',
  h: 'help',
  l: 'log-level',
  p: 'pidfile',
  r: 'restart',
  s: 'storage-driver',
  v: 'version',
};

/** Flags by pflag's rules: `--name value`, `--name=value`, `-Dl debug`; `--` ends them. */
export function flagsOf(words: readonly FlagWord[]): readonly Flag[] {
  const flags: Flag[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    if (word === undefined || word.text === '--') break;
    const { found, used } = flagsAt(word, words[at + 1]);
    flags.push(...found);
    at += used;
  }
  return flags;
}

interface Taken {
  readonly found: readonly Flag[];
  /** Words that belong to it. */
  readonly used: 1 | 2;
}

function flagsAt(word: FlagWord, next: FlagWord | undefined): Taken {
  const [, name, equals, value = ''] = /^--([A-Za-z][\w-]*)(=(.*))?$/s.exec(word.text) ?? [];
  if (name !== undefined && equals !== undefined) return only({ name, value, ...wordOf(word) });
  if (name !== undefined) return withNext(name, word, next);
  if (/^-[A-Za-z]/.test(word.text)) return shortFlags(word, next);
  return only({ name: '', value: '', ...wordOf(word) });
}

const only = (flag: Flag): Taken => ({ found: [flag], used: 1 });
const wordOf = ({ text, open }: FlagWord) => ({ word: text, open });

/** An empty value leaves no word in what is read of /proc: then the next flag follows at once. */
function withNext(name: string, word: FlagWord, next: FlagWord | undefined): Taken {
  if (BOOLEANS.has(name)) return only({ name, value: 'true', ...wordOf(word) });
  if (next === undefined || /^--[a-z]/.test(next.text)) {
    return only({ name, value: '', ...wordOf(word) });
  }
  const text = `${word.text} ${next.text}`;
  return { found: [{ name, value: next.text, word: text, open: next.open }], used: 2 };
}

function shortFlags(word: FlagWord, next: FlagWord | undefined): Taken {
  const found: Flag[] = [];
  const letters = word.text.slice(1);
  for (const [at, letter] of [...letters].entries()) {
    const name = SHORT[letter] ?? letter;
    const rest = letters.slice(at + 1);
    if (BOOLEANS.has(name) && !rest.startsWith('=')) {
      found.push({ name, value: 'true', ...wordOf(word) });
      continue;
    }
    if (rest !== '') found.push({ name, value: rest.replace(/^=/, ''), ...wordOf(word) });
    else {
      const last = withNext(name, word, next);
      return { found: [...found, ...last.found], used: last.used };
    }
    break;
  }
  return { found, used: 1 };
}
