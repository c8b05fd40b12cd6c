import { failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText, type TextFile } from '../files/file-text.ts';

/** One assignment of apt's configuration. */
export interface AptSetting {
  /** In lower case, as apt compares them: `apt::periodic::unattended-upgrade`; of a list, the list's name. */
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** One entry of a list, which joins the others instead of replacing them. */
  readonly listed: boolean;
}

/** Every assignment in the order that apt reads them, what `#clear` took away left out. */
export interface AptConfig {
  readonly settings: readonly AptSetting[];
}

/** apt.conf(5): the parts in order of their names, then the main file; the last assignment of a name wins. */
export const aptConfig: Derived<AptConfig> = derived(
  'apt-config',
  { parts: filesText('/etc/apt/apt.conf.d/*'), main: fileText('/etc/apt/apt.conf') },
  ({ parts, main }): Observation<AptConfig> => {
    if (parts.state !== 'value') return parts;
    const text = presentText(main);
    if (text.state !== 'value') return text;
    const files = parts.value.filter(({ path }) => isPart(path));
    const last = { path: '/etc/apt/apt.conf', content: text.value ?? '' };
    return parsedConfig([...files, last]);
  },
);

/** Names that apt reads in a folder of parts: no extension but `.conf`, and no odd character. */
const isPart = (path: string): boolean => /\/[\w-]+(\.conf)?$/.test(path);

function parsedConfig(files: readonly TextFile[]): Observation<AptConfig> {
  let settings: AptSetting[] = [];
  for (const file of files) {
    const read = readFile(file, settings);
    if (read === undefined) return failed(`${file.path} is no configuration of apt`);
    settings = read;
  }
  return value({ settings });
}

/** The one value of a name; undefined where nothing sets it. */
export const aptValue = ({ settings }: AptConfig, name: string): AptSetting | undefined =>
  settings.findLast((one) => one.name === name.toLowerCase() && !one.listed);

/** The entries of a list. */
export const aptList = ({ settings }: AptConfig, name: string): readonly AptSetting[] =>
  settings.filter((one) => one.name === name.toLowerCase() && one.listed);

/** apt's own words for true; a number other than 0 is one too. */
export const isAptTrue = (text: string): boolean =>
  /^(yes|true|with|on|enable)$/i.test(text) || (/^-?\d+$/.test(text) && Number(text) !== 0);

/** Comments, `#clear NAME;`, quoted words, braces, semicolons and bare words. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|#clear\s+([^\s;]+)[^;\n]*;|#[^\n]*|"([^"\n]*)"|([{};])|([^\s{};"]+)/g;

interface Parsing {
  settings: AptSetting[];
  readonly path: string;
  readonly scope: string[];
  words: { readonly text: string; readonly quoted: boolean }[];
}

/** Undefined where braces do not close, as after a text that was no configuration. */
function readFile(file: TextFile, before: readonly AptSetting[]): AptSetting[] | undefined {
  const state: Parsing = { settings: [...before], path: file.path, scope: [], words: [] };
  for (const [, clear, quoted, mark, bare] of file.content.matchAll(TOKEN)) {
    if (clear !== undefined) removeBelow(state, clear);
    else if (mark !== undefined && !marked(state, mark)) return undefined;
    const text = quoted ?? bare;
    if (text !== undefined) state.words.push({ text, quoted: quoted !== undefined });
  }
  return state.scope.length === 0 ? state.settings : undefined;
}

/** False where a brace closes what none opened. */
function marked(state: Parsing, mark: string): boolean {
  if (mark === '{') {
    open(state);
    return true;
  }
  assign(state);
  return mark === ';' || state.scope.pop() !== undefined;
}

function open(state: Parsing): void {
  state.scope.push((state.words[0]?.text ?? '').toLowerCase());
  state.words = [];
}

function removeBelow(state: Parsing, name: string): void {
  const gone = name.toLowerCase().replace(/::$/, '');
  state.settings = state.settings.filter(
    (one) => one.name !== gone && !one.name.startsWith(`${gone}::`),
  );
}

/** `NAME "value"`, `NAME:: "value"` and, in a list, `"value"` alone. */
function assign(state: Parsing): void {
  const [first, second] = state.words;
  state.words = [];
  if (first === undefined) return;
  const alone = second === undefined;
  const key = alone && first.quoted ? '' : first.text.toLowerCase();
  const text = alone ? (first.quoted ? first.text : '') : second.text;
  const scope = state.scope.filter((part) => part !== '').join('::');
  const listed = key === '' || key.endsWith('::');
  const own = key.replace(/::$/, '');
  const name = [scope, own].filter((part) => part !== '').join('::');
  state.settings.push({ name, value: text, path: state.path, listed });
}
