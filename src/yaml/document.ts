import {
  type Document,
  isAlias,
  isMap,
  isNode,
  LineCounter,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml';
import { UsageError } from '../model/errors.ts';
import { quoted } from '../model/quoted.ts';
import { visibleLine } from '../model/visible-text.ts';
import { createLocator, keyText, type Part, type Path, startOf } from './location.ts';

/** A YAML file whose values know their lines, and the problems found in it so far. */
export interface YamlDocument {
  readonly value: unknown;
  /** `file:line:column` of the value at a path, or of the nearest there is above it. */
  readonly position: (path: Path, part?: Part) => string;
  /** Notes a problem, "what was found; what was expected". The same at the same place counts once. */
  readonly report: (path: Path, problem: string, part?: Part) => void;
  /** @throws UsageError with every problem reported, in the order of the file. */
  readonly throwProblems: () => void;
}

/**
 * @param marks texts that stand for values with a tag of their own, by tag: `!vault`.
 * @throws UsageError when the text is no YAML.
 */
export function openDocument(
  text: string,
  fileName: string,
  marks: Readonly<Record<string, string>> = {},
): YamlDocument {
  const lines = new LineCounter();
  const problems = new Map<string, { readonly offset: number; readonly line: string }>();
  const show = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${fileName}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const note = (offset: number, problem: string): void => {
    const line = `${show(offset)} ${problem}`;
    problems.set(line, { offset, line });
  };
  const throwProblems = (): void => {
    if (problems.size === 0) return;
    const sorted = [...problems.values()].sort((a, b) => a.offset - b.offset);
    throw new UsageError(sorted.map((each) => each.line).join('\n'));
  };

  const { document, value } = parse(text, lines, marks, note, throwProblems);
  const offset = createLocator(document.contents);
  return {
    value,
    position: (path, part) => show(offset(path, part)),
    report: (path, problem, part) => note(offset(path, part), problem),
    throwProblems,
  };
}

type Note = (offset: number, problem: string) => void;

function parse(
  text: string,
  lines: LineCounter,
  marks: Readonly<Record<string, string>>,
  note: Note,
  throwProblems: () => void,
): { readonly document: Document.Parsed; readonly value: unknown } {
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      // The library compares each key with all before it: seconds for 20,000 hosts. See noteKeys.
      uniqueKeys: false,
      schema: 'core',
      resolveKnownTags: false,
      customTags: Object.entries(marks).map(([tag, mark]) => ({ tag, resolve: () => mark })),
    });
    for (const error of [...document.errors, ...document.warnings]) {
      note(error.pos[0], syntaxProblem(error));
    }
    throwProblems();
    noteNodes(document, note);
    return { document, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    throwProblems();
    // ReferenceError: aliases that are not there or multiply. RangeError: nested past the stack.
    if (error instanceof ReferenceError) note(0, `not valid YAML: ${visibleLine(error.message)}`);
    else if (error instanceof RangeError) note(0, 'nested too deep; expected a plain file');
    else throw error;
    throwProblems();
    throw error;
  }
}

/** YAML takes `{{name}}` and `[a:c]` for a map and a list unless they are quoted. */
function syntaxProblem({ code, message }: YAMLParseError | YAMLWarning): string {
  return code === 'NON_STRING_KEY'
    ? 'a key that is a map or a list; expected a text: what starts with {{ or [ goes in quotes'
    : `not valid YAML: ${visibleLine(message)}`;
}

function noteNodes(document: Document.Parsed, note: Note): void {
  const anchors = new Set<string>();
  visit(document, (_, node) => {
    if (isMap(node)) noteKeys(node, note);
    if (isAlias(node)) {
      if (!anchors.has(node.source)) {
        note(
          startOf(node) ?? 0,
          `unknown alias ${quoted(`*${node.source}`)}; expected an anchor above it`,
        );
      }
    } else if (isNode(node) && node.anchor !== undefined) {
      anchors.add(node.anchor);
    }
  });
}

function noteKeys(map: YAMLMap, note: Note): void {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    const name = keyText(key);
    const offset = startOf(key) ?? 0;
    if (seen.has(name)) note(offset, `${quoted(name)} a second time; expected each key once`);
    // zod drops this key without a word.
    if (name === '__proto__') note(offset, `${quoted(name)}; expected another name`);
    seen.add(name);
  }
}
