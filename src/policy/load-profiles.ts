import { dirname, resolve } from 'node:path';
import type { ProfileSource } from '../engine/policy/catalogue.ts';
import type { Position } from '../model/profile.ts';
import { quoted } from '../model/quoted.ts';
import { visibleLine } from '../model/visible-text.ts';
import { openDocument, type YamlDocument } from '../yaml/document.ts';
import { parseStrictly } from '../yaml/structure.ts';
import { type FileRole, readTextFile } from '../yaml/text-file.ts';
import { knownChangeKeys } from './changes-schema.ts';
import { profileFile } from './schema.ts';

/** Profiles of files, with the files that they name. Paths are absolute. */
interface LoadedProfiles {
  readonly profiles: readonly ProfileSource[];
  readonly waivers: readonly string[];
  readonly attestations: readonly string[];
  /** Files of users' own checks. */
  readonly checks: readonly string[];
}

/** Reads profile files once each, whichever extend them. */
export interface ProfileLoader {
  /** @returns the profile's id. @throws UsageError with every problem of the file. */
  readonly load: (path: string) => string;
  readonly loaded: () => LoadedProfiles;
}

const READ_AS: FileRole = { what: 'profile', danger: 'who could choose what is not looked at' };

/** Whether a word is the path of a profile, and not the id of one. */
export const isProfilePath = (word: string): boolean => /\/|\.ya?ml$/i.test(word);

/** @param builtIn ids that files may not take. */
export function createProfileLoader(builtIn: readonly string[]): ProfileLoader {
  const ids = new Map<string, string>();
  const profiles = new Map<string, ProfileSource>();
  const waivers = new Set<string>();
  const attestations = new Set<string>();
  const checks = new Set<string>();

  function load(path: string): string {
    const file = resolve(path);
    const known = ids.get(file);
    if (known !== undefined) return known;
    const { document, written } = open(path);
    const {
      version: _,
      profile: id,
      waivers: w = [],
      attestations: a = [],
      checks: c = [],
      ...rest
    } = written;
    refuseTaken(id, document);
    // Before what it extends is read: two that extend each other end here.
    ids.set(file, id);
    const parents = typeof rest.extends === 'string' ? [rest.extends] : (rest.extends ?? []);
    const profile = {
      title: id,
      description: '',
      ...rest,
      id,
      extends: parents.map((word) =>
        isProfilePath(word) ? load(resolve(dirname(file), word)) : word,
      ),
    };
    profiles.set(id, { profile, position: positionIn(document, rest.extends) });
    for (const each of w) waivers.add(resolve(dirname(file), each));
    for (const each of a) attestations.add(resolve(dirname(file), each));
    for (const each of c) checks.add(resolve(dirname(file), each));
    return id;
  }

  function refuseTaken(id: string, document: YamlDocument): void {
    const isTaken = builtIn.includes(id) || [...ids.values()].includes(id);
    if (!isTaken) return;
    const whose = builtIn.includes(id) ? 'comes with hostward' : 'is that of another file';
    document.report(['profile'], `the id ${quoted(id)} ${whose}; expected one of its own`);
    document.throwProblems();
  }

  return {
    load,
    loaded: () => ({
      profiles: [...profiles.values()],
      waivers: [...waivers],
      attestations: [...attestations],
      checks: [...checks],
    }),
  };
}

function open(path: string) {
  const { text } = readTextFile(path, READ_AS);
  const document = openDocument(text, visibleLine(path));
  const written = parseStrictly(
    document,
    profileFile,
    (at) => (at.length === 0 ? Object.keys(profileFile.shape) : knownChangeKeys(at)),
    READ_AS.what,
  );
  return { document, written };
}

/** A lone parent stands without a list. */
function positionIn(document: YamlDocument, parents: unknown): Position {
  return (path, part) =>
    document.position(
      path[0] === 'extends' && typeof parents === 'string' ? ['extends'] : path,
      part,
    );
}
