/** One field of a rule: `-F auid>=1000`. */
export interface AuditFilter {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

/** A rule as auditctl(8) takes it; a watch (`-w`) and its long form are told apart by `watch` alone. */
export interface AuditRule {
  readonly action: 'always' | 'never';
  /** `exit`, `task`, `user`, `exclude`, `filesystem`. */
  readonly list: string;
  /** The object of `-w`, `-F path=` or `-F dir=`. */
  readonly path?: string;
  /** `tree` covers what lies below, `file` the path alone. */
  readonly reach?: 'file' | 'tree';
  /** Of `rwxa`; undefined where the rule names none. */
  readonly perms?: string;
  readonly keys: readonly string[];
  readonly syscalls: readonly string[];
  readonly arch?: string;
  /** Every other field, which narrows the rule. */
  readonly filters: readonly AuditFilter[];
  readonly watch: boolean;
}

/** What a list of rules amounts to, `-D` and `-W` carried out. */
export interface AuditRuleSet {
  readonly rules: readonly AuditRule[];
  /** `-e`: 0 off, 1 on, 2 locked until a reboot. */
  readonly enabled?: string;
  readonly backlog?: string;
  readonly failure?: string;
  readonly loginIdsImmutable: boolean;
  /** Lines that are no rule known here: they may add or take away one. */
  readonly unread: readonly string[];
}

const WORD = /"[^"]*"|'[^']*'|[^\s"']+/g;
const FIELD = /^([a-z][a-z0-9_]*)(!=|>=|<=|&=|=|>|<|&)(.*)$/i;

interface Building {
  rules: AuditRule[];
  enabled?: string;
  backlog?: string;
  failure?: string;
  loginIdsImmutable: boolean;
  unread: string[];
}

/** Reads what `auditctl -R` reads or `auditctl -l` prints, line by line. Never throws. */
export function parseAuditRules(text: string): AuditRuleSet {
  const set: Building = { rules: [], loginIdsImmutable: false, unread: [] };
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line === 'No rules') continue;
    takeLine(set, line);
  }
  return set;
}

function takeLine(set: Building, line: string): void {
  const words = (line.match(WORD) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
  const [option = '', argument = ''] = words;
  if (option === '-e') set.enabled = argument;
  else if (option === '-b') set.backlog = argument;
  else if (option === '-f') set.failure = argument;
  else if (option === '--loginuid-immutable') set.loginIdsImmutable = true;
  else if (option === '-D') set.rules = words[1] === '-k' ? withoutKey(set.rules, words[2]) : [];
  else if (option === '-W') unwatch(set, words, line);
  else if (/^(-w|-a|-A)$/.test(option)) takeRule(set, words, line);
  else if (!HARMLESS.has(option)) set.unread.push(line);
}

const withoutKey = (rules: AuditRule[], key?: string): AuditRule[] =>
  rules.filter(({ keys }) => key === undefined || !keys.includes(key));

/** Only the very rule is taken back: path, permissions and keys. */
function unwatch(set: Building, words: readonly string[], line: string): void {
  const gone = parseRule(['-w', ...words.slice(1)]);
  if (gone === undefined) set.unread.push(line);
  const identity = (rule?: AuditRule) =>
    `${rule?.path} ${[...(rule?.perms ?? '')].sort().join('')} ${rule?.keys.join(' ')}`;
  set.rules = set.rules.filter((rule) => !(rule.watch && identity(rule) === identity(gone)));
}

/** Settings that neither add nor remove a rule. */
const HARMLESS = new Set([
  '-r',
  '-i',
  '-c',
  '-s',
  '-q',
  '-t',
  '--backlog_wait_time',
  '--reset-lost',
]);

function takeRule(set: Building, words: readonly string[], line: string): void {
  const rule = parseRule(words);
  if (rule === undefined) set.unread.push(line);
  else if (words[0] === '-A') set.rules.unshift(rule);
  else set.rules.push(rule);
}

function parseRule(words: readonly string[]): AuditRule | undefined {
  const options: (readonly [string, string])[] = [];
  for (let at = 0; at < words.length; at += 2) options.push([words[at] ?? '', words[at + 1] ?? '']);
  if (options.some(([option, of]) => !/^-[waASFCkp]$/.test(option) || of === '')) return undefined;
  const all = (name: string) => options.flatMap(([option, of]) => (option === name ? [of] : []));
  const fields = all('-F').map(fieldOf);
  if ([...fields, ...all('-C').map(fieldOf)].includes(undefined)) return undefined;
  const known = fields.flatMap((field) => field ?? []);
  const equal = (name: string) =>
    known.findLast(({ field, operator }) => field === name && operator === '=')?.value;
  const place = placeOf(all('-w')[0], equal('dir'), equal('path'));
  const head = headOf(words);
  if (head === undefined) return undefined;
  const perms = all('-p')[0] ?? equal('perm') ?? (words[0] === '-w' ? 'rwxa' : undefined);
  const arch = equal('arch');
  return {
    ...head,
    ...place,
    ...(perms === undefined ? {} : { perms }),
    ...(arch === undefined ? {} : { arch }),
    keys: [...all('-k'), ...known.flatMap((one) => (one.field === 'key' ? one.value : []))],
    syscalls: all('-S').flatMap((list) => list.split(',')),
    filters: [
      ...known.filter((one) => one.operator !== '=' || !OWN_FIELDS.has(one.field)),
      ...all('-C').flatMap((text) => fieldOf(text) ?? []),
    ],
    watch: words[0] === '-w',
  };
}

const OWN_FIELDS = new Set(['path', 'dir', 'perm', 'key', 'arch']);

function headOf(words: readonly string[]): Pick<AuditRule, 'action' | 'list'> | undefined {
  if (words[0] === '-w') return { action: 'always', list: 'exit' };
  // auditctl takes both orders.
  const parts = words[1]?.split(',') ?? [];
  const action = parts.find((part) => part === 'always' || part === 'never');
  const list = parts.find((part) => part !== action);
  if (parts.length !== 2 || list === undefined) return undefined;
  return action === 'always' || action === 'never' ? { action, list } : undefined;
}

function fieldOf(text: string): AuditFilter | undefined {
  const [, field, operator, of] = FIELD.exec(text) ?? [];
  if (field === undefined || operator === undefined || of === undefined) return undefined;
  return { field, operator, value: of };
}

function placeOf(watched?: string, dir?: string, path?: string): Pick<AuditRule, 'path' | 'reach'> {
  const tree = watched ?? dir;
  if (tree !== undefined) return { path: trimmed(tree), reach: 'tree' };
  return path === undefined ? {} : { path: trimmed(path), reach: 'file' };
}

const trimmed = (path: string): string => path.replace(/(?<=.)\/+$/, '');
