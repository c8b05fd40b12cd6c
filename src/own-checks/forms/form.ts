import { z } from 'zod';
import type { Requirement } from '../requirement.ts';
import type { TextSource } from '../text-source.ts';

/** One kind of requirement: the key that names it, what may stand beside it, and what it asks. */
export interface Form {
  /** Which requirements are of this kind: those with all of these keys. */
  readonly keys: readonly string[];
  readonly schema: z.ZodObject;
  /** @throws z.ZodError where it is not of the schema. */
  readonly parse: (written: unknown) => z.ZodSafeParseResult<(sources: TextSource) => Requirement>;
}

/** A form, typed by its schema. */
export function form<S extends z.ZodObject>(
  keys: readonly string[],
  schema: S,
  refined: z.ZodType<z.output<S>>,
  make: (written: z.output<S>, sources: TextSource) => Requirement,
): Form {
  const made = refined.transform((written) => (sources: TextSource) => make(written, sources));
  return { keys, schema, parse: (written) => made.safeParse(written) };
}

export const absence = z
  .enum(['fail', 'pass', 'notApplicable'], 'fail, pass or notApplicable')
  .exactOptional()
  .describe('What it means that it is not there. Default: fail.');

const PATH = 'an absolute path without patterns';

/** A path on the host. */
export const hostPath = z
  .string(PATH)
  .regex(/^\/(?!.*(?:^|\/)\.\.?(?:\/|$))[^\p{Cc}*?[\]]*$/u, PATH)
  .max(1000, 'a path of at most 1000 characters');

/** Contents of such files never leave a host, whoever asks. */
const SECRET =
  /\/g?shadow-?$|\/opasswd$|\/environ$|^\/proc\/\d|^\/(home|root)\/|\/\.(ssh|env|netrc|pgpass|docker)\b|_key$|\.(key|pem|p12|pfx|jks|kdbx|env|kubeconfig)$|\/(grub2?|user)\.cfg$|krb5\.keytab$/;

/** A file whose text may be read. */
export const textPath = hostPath.refine((path) => !SECRET.test(path), {
  error: 'a file without secrets: the contents of this one never leave a host',
});

const NAME = 'a name of letters, digits, ".", "+", "_", ":" and "-"';
export const plainName = z.string(NAME).regex(/^[A-Za-z\d][\w.+:-]{0,99}$/, NAME);

export const yesOrNo = z.boolean('true or false');
