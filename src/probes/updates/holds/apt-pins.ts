import type { TextFile } from '../../files/file-text.ts';
import { deb822Stanzas } from '../deb822.ts';
import { expression, glob, hold, type NamePattern, type PackageHold } from './hold.ts';

/** Names that apt reads in /etc/apt/preferences.d. */
const IS_PART = /\/([\w-]+|[\w.-]+\.pref)$/;

export const isPreferences = ({ path }: TextFile): boolean => IS_PART.test(path);

/** Records of apt_preferences(5) that keep installed packages from newer versions. */
export const aptPins = (file: TextFile): readonly PackageHold[] =>
  deb822Stanzas(file).flatMap(({ fields, line }) => {
    const [names, pin] = [fields.get('package') ?? '', fields.get('pin') ?? ''];
    const word = fields.get('pin-priority') ?? '';
    // `never` stands for less than all numbers.
    const effect = effectOf(pin, word === 'never' ? Number.NEGATIVE_INFINITY : Number(word), names);
    if (effect === 'none') return [];
    const written = `Package: ${names}; Pin: ${pin}; Pin-Priority: ${word}`;
    const patterns = names.split(/\s+/).map(namePattern);
    return [hold(`${file.path}:${line}`, written, patterns, effect === 'held')];
  });

function namePattern(word: string): NamePattern {
  const regular = /^\/(.*)\/$/.exec(word)?.[1];
  if (regular !== undefined) return expression(regular);
  // What a source package is made into is not known here.
  return word.startsWith('src:')
    ? { kind: 'expression', text: word.slice('src:'.length) }
    : glob(word.replace(/:[\w*]+$/, ''));
}

/** What is installed has 100, what sources offer 500. */
const INSTALLED = 100;
const OFFERED = 500;

type Effect = 'held' | 'perhaps' | 'none';

function effectOf(pin: string, priority: number, names: string): Effect {
  const [, kind, what = ''] = /^(version|release|origin)\s+(.*)$/i.exec(pin) ?? [];
  // apt stops at a record without priority, or with one of zero.
  if (kind === undefined || Number.isNaN(priority) || priority === 0) return 'none';
  if (what === '*') return priority < INSTALLED ? 'held' : 'none';
  return kind.toLowerCase() === 'version' || /\b(a|archive)=now\b|^now$/.test(what)
    ? effectOfVersion(priority)
    : effectOfSource(what, priority, names);
}

/** Preferred, a version keeps all others away; kept away, it may be the one with the fix. */
function effectOfVersion(priority: number): Effect {
  if (priority > OFFERED) return 'held';
  return priority < INSTALLED ? 'perhaps' : 'none';
}

/**
 * A source that is kept away may be the one with the updates, or be named so that others are used: backports,
 * and sources of others, often are for all packages.
 */
function effectOfSource(what: string, priority: number, names: string): Effect {
  if (priority >= INSTALLED) return 'none';
  if (/security/i.test(what)) return 'held';
  return names === '*' ? 'none' : 'perhaps';
}
