/** A line of pam.d(5). */
export interface PamLine {
  readonly kind: 'auth' | 'account' | 'password' | 'session';
  /** `-auth`: a module that is not installed is passed over in silence. */
  readonly optionalModule: boolean;
  /** By the value that a module returns, `default` for the rest; or the way to another file. */
  readonly control: ReadonlyMap<string, string> | 'include' | 'substack';
  /** The module without its folder, or the file named. */
  readonly module: string;
  readonly args: readonly string[];
}

/** `@include` of Debian: every kind of line of another file. */
export interface PamInclude {
  readonly file: string;
}

const WORDS: Readonly<Record<string, string>> = {
  required: 'success=ok new_authtok_reqd=ok ignore=ignore default=bad',
  requisite: 'success=ok new_authtok_reqd=ok ignore=ignore default=die',
  sufficient: 'success=done new_authtok_reqd=done default=ignore',
  binding: 'success=done new_authtok_reqd=done ignore=ignore default=bad',
  optional: 'success=ok new_authtok_reqd=ok default=ignore',
};

const actionsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((pair): [string, string] => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at).toLowerCase(), pair.slice(at + 1).toLowerCase()];
      }),
  );

const CONTROLS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(WORDS).map(([word, text]) => [word, actionsOf(text)]),
);

const HEAD = /^(-?)(auth|account|password|session)\s+(\[[^\]]*\]|\S+)\s+(.*)$/is;

/** Lines of a file that PAM takes; undefined in place of one that it would refuse. */
export function pamLines(content: string): readonly (PamLine | PamInclude | undefined)[] {
  return content
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '')
    .map(pamLine);
}

function pamLine(line: string): PamLine | PamInclude | undefined {
  const included = /^@include\s+(\S+)/.exec(line)?.[1];
  if (included !== undefined) return { file: included };
  const [, dash = '', kind = '', control = '', rest = ''] = HEAD.exec(line) ?? [];
  const is = KINDS.find((one) => one === kind.toLowerCase());
  const [module = '', ...args] = wordsOf(rest);
  const means = controlOf(control);
  if (is === undefined || module === '' || means === undefined) return undefined;
  const isFile = means === 'include' || means === 'substack';
  return {
    kind: is,
    optionalModule: dash !== '',
    control: means,
    module: isFile ? module : module.slice(module.lastIndexOf('/') + 1),
    args,
  };
}

const KINDS = ['auth', 'account', 'password', 'session'] as const;

function controlOf(text: string): PamLine['control'] | undefined {
  const word = text.toLowerCase();
  if (word === 'include' || word === 'substack') return word;
  return word.startsWith('[') ? actionsOf(word.slice(1, -1)) : CONTROLS.get(word);
}

/** Brackets keep blanks together: `[query=SELECT x]` is one argument. */
const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\[((?:\\.|[^\]\\])*)\]|(\S+)/gs)].map(
    ([, bracketed, plain]) => bracketed?.replace(/\\(.)/gs, '$1') ?? plain ?? '',
  );
