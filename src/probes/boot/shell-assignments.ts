/** A value that only running the script would tell. */
export const UNKNOWABLE = Symbol('unknowable');

export type Assigned = string | typeof UNKNOWABLE;

/**
 * Variables that files assign which a shell sources in turn, as it does /etc/default/grub:
 * quotes, `$NAME` of variables assigned before, `NAME+=…`, line ends hidden by a backslash.
 * A value that rests on a command, on another variable or on a branch is unknowable.
 */
export function shellAssignments(scripts: readonly string[]): ReadonlyMap<string, Assigned> {
  const known = new Map<string, Assigned>();
  for (const script of scripts) {
    let depth = 0;
    for (const line of linesOf(script)) {
      const { opens, closes } = bracketsOf(line);
      assign(line, depth > 0 || opens > 0, known);
      depth = Math.max(0, depth + opens - closes);
    }
  }
  return known;
}

function assign(line: string, branch: boolean, known: Map<string, Assigned>): void {
  for (const { name, adds, raw, conditional } of assignmentsOf(line)) {
    const now = branch || conditional ? UNKNOWABLE : evaluated(raw, known);
    known.set(name, adds ? joined(known.get(name) ?? '', now) : now);
  }
}

const linesOf = (script: string): readonly string[] =>
  script
    .replaceAll('\r', '')
    .replace(/\\\n/g, '')
    .split('\n')
    .filter((line) => !/^\s*#/.test(line));

/** How often a line opens a branch, a loop or a function, and closes one. */
function bracketsOf(line: string): { readonly opens: number; readonly closes: number } {
  return {
    opens: line.match(/^\s*(if|case|for|while|until)\b|\(\)\s*\{/g)?.length ?? 0,
    closes: line.match(/(^|;|\s)(fi|esac|done)\s*(;|$)|^\s*\}/g)?.length ?? 0,
  };
}

function assignmentsOf(line: string) {
  const found = line.matchAll(
    /(^|;|&&|\|\||\b(?:then|else|do)\s)\s*(?:export\s+)?([A-Za-z_]\w*)(\+?)=/g,
  );
  return [...found].map((match) => ({
    name: match[2] ?? '',
    adds: match[3] === '+',
    conditional: match[1] === '&&' || match[1] === '||',
    raw: line.slice(match.index + match[0].length),
  }));
}

const joined = (a: Assigned, b: Assigned): Assigned =>
  typeof a === 'string' && typeof b === 'string' ? a + b : UNKNOWABLE;

/** Quoted and bare pieces of one word. */
const PIECE = /'([^']*)'|"((?:[^"\\]|\\.)*)"|((?:[^\s'";&|\\]|\\.)+)/gy;

function evaluated(raw: string, known: ReadonlyMap<string, Assigned>): Assigned {
  let result: Assigned = '';
  let end = 0;
  for (const match of raw.matchAll(PIECE)) {
    const [whole, single, double, bare = ''] = match;
    end = match.index + whole.length;
    result = joined(result, single ?? expanded(double ?? bare, double !== undefined, known));
  }
  // A quote left open goes on in the next line.
  return /^["']/.test(raw.slice(end)) ? UNKNOWABLE : result;
}

function expanded(text: string, quoted: boolean, known: ReadonlyMap<string, Assigned>): Assigned {
  let unknowable = false;
  const result = text.replace(
    /\\(.)|\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}|[$`]/g,
    (whole, hidden?: string, name?: string, braced?: string) => {
      if (hidden !== undefined) return quoted && !/[$`"\\]/.test(hidden) ? whole : hidden;
      const value = known.get(name ?? braced ?? '');
      if (typeof value === 'string') return value;
      unknowable = true;
      return '';
    },
  );
  return unknowable ? UNKNOWABLE : result;
}
