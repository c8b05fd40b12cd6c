import type { CheckMeta } from '../src/model/check.ts';
import type { Finding, HostReport } from '../src/model/run.ts';
import type { Mismatch } from '../src/model/verdict.ts';
import { visibleLine } from '../src/model/visible-text.ts';
import type { Waiver } from '../src/model/waiver.ts';

/** What a host answered. One that was not read was to answer every check. */
export const answersOf = (host: HostReport, checks: readonly CheckMeta[]): readonly Finding[] =>
  host.status === 'audited'
    ? host.findings
    : checks.map(({ id }) => ({
        check: id,
        outcome: 'unknown',
        reason: `The host was not read: ${host.reason.message}`,
      }));

/**
 * What is known of a check, by its id.
 * @throws when the report names a check that it does not describe: it would be lost silently.
 */
export function knownOf<T>(known: ReadonlyMap<string, T>, id: string): T {
  const found = known.get(id);
  if (found === undefined) throw new Error(`a finding names ${id}, unknown here`);
  return found;
}

/** One mismatch in a harmless line. */
export const mismatchLine = ({ subject, expected, actual }: Mismatch): string =>
  `${visibleLine(subject)}: expected ${visibleLine(expected)}, found ${visibleLine(actual)}`;

/** Who answers for a failure, and until when, in a harmless line. */
export const acceptance = ({ id, owner, expiresOn, reason }: Waiver): string =>
  visibleLine(`accepted by waiver ${id}: ${owner}, until ${expiresOn}: ${reason}`);
