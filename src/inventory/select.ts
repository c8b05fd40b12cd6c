import { UsageError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { didYouMean } from '../model/nearest.ts';
import { quoted } from '../model/quoted.ts';

interface Term {
  readonly text: string;
  readonly negated: boolean;
  readonly matches: (host: Host) => boolean;
}

/**
 * The hosts that `--limit` names, in the order of the inventory. Terms are separated by commas:
 * the name of a host or group, a glob of such (`web*`, `db?`), or a label `key=value`, whose value
 * may be a glob. A host is taken when a term matches it (or there are only `!terms`)
 * and no `!term` does.
 * @throws UsageError when a term matches no host at all, or none is left.
 */
export function selectHosts(hosts: readonly Host[], limit: string): readonly Host[] {
  const terms = limit.split(',').map((text) => parseTerm(text.trim(), limit));
  const useless = terms.filter((term) => !hosts.some(term.matches));
  if (useless.length > 0) {
    const words = selectableWords(hosts);
    throw new UsageError(
      useless
        .map(({ text }) => `--limit: ${quoted(text)} matches no host${didYouMean(text, words)}`)
        .join('\n'),
    );
  }
  const taken = terms.filter((term) => !term.negated);
  const left = terms.filter((term) => term.negated);
  const selected = hosts.filter(
    (host) =>
      (taken.length === 0 || taken.some((term) => term.matches(host))) &&
      !left.some((term) => term.matches(host)),
  );
  if (selected.length === 0) {
    throw new UsageError(
      `--limit ${quoted(limit)} leaves no host: its "!" terms take away all that the others name`,
    );
  }
  return selected;
}

function parseTerm(written: string, limit: string): Term {
  const negated = written.startsWith('!');
  const text = negated ? written.slice(1).trim() : written;
  if (text === '') {
    throw new UsageError(
      `--limit ${quoted(limit)} has an empty term; write names, globs or label=value, separated by commas`,
    );
  }
  return { text, negated, matches: matcher(text) };
}

function matcher(text: string): (host: Host) => boolean {
  const equals = text.indexOf('=');
  if (equals === -1) {
    const matches = glob(text);
    return (host) => matches(host.name) || host.groups.some(matches);
  }
  const key = text.slice(0, equals);
  const matches = glob(text.slice(equals + 1));
  return ({ labels }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return value !== undefined && matches(value);
  };
}

/** `*` is any text and `?` any one character; all else is itself. */
function glob(pattern: string): (text: string) => boolean {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const source = pattern
    .replace(/[\\^$.+|()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 'su');
  return (text) => expression.test(text);
}

function selectableWords(hosts: readonly Host[]): ReadonlySet<string> {
  return new Set(
    hosts.flatMap(({ name, groups, labels }) => [
      name,
      ...groups,
      ...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    ]),
  );
}
