import { didYouMean } from '../model/nearest.ts';
import { quoted } from '../model/quoted.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Path } from '../yaml/location.ts';
import type { Member } from './members.ts';
import type { Settings } from './schema.ts';

/** A setting and where it is written. */
export interface Sourced<T> {
  readonly value: T;
  readonly path: Path;
}

/** What holds for one host once defaults, groups and the host itself are laid over each other. */
export interface Effective {
  readonly get: <K extends keyof Settings>(key: K) => Sourced<NonNullable<Settings[K]>> | undefined;
  /** Of all layers; the stronger one wins label by label. Variables are filled in. */
  readonly labels: () => Readonly<Record<string, string>>;
  /** The text with its `{{variables}}` filled in; undefined, and reported, if one is not there. */
  readonly fill: (text: Sourced<string>) => string | undefined;
}

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;

export function effectiveSettings(member: Member, document: YamlDocument): Effective {
  const variables = new Map(
    [...merged(member, 'variables')].map(([name, { value }]) => [name, value]),
  ).set('name', member.name);

  function fill({ value, path }: Sourced<string>): string | undefined {
    if (!value.includes('{{') && !value.includes('}}')) return value;
    const names = [...value.matchAll(VARIABLE)].map((match) => match[1] ?? '');
    const missing = names.filter((name) => !variables.has(name));
    for (const name of missing) {
      const near = didYouMean(name, variables.keys());
      document.report(
        path,
        `variable ${quoted(name)} is not set for this host; expected it under "variables" of the host, a group of it, or the defaults${near}`,
      );
    }
    if (/\{\{|\}\}/.test(value.replaceAll(VARIABLE, ''))) {
      document.report(path, `unpaired braces in ${quoted(value)}; expected {{name}}`);
      return undefined;
    }
    if (missing.length > 0) return undefined;
    return value.replaceAll(VARIABLE, (_, name: string) => variables.get(name) ?? '');
  }

  return {
    get: (key) => strongest(member, key),
    labels: () =>
      Object.fromEntries(
        [...merged(member, 'labels')].map(([name, text]) => [name, fill(text) ?? '']),
      ),
    fill,
  };
}

function strongest<K extends keyof Settings>(
  member: Member,
  key: K,
): Sourced<NonNullable<Settings[K]>> | undefined {
  for (const { path, settings } of member.layers) {
    const value = settings[key];
    if (value !== undefined) return { value, path: [...path, key] };
  }
  return undefined;
}

function merged(member: Member, key: 'variables' | 'labels'): ReadonlyMap<string, Sourced<string>> {
  const all = new Map<string, Sourced<string>>();
  for (const { path, settings } of member.layers.toReversed()) {
    for (const [name, value] of Object.entries(settings[key] ?? {})) {
      all.set(name, { value, path: [...path, key, name] });
    }
  }
  return all;
}
