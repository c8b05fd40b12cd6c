import { type Gap, type Observation, value } from '../../model/observation.ts';
import { type CheckVerdict, notApplicable, pass, passUnless } from '../../model/verdict.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived, type Fact } from '../../probes/fact.ts';
import { type KconfigOption, kconfigOption } from '../../probes/kconfig/kconfig-option.ts';
import { type KernelBuild, kernelBuild } from '../../probes/kconfig/kernel-build.ts';
import { SCOPES, type ScopeName } from './kconfig-scope.ts';
import {
  type Substitute,
  type Substituted,
  substituted,
  substituteFact,
} from './kconfig-substitute.ts';
import type { KconfigTest, Settings } from './kconfig-test.ts';

/** What one build option is judged by. */
export interface KconfigRule {
  /** Without `CONFIG_`. */
  readonly option: string;
  readonly want: KconfigTest;
  /** Upstream version that has it first: older kernels that lack it are not asked. */
  readonly since?: string;
  /** Upstream version that has it no more. */
  readonly until?: string;
  /** Asked only of kernels for which each holds. */
  readonly only?: readonly KconfigTest[];
  /** Left out of the configuration, it says nothing: a patch of some distributions, a backport. */
  readonly optional?: true;
  readonly scope?: ScopeName;
  readonly unless?: readonly Substitute[];
  /** What a mismatch is about and wants, where that is not the option. */
  readonly subject?: string;
  readonly expected?: string;
}

type Seen = Readonly<Record<string, Observation<unknown>>>;

/** The verdict on one option, or what keeps from giving it. */
export function kconfigVerdict(id: string, rule: KconfigRule): Derived<CheckVerdict> {
  const { want, only = [], scope, unless = [] } = rule;
  const names = [...new Set([want, ...only].flatMap(({ options }) => options))];
  const from: Record<string, Fact<unknown>> = { build: kernelBuild };
  for (const name of names) from[`option:${name}`] = kconfigOption(name);
  if (scope) from['scope'] = SCOPES[scope].fact;
  for (const substitute of unless)
    from[substituteFact(substitute).key] = substituteFact(substitute);
  return derived(`kconfig-verdict:${id}`, from, (seen: Seen) => judged(rule, names, seen));
}

function judged(
  rule: KconfigRule,
  names: readonly string[],
  seen: Seen,
): Observation<CheckVerdict> {
  const build = seen['build'] as Observation<KernelBuild>;
  // A substitute needs no configuration.
  if (build.state !== 'value') {
    const instead = insteadOf(rule, seen);
    return typeof instead === 'string' ? value(pass(instead)) : build;
  }
  const settings = settingsOf(names, seen);
  if (settings.state !== 'value') return settings;
  const { scope } = rule;
  const outside = scope && seen['scope'] ? SCOPES[scope].outside(seen['scope']) : undefined;
  if (outside !== undefined && typeof outside !== 'string') return outside;
  const aside = outside ?? notAsked(rule, settings.value, build.value);
  if (aside !== undefined) return value(notApplicable(aside));
  return verdictOf(rule, settings.value, build.value, seen);
}

function settingsOf(names: readonly string[], seen: Seen): Observation<Settings> {
  const settings = new Map<string, string | undefined>();
  for (const name of names) {
    const option = seen[`option:${name}`] as Observation<KconfigOption>;
    if (option.state !== 'value') return option;
    settings.set(name, option.value.setting);
  }
  return value(settings);
}

/** Why the kernel is not asked. */
function notAsked(
  { want, since, until, only = [], optional }: KconfigRule,
  settings: Settings,
  build: KernelBuild,
): string | undefined {
  const other = only.find((test) => !test.holds(settings));
  if (other !== undefined) return `the kernel is built without ${other.text}`;
  if (want.options.some((option) => settings.get(option) !== undefined)) return undefined;
  const kernel = `this ${build.version.join('.')}`;
  if (since !== undefined && isOlder(build, since))
    return `new in Linux ${since}; ${kernel} lacks it`;
  if (until !== undefined && !isOlder(build, until))
    return `gone since Linux ${until}; ${kernel} lacks it`;
  return optional ? `${kernel} does not know the option` : undefined;
}

function verdictOf(
  rule: KconfigRule,
  settings: Settings,
  build: KernelBuild,
  seen: Seen,
): Observation<CheckVerdict> {
  const { option, want } = rule;
  const source = `${visibleLine(build.path, 200)} of ${visibleLine(build.release, 100)}`;
  if (want.holds(settings)) return value(pass(`${said(want, settings)} in ${source}`));
  const instead = insteadOf(rule, seen);
  const built = said(want, settings);
  if (typeof instead === 'string')
    return value(pass(built === '' ? instead : `${built}, but ${instead}`));
  if (instead !== undefined) return instead;
  const { subject = `CONFIG_${option}`, expected = want.text } = rule;
  const actual = built === '' ? 'not set' : `${built} in ${source}`;
  return value(passUnless([{ subject, expected, actual }], ''));
}

/** What takes the option's place, or keeps from telling whether anything does. */
function insteadOf({ unless = [] }: KconfigRule, seen: Seen): Substituted {
  let gap: Gap | undefined;
  for (const substitute of unless) {
    const observation = seen[substituteFact(substitute).key] as Observation<string | undefined>;
    const answer = substituted(substitute, observation);
    if (typeof answer === 'string') return answer;
    gap ??= answer;
  }
  return gap;
}

const said = ({ options }: KconfigTest, settings: Settings): string =>
  [...new Set(options)]
    .map((option) => {
      const setting = settings.get(option);
      if (setting === undefined) return `no CONFIG_${option}`;
      return setting === 'n'
        ? `CONFIG_${option} not set`
        : `CONFIG_${option}=${visibleLine(setting, 100)}`;
    })
    .join(', ');

function isOlder({ version }: KernelBuild, than: string): boolean {
  const wanted = than.split('.').map(Number);
  for (let i = 0; i < wanted.length; i += 1) {
    const difference = (version[i] ?? 0) - (wanted[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
