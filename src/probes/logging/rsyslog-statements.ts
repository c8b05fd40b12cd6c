/** Parameters of an object of RainerScript, names in lower case; of an array its items, by commas. */
export type RsyslogParameters = ReadonlyMap<string, string>;

/** What bears on where logs come from and go to, in the order of the text. */
export type RsyslogStatement =
  /** `$FileCreateMode 0640`, the name in lower case. */
  | { readonly kind: 'directive'; readonly name: string; readonly value: string }
  /** `action(type="omfwd" …)`, the name in lower case. */
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly parameters: RsyslogParameters;
      readonly filter: string;
    }
  /** `@@(o)host:port;template`: one at sign is UDP, two are TCP. */
  | {
      readonly kind: 'forward';
      readonly protocol: 'udp' | 'tcp';
      readonly target: string;
      readonly filter: string;
    }
  /** `-/var/log/syslog`, or a template that makes the name: `?DynFile`. */
  | { readonly kind: 'file'; readonly path: string; readonly filter: string };

/** Strings, and both kinds of comments; what stands within a path is none: `/etc/rsyslog.d/*.conf`. */
const LEXEME =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?<![^\s){};,])#[^\n]*|(?<![^\s){};,])\/\*[\s\S]*?\*\//g;
/** A string is held back while the rest is looked at, so that nothing in it can pass for a statement. */
const HELD = '\uE000';
const OBJECT = /\b(action|global|include|input|main_queue|module)[ \t\r\n]*\(([^()]*)\)/gi;
const PARAMETER = /([\w.]+)\s*=\s*(\[[^\]]*\]|\uE000\d+\uE000)/g;
const STRING = /\uE000(\d+)\uE000/g;
const DIRECTIVE = /^[ \t]*\$([A-Za-z]\w*)[ \t]+(\S.*)$/;
const ACTION =
  /(?<![^\s{])(?:(@@?)(?:\([^)]*\))?(\[[^\]\s]+\]|[^\s:;@(){}]+)(?::\d+)?|-?(\/[^\s;{}]+|\?[^\s;{}]+))(?:;\S*)?/g;

/**
 * Reads what rsyslogd reads: legacy directives, selectors with their actions, and RainerScript.
 * Never throws; what it does not know it passes over.
 */
export function parseRsyslog(text: string): readonly RsyslogStatement[] {
  const strings: string[] = [];
  const masked = text.replaceAll(HELD, '').replace(LEXEME, (lexeme) => {
    if (!/^["']/.test(lexeme)) return ' ';
    strings.push(lexeme.slice(1, -1).replace(/\\(.)/gs, '$1'));
    return `${HELD}${strings.length - 1}${HELD}`;
  });
  const shown = (part: string): string =>
    part.replace(STRING, (_, at: string) => strings[Number(at)] ?? '').trim();
  const found: RsyslogStatement[] = [];
  let from = 0;
  for (const match of masked.matchAll(OBJECT)) {
    const before = masked.slice(from, match.index);
    found.push(...before.split('\n').flatMap((line) => legacyStatements(line, shown)));
    const [whole, name = '', inside = ''] = match;
    found.push({
      kind: 'object',
      name: name.toLowerCase(),
      parameters: parametersOf(inside, shown),
      filter: shown(before.slice(before.lastIndexOf('\n') + 1)),
    });
    from = match.index + whole.length;
  }
  const rest = masked.slice(from).split('\n');
  return [...found, ...rest.flatMap((line) => legacyStatements(line, shown))];
}

type Shown = (part: string) => string;

function parametersOf(inside: string, shown: Shown): RsyslogParameters {
  return new Map(
    [...inside.matchAll(PARAMETER)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      shown(value.replace(/^\[|\]$/g, '')),
    ]),
  );
}

function legacyStatements(line: string, shown: Shown): readonly RsyslogStatement[] {
  const [, name, value] = DIRECTIVE.exec(line) ?? [];
  if (name !== undefined && value !== undefined) {
    return [{ kind: 'directive', name: name.toLowerCase(), value: shown(value) }];
  }
  return [...line.matchAll(ACTION)].map((match): RsyslogStatement => {
    const [, at, target = '', path = ''] = match;
    const filter = shown(line.slice(0, match.index));
    if (at === undefined) return { kind: 'file', path: shown(path), filter };
    return {
      kind: 'forward',
      protocol: at === '@@' ? 'tcp' : 'udp',
      target: shown(target).replace(/^\[|\]$/g, ''),
      filter,
    };
  });
}
