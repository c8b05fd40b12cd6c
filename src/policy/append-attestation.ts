import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isSeq, parseDocument } from 'yaml';
import type { Attestation } from '../model/attestation.ts';
import { UsageError } from '../model/errors.ts';
import { visibleLine } from '../model/visible-text.ts';
import { openDocument } from '../yaml/document.ts';
import { attestationsIn, readAttestations } from './load-accepted.ts';

const EMPTY = `version: 1
# Answers of people to what no program can tell. Each lapses by itself back to the question.
attestations: []
`;

/**
 * Writes an attestation at the end of a file, which keeps its comments; a file that is not there is made.
 * @param checkIds every check that there is.
 * @returns the attestation with the id that it got.
 * @throws UsageError when the file, or the attestation, is wrong: nothing is written then.
 */
export function appendAttestation(
  path: string,
  attestation: Omit<Attestation, 'id'>,
  checkIds: readonly string[],
): Attestation {
  const before = existsSync(path) ? readAttestations(path) : EMPTY;
  const name = visibleLine(path);
  const present = attestationsIn(openDocument(before, name), checkIds);
  const id = freeId(attestation, new Set(present.map((each) => each.id)));
  const text = withEntry(before, { id, ...shown(attestation) });
  attestationsIn(openDocument(text, name), checkIds);
  replaceFile(path, text);
  return { id, ...attestation };
}

function freeId({ check, on }: Omit<Attestation, 'id'>, taken: ReadonlySet<string>): string {
  const stem = `${check}-${on}`;
  for (let n = 2, id = stem; ; n += 1) {
    if (!taken.has(id)) return id;
    id = `${stem}-${n}`;
  }
}

/** As people write it: what names no host or group covers every host. */
function shown({ hosts, groups, check, ...rest }: Omit<Attestation, 'id'>) {
  return {
    check,
    ...(hosts.length === 0 ? {} : { hosts }),
    ...(groups.length === 0 ? {} : { groups }),
    ...rest,
  };
}

function withEntry(text: string, entry: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text, { schema: 'core' });
  const list = document.get('attestations');
  // `[]` of an empty file would hold the entry in one line.
  if (isSeq(list)) list.flow = false;
  document.addIn(['attestations'], document.createNode(entry));
  return document.toString({ lineWidth: 0, indentSeq: isIndented(text) });
}

/** Whether lists stand further in than their keys, so that the lines that are there stay as they are. */
const isIndented = (text: string): boolean => !/^-\s/m.test(text);

/** The whole file or none of it: who reads it meanwhile finds the old one. */
function replaceFile(path: string, text: string): void {
  try {
    const file = existsSync(path) ? realpathSync(path) : path;
    const mode = existsSync(file) ? statSync(file).mode & 0o777 : 0o644;
    const draft = `${file}.new`;
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { flag: 'wx', mode });
    renameSync(draft, file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot write ${visibleLine(path)}: ${why}`, { cause });
  }
}
