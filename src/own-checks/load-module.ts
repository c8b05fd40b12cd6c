import { createRequire } from 'node:module';
import { z } from 'zod';
import { isCustom } from '../kit/custom-reader.ts';
import { type AnyCheck, factsOf } from '../kit/define-check.ts';
import { AREAS, SEVERITIES } from '../model/check.ts';
import { UsageError } from '../model/errors.ts';
import { visibleLine } from '../model/visible-text.ts';
import { readingsOf } from '../probes/fact.ts';
import type { Reader } from '../probes/reader.ts';
import { type FileRole, readTextFile } from '../yaml/text-file.ts';
import { CHECK_ID } from './schema.ts';

/** Read before it runs: one that anybody may write is refused. */
const MODULE: FileRole = { what: 'checks', danger: 'who could run commands as you' };

const isFunction = (input: unknown): boolean => typeof input === 'function';

/** What hostward reads of a check before it asks it anything. */
const checkShape = z.looseObject({
  id: z.string().regex(CHECK_ID),
  area: z.string().refine((area) => Object.hasOwn(AREAS, area)),
  title: z.string().min(1),
  severity: z.enum(SEVERITIES),
  level: z.literal([1, 2]),
  rationale: z.string(),
  remedy: z.string(),
  references: z.array(z.string()),
  tags: z.array(z.string()),
  needs: z.record(z.string(), z.looseObject({ fact: z.looseObject({ key: z.string() }) })),
  evaluate: z.custom<AnyCheck['evaluate']>(isFunction, 'a function'),
});

/** What the readers of hosts are, and whether others may run. */
export interface ReaderRules {
  readonly known: ReadonlySet<Reader>;
  readonly allowCustom: boolean;
}

/**
 * The checks that a module exports: its default export, one check or a list.
 * @param file absolute.
 * @throws UsageError where it cannot be loaded, exports no checks, or reads hosts in ways of its own
 *   without leave.
 */
export function loadModuleChecks(file: string, rules: ReaderRules): readonly AnyCheck[] {
  const name = visibleLine(file);
  readTextFile(file, MODULE);
  const exported = z.looseObject({ default: z.unknown() }).safeParse(load(file, name));
  const list = [exported.data?.default].flat();
  if (list.length === 0 || list[0] === undefined) {
    throw new UsageError(`${name} has no default export; export a check, or a list of them`);
  }
  return list.map((each, n) => {
    const { error } = checkShape.safeParse(each);
    if (error !== undefined) {
      const [issue] = error.issues;
      const where = issue?.path.map(String).join('.') ?? '';
      throw new UsageError(
        `${name}: export ${n + 1} is no check (${where}: ${issue?.message}); make it with defineCheck`,
      );
    }
    const check = each as AnyCheck;
    refuseReaders(check, name, rules);
    return check;
  });
}

function load(file: string, name: string): unknown {
  try {
    return createRequire(import.meta.url)(file);
  } catch (cause) {
    throw new UsageError(`${name} cannot be loaded: ${visibleLine(String(cause), 500)}`, { cause });
  }
}

function refuseReaders(check: AnyCheck, file: string, { known, allowCustom }: ReaderRules): void {
  for (const { reader } of factsOf(check).flatMap(readingsOf)) {
    if (known.has(reader)) continue;
    if (!isCustom(reader)) {
      const copy = [...known].some(({ name }) => name === reader.name);
      throw new UsageError(
        copy
          ? `${file} imports another copy of hostward than the one that runs; run that one: npx hostward`
          : `${file}: ${check.id} reads by ${visibleLine(reader.name, 100)}, which customReader did not make`,
      );
    }
    if (!allowCustom) {
      throw new UsageError(
        `${file}: ${check.id} brings a probe of its own, ${reader.name}; read it, then say --allow-custom-probes`,
      );
    }
  }
}
