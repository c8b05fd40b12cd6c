import { z } from 'zod';
import { BASELINE_FORMAT, type Baseline } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';

const values = z.record(z.string(), z.record(z.string(), z.string()));

const baselineSchema = z.strictObject({
  formatVersion: z.literal(BASELINE_FORMAT),
  run: z.strictObject({ id: z.string(), startedAt: z.iso.datetime(), policyHash: z.string() }),
  checks: z.array(z.string()),
  hosts: z.record(
    z.string(),
    z.strictObject({ open: values, accepted: values, unknown: z.array(z.string()) }),
  ),
  unread: z.array(z.string()),
});

/** A line a host, so that a changed baseline is a change that people can review. */
export function* baselineText({ hosts, ...head }: Baseline): Iterable<string> {
  const start = JSON.stringify(head);
  yield `${start.slice(0, -1)},\n"hosts":{`;
  let n = 0;
  for (const [name, host] of Object.entries(hosts)) {
    yield `${n === 0 ? '' : ','}\n${JSON.stringify(name)}:${JSON.stringify(host)}`;
    n += 1;
  }
  yield '\n}}\n';
}

/** @throws UsageError when the text is no baseline. */
export function parseBaseline(text: string, path: string): Baseline {
  const read = baselineSchema.safeParse(jsonOf(text, path));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(
    `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}; make one with hostward baseline init`,
  );
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${path}: ${String(cause)}; make one with hostward baseline init`, {
      cause,
    });
  }
}
