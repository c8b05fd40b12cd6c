import type { Severity } from '../model/check.ts';
import { visibleLine } from '../model/visible-text.ts';
import { openDocument } from '../yaml/document.ts';
import { parseStrictly } from '../yaml/structure.ts';
import { type FileRole, readTextFile } from '../yaml/text-file.ts';
import { gateFile } from './schema.ts';

const GATE: FileRole = { what: 'gate', danger: 'who could let failures pass' };

/** Rules of a gate that a file gives. */
export interface GateFile {
  readonly failOn?: Severity | 'none';
  readonly failOnNew?: boolean;
  readonly minComplete?: number;
  readonly minScore?: number;
  readonly most?: Readonly<Partial<Record<Severity, number>>>;
}

/** @throws UsageError with every problem of the file. */
export function loadGate(path: string): GateFile {
  const document = openDocument(readTextFile(path, GATE).text, visibleLine(path));
  const { version: _, ...rules } = parseStrictly(document, gateFile, gateKeysAt, GATE.what);
  document.throwProblems();
  return rules;
}

const gateKeysAt = (path: readonly unknown[]): readonly string[] =>
  Object.keys(path.length === 0 ? gateFile.shape : gateFile.shape.most.unwrap().shape);
