import type { KyselyPlugin } from 'kysely';
import { z } from 'zod';
import { damaged } from './damage.ts';
import type { ContentRow, HostRow, RunRow } from './tables.ts';

const text = z.string();
const bytes = z.instanceof(Uint8Array);
/** PostgreSQL gives counts as text. */
const number = z.union([z.int(), z.string()]);

const COLUMNS: Readonly<Record<keyof RunRow | keyof HostRow | keyof ContentRow, z.ZodType>> = {
  id: text,
  started_at: text,
  begun: bytes,
  ended: bytes.nullable(),
  hosts: number.nullable(),
  checks: bytes.nullable(),
  policy: bytes.nullable(),
  sums: bytes.nullable(),
  manifest: bytes.nullable(),
  signature: bytes.nullable(),
  seal: text.nullable(),
  place: number.nullable(),
  run: text,
  name: bytes,
  status: z.enum(['audited', 'failed']),
  findings_hash: text,
  report_base: bytes,
  report_delta: bytes,
  evidence_base: bytes.nullable(),
  evidence_delta: bytes.nullable(),
  sum: bytes.nullable(),
  hash: bytes.nullable(),
  packed: bytes,
};

const known = new Map<string, z.ZodType>(Object.entries(COLUMNS));

/** Holds every row to what its columns are declared as: a file can say otherwise, after somebody was at it. */
export const checkRows = (location: string): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) => {
    for (const row of result.rows) {
      for (const [column, value] of Object.entries(row)) {
        if (known.get(column)?.safeParse(value).success === false) {
          throw damaged(location, `a ${column} that is none`);
        }
      }
    }
    return Promise.resolve(result);
  },
});
