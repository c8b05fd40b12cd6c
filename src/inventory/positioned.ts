import { UsageError } from '../model/errors.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Path } from '../yaml/location.ts';

/** Where each part of an inventory was written that is put together from another format. */
export interface Positions {
  readonly note: (path: Path, position: string) => void;
  /** Of the part, or of the nearest above it. */
  readonly of: (path: Path) => string;
}

export function createPositions(fileName: string): Positions {
  const known = new Map<string, string>();
  return {
    note: (path, position) => {
      known.set(JSON.stringify(path), position);
    },
    of: (path) => {
      for (let length = path.length; length > 0; length--) {
        const position = known.get(JSON.stringify(path.slice(0, length)));
        if (position !== undefined) return position;
      }
      return fileName;
    },
  };
}

/** An inventory that was never YAML, for the reader of inventories. */
export function positionedDocument(value: unknown, positions: Positions): YamlDocument {
  const problems = new Set<string>();
  return {
    value,
    position: positions.of,
    report: (path, problem) => {
      problems.add(`${positions.of(path)} ${problem}`);
    },
    throwProblems: () => {
      if (problems.size > 0) throw new UsageError([...problems].join('\n'));
    },
  };
}
