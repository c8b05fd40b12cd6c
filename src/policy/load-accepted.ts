import type { Attestation } from '../model/attestation.ts';
import { didYouMean } from '../model/nearest.ts';
import { quoted } from '../model/quoted.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { Waiver } from '../model/waiver.ts';
import { openDocument, type YamlDocument } from '../yaml/document.ts';
import { parseStrictly } from '../yaml/structure.ts';
import { type FileRole, readTextFile } from '../yaml/text-file.ts';
import { attestationsFile, knownKeysOf, waiversFile } from './schema.ts';

const WAIVERS: FileRole = { what: 'waivers', danger: 'who could hide failures' };
const ATTESTATIONS: FileRole = { what: 'attestations', danger: 'who could answer for others' };

/** A waiver, and where its parts are written: `file:line:column`. */
export interface WrittenWaiver {
  readonly waiver: Waiver;
  readonly position: (path: readonly (string | number)[]) => string;
}

/**
 * The waivers of several files.
 * @param checkIds every check that there is.
 * @throws UsageError with every problem of the first file that has any.
 */
export function loadWaivers(
  paths: readonly string[],
  checkIds: readonly string[],
): readonly WrittenWaiver[] {
  const known = new Map<string, string>();
  return paths.flatMap((path) => {
    const document = openFile(path, WAIVERS);
    const keys = (at: readonly unknown[]) => knownKeysOf('waivers', at);
    const { waivers } = parseStrictly(document, waiversFile, keys, WAIVERS.what);
    const written = waivers.map(({ scope, ...waiver }, n): WrittenWaiver => {
      const at = ['waivers', n];
      const { hosts = [], groups = [], subjects = [] } = scope;
      refuseTwin(waiver.id, at, known, document);
      for (const [c, check] of scope.checks.entries()) {
        refuseUnknown(check, [...at, 'scope', 'checks', c], checkIds, document);
      }
      refuseBackwards(
        [waiver.approvedOn, 'approvedOn'],
        [waiver.expiresOn, 'expiresOn'],
        at,
        document,
      );
      return {
        waiver: {
          ...waiver,
          scope: { checks: scope.checks, hosts, groups, subjects },
        },
        position: (part) => document.position([...at, ...part]),
      };
    });
    document.throwProblems();
    return written;
  });
}

/**
 * The attestations of several files.
 * @throws UsageError with every problem of the first file that has any.
 */
export function loadAttestations(
  paths: readonly string[],
  checkIds: readonly string[],
): readonly Attestation[] {
  const known = new Map<string, string>();
  return paths.flatMap((path) => {
    const document = openFile(path, ATTESTATIONS);
    return attestationsIn(document, checkIds, known);
  });
}

/** @throws UsageError with every problem. */
export function attestationsIn(
  document: YamlDocument,
  checkIds: readonly string[],
  known: Map<string, string> = new Map(),
): readonly Attestation[] {
  const keys = (at: readonly unknown[]) => knownKeysOf('attestations', at);
  const { attestations } = parseStrictly(document, attestationsFile, keys, ATTESTATIONS.what);
  for (const [n, { id, check, on, holdsUntil }] of attestations.entries()) {
    const at = ['attestations', n];
    refuseTwin(id, at, known, document);
    refuseUnknown(check, [...at, 'check'], checkIds, document);
    refuseBackwards([on, 'on'], [holdsUntil, 'holdsUntil'], at, document);
  }
  document.throwProblems();
  return attestations.map((each) => ({ hosts: [], groups: [], ...each }));
}

type At = readonly (string | number)[];

export const readAttestations = (path: string): string => readTextFile(path, ATTESTATIONS).text;

const openFile = (path: string, role: FileRole): YamlDocument =>
  openDocument(readTextFile(path, role).text, visibleLine(path));

function refuseTwin(id: string, at: At, known: Map<string, string>, document: YamlDocument): void {
  const first = known.get(id);
  const path = [...at, 'id'];
  if (first === undefined) known.set(id, document.position(path));
  else document.report(path, `the id ${quoted(id)} stands at ${first} already; expected another`);
}

function refuseUnknown(
  check: string,
  path: At,
  checkIds: readonly string[],
  document: YamlDocument,
): void {
  if (checkIds.includes(check)) return;
  document.report(path, `there is no check ${quoted(check)}${didYouMean(check, checkIds)}`);
}

/** ISO dates compare as texts. */
function refuseBackwards(
  [from, fromName]: readonly [string, string],
  [to, toName]: readonly [string, string],
  at: At,
  document: YamlDocument,
): void {
  if (to > from) return;
  document.report([...at, toName], `${toName} ${to}; expected a day after ${fromName} ${from}`);
}
