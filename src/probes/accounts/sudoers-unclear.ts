import {
  ALIAS,
  isDefaults,
  type SudoAliases,
  settingWords,
  sudoDefaults,
  sudoRule,
} from './sudoers-entries.ts';
import { type SudoersLine, splitOpen } from './sudoers-lines.ts';

/**
 * Whether a line says something that was not understood, so that it may give anybody anything. Newer
 * releases of sudo pass over such a line, older ones refuse the whole file.
 */
export function isUnclear(line: SudoersLine, aliases: SudoAliases): boolean {
  const { text } = line;
  const [, , body] = ALIAS.exec(text) ?? [];
  if (body !== undefined) return !body.split(/\s:\s/).every((one) => ONE_ALIAS.test(one));
  if (isDefaults(text)) {
    const words = settingWords(text);
    return words.length === 0 || sudoDefaults(line).length < words.length;
  }
  const rules = sudoRule(line, aliases);
  const [names = ''] = splitOpen(text, /=/, 2);
  const isWhole = /\S[\s"]+\S/.test(names.trim()) && !NO_NAME.test(names);
  return (
    !isWhole || !rules.every(({ commands }) => commands.every(isCommand)) || rules[0] === undefined
  );
}

const ONE_ALIAS = /^\s*[A-Z][A-Z0-9_]*\s*=\s*\S/;

/** Neither blanks nor quotes hide control characters in names of accounts, groups and hosts. */
const NO_NAME = /\p{Cc}(?<!\t)/u;

/** A path, a pattern, or one of the words that stand for programs; an alias that nobody defined runs nothing. */
const isCommand = ({ command }: { readonly command: string }): boolean =>
  /^("?\/|\^|(ALL|list|sudoedit|[A-Z][A-Z0-9_]*|sha\d+\s*:\s*\S+)(\s|$))/.test(command);
