import type { CheckMeta } from '../../model/check.ts';
import type { CheckVerdict } from '../../model/verdict.ts';
import { type Check, defineCheck, type Need, required } from '../define-check.ts';
import { type KconfigRule, kconfigVerdict } from './kconfig-findings.ts';
import { substituteRemedy } from './kconfig-substitute.ts';
import { builtIn, notBuilt } from './kconfig-test.ts';

/** What is particular to one row; the rest it shares with its group. */
export type KconfigEntry = readonly [
  /** Behind `The kernel is built with` or `without`. */
  title: string,
  /** Without its full stop. */
  rationale: string,
  /** With blanks between them. */
  references?: string,
  rule?: Partial<Omit<KconfigRule, 'option'>>,
];

export interface KconfigGroup
  extends Pick<CheckMeta, 'severity' | 'level'>,
    Partial<Omit<KconfigRule, 'option' | 'want'>> {}

export type KconfigCheck = Check<{ readonly verdict: Need<CheckVerdict, CheckVerdict> }, undefined>;

/** Options that should be built in, each a check of its own; the key is the option or the check's id. */
export const builtWith = (group: KconfigGroup, entries: Readonly<Record<string, KconfigEntry>>) =>
  groupChecks(group, entries, true);

/** Options that should not be built at all. */
export const builtWithout = (
  group: KconfigGroup,
  entries: Readonly<Record<string, KconfigEntry>>,
) => groupChecks(group, entries, false);

function groupChecks(
  { severity, level, ...shared }: KconfigGroup,
  entries: Readonly<Record<string, KconfigEntry>>,
  wanted: boolean,
): readonly KconfigCheck[] {
  return Object.entries(entries).map(([id, [title, rationale, references = '', own]]) => {
    const option = id.replace(/-.*/, '');
    const want = wanted ? builtIn(option) : notBuilt(option);
    const only = [...(shared.only ?? []), ...(own?.only ?? [])];
    const rule: KconfigRule = { want, ...shared, ...own, option, only };
    return defineCheck({
      id: `kconfig.${id}`,
      area: 'kconfig',
      title: `The kernel is built ${wanted ? 'with' : 'without'} ${title}`,
      severity,
      level,
      rationale: `${rationale}.`,
      remedy: remedyOf(rule),
      references: references === '' ? ['kernel-doc:kbuild/kconfig.rst'] : references.split(' '),
      tags: ['kernel', 'build'],
      ...(rule.since === undefined ? {} : { since: `Linux ${rule.since}` }),
      needs: { verdict: required(kconfigVerdict(id, rule)) },
      evaluate: ({ verdict }) => verdict,
    });
  });
}

function remedyOf({ want, unless = [] }: KconfigRule): string {
  const build = `a kernel of the distribution, or of your own, that is built with ${want.text}`;
  if (unless.length === 0) return `Boot ${build}.`;
  return `${unless.map(substituteRemedy).join(' Or ')} Or boot ${build}.`;
}
