import { UsageError } from '../../model/errors.ts';
import { didYouMean } from '../../model/nearest.ts';
import { quoted } from '../../model/quoted.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { appendAttestation } from '../../policy/append-attestation.ts';
import { catalogueWith, type OwnCheckPaths } from '../own-checks.ts';

export interface AttestOptions extends OwnCheckPaths {
  readonly host: readonly string[];
  readonly group: readonly string[];
  readonly answer: 'compliant' | 'notCompliant';
  readonly by: string;
  readonly evidence: string;
  readonly until: string;
}

/** Writes a person's answer into a file of attestations. */
export function attest(check: string, file: string, options: AttestOptions): void {
  const ids = catalogueWith(options).checks.map(({ id }) => id);
  if (!ids.includes(check)) {
    throw new UsageError(`there is no check ${quoted(check)}${didYouMean(check, ids)}`);
  }
  const { host: hosts, group: groups, answer, by, evidence, until } = options;
  const on = new Date().toISOString().slice(0, 10);
  const attestation = { check, hosts, groups, answer, by, evidence, on, holdsUntil: until };
  const { id } = appendAttestation(file, attestation, ids);
  const where = [...hosts, ...groups].join(', ') || 'every host';
  console.log(
    `${visibleLine(file)}: ${id}: ${check} is ${WORDS[answer]} on ${visibleLine(where)}, until ${until}`,
  );
}

const WORDS = { compliant: 'compliant', notCompliant: 'not compliant' } as const;
