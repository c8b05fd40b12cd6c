type Verdict = 'accept' | 'deny' | 'return' | 'jump' | 'goto';

export interface FilterRule {
  /** As the tool prints it. */
  readonly text: string;
  /** Undefined for a rule that only counts, logs or marks. */
  readonly verdict?: Verdict;
  /** Of jump and goto. */
  readonly target?: string;
  /** Whether it holds for every packet. */
  readonly always: boolean;
}

/** A chain of nftables or iptables. */
export interface FilterChain {
  /** `ip`, `ip6`, `inet`, `bridge`, … */
  readonly family: string;
  readonly table: string;
  readonly name: string;
  /** Of a base chain that filters: `input`, `forward`, `output`; undefined for one of another type, or none. */
  readonly hook?: string;
  readonly policy: 'accept' | 'deny';
  readonly rules: readonly FilterRule[];
  readonly legacy: boolean;
}

type Open = { -readonly [K in keyof FilterChain]: FilterChain[K] } & { rules: FilterRule[] };

const NFT_BASE = /^type (\S+) hook (\S+) (?:devices? .*)?priority [^;]*;(?: policy (\w+);)?/;

/** What `nft list ruleset` prints: a table, in it chains, in them a rule a line, each a tab deeper. */
export function nftChains(lines: readonly string[]): readonly FilterChain[] {
  const chains: Open[] = [];
  let table = { family: '', name: '' };
  let open: Open | undefined;
  for (const line of lines) {
    const [, family = '', name, chain] = NFT_HEAD.exec(line) ?? [];
    if (name !== undefined) table = { family, name };
    if (chain !== undefined) {
      open = newChain(table.family, table.name, chain, false);
      chains.push(open);
    } else if (/^\t?[}\w]/.test(line)) open = undefined;
    else if (open !== undefined) keepNft(open, line.trim());
  }
  return chains;
}

const NFT_HEAD = /^(?:table (\S+) (\S+) \{$|\tchain (\S+) \{)/;

function keepNft(chain: Open, line: string): void {
  const [, type, hook, policy] = NFT_BASE.exec(line) ?? [];
  if (hook === undefined) {
    chain.rules.push(nftRule(line));
    return;
  }
  if (type === 'filter') chain.hook = hook;
  chain.policy = policy === 'drop' ? 'deny' : 'accept';
}

const newChain = (family: string, table: string, name: string, legacy: boolean): Open => ({
  family,
  table,
  name,
  policy: 'accept',
  rules: [],
  legacy,
});

/** Words that neither decide for a packet nor choose among packets. */
const NFT_ASIDE =
  /\b(comment ""|counter( packets \d+ bytes \d+)?|log( (prefix ""|level \w+|flags( \w+)+|group \d+|snaplen \d+|queue-threshold \d+))*)/g;

function nftRule(text: string): FilterRule {
  const bare = text
    .replace(/"[^"]*"/g, '""')
    .replace(NFT_ASIDE, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [, before = '', word = '', target] =
    /^(.*?)\b(accept|drop|reject(?: with .*)?|return|(?:jump|goto) (\S+))$/.exec(bare) ?? [];
  if (word === '') return { text, always: bare === '' };
  return { text, ...verdictOf(word, target), always: before.trim() === '' };
}

function verdictOf(word: string, target?: string): Pick<FilterRule, 'verdict' | 'target'> {
  if (/^accept$/i.test(word)) return { verdict: 'accept' };
  if (/^return$/i.test(word)) return { verdict: 'return' };
  if (/^(drop|reject)/i.test(word)) return { verdict: 'deny' };
  if (target === undefined) return {};
  return { verdict: word.startsWith('goto') ? 'goto' : 'jump', target };
}

/** What iptables-save and ip6tables-save print: `*table`, `:CHAIN POLICY`, `-A CHAIN …`. */
export function savedChains(
  lines: readonly string[],
  family: 'ip' | 'ip6',
  legacy: boolean,
): readonly FilterChain[] {
  const chains = new Map<string, Open>();
  let table = '';
  for (const line of lines) {
    const [, start, name, policy = '-', of, rule = ''] = SAVED.exec(line) ?? [];
    if (start !== undefined) table = start;
    if (name !== undefined) {
      chains.set(`${table} ${name}`, baseOf(newChain(family, table, name, legacy), policy));
    }
    chains.get(`${table} ${of}`)?.rules.push(savedRule(rule));
  }
  return [...chains.values()];
}

const SAVED = /^(?:\*(\w+)$|:(\S+) (\S+)|-A (\S+) ?(.*)$)/;

/** A chain with a policy is one that the kernel calls. */
function baseOf(chain: Open, policy: string): Open {
  if (policy === '-') return chain;
  if (chain.table === 'filter') chain.hook = chain.name.toLowerCase();
  if (policy === 'DROP') chain.policy = 'deny';
  return chain;
}

/** Targets that end nothing. */
const ASIDE_TARGETS =
  /^(LOG|NFLOG|MARK|CONNMARK|TRACE|CT|SECMARK|CONNSECMARK|SET|TCPMSS|CHECKSUM|CLASSIFY|DSCP|TEE|AUDIT)$/;

function savedRule(text: string): FilterRule {
  const bare = text.replace(/-m comment --comment ("(?:[^"\\]|\\.)*"|\S+)/g, '').trim();
  const [, before = '', flag, target = ''] = /^(.*?)(?:^|\s)-([jg]) (\S+)/.exec(bare) ?? [];
  if (flag === undefined) return { text, always: bare === '' };
  const always = before.trim() === '';
  if (/^(ACCEPT|DROP|REJECT|RETURN)$/.test(target)) return { text, ...verdictOf(target), always };
  if (ASIDE_TARGETS.test(target) || /^[A-Z]*NAT$/.test(target)) return { text, always };
  return { text, verdict: flag === 'g' ? 'goto' : 'jump', target, always };
}
