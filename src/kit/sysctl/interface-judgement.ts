import {
  type CheckVerdict,
  type Mismatch,
  notApplicable,
  passUnless,
} from '../../model/verdict.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { InterfaceSetting, InterfaceValue } from '../../probes/sysctl/interface-setting.ts';
import { type IpFamily, sysctlKey } from '../../probes/sysctl/sysctl.ts';
import { type Combination, effective } from './interface-combination.ts';
import { expected, type SysctlWant, satisfies } from './sysctl-want.ts';

/** What is wanted of a setting that each network interface has. */
export interface InterfaceRule {
  readonly family: IpFamily;
  readonly setting: string;
  readonly combination: Combination;
  /** Of the value that counts. */
  readonly want: SysctlWant;
  /** Of the kernel: `default` for interfaces that come later. */
  readonly defaults: { readonly all: string; readonly default: string };
}

/** A value and where it comes from. */
interface Told {
  readonly value: string;
  readonly source: string;
}

/** `all` is wrong in itself, unless every interface is right in spite of it. */
export function judgeAll(rule: InterfaceRule, seen: InterfaceSetting): CheckVerdict {
  const { all, fresh, interfaces } = seen;
  const others = [fresh, ...interfaces];
  const then = allAtBoot(rule, all);
  const laterOwn = ({ atBoot }: InterfaceValue) => (atBoot ?? freshAtBoot(rule, fresh)).value;
  const nowBad =
    all.now !== undefined &&
    !satisfies(rule.want, all.now) &&
    others.some((one) => !one.off && !isGood(rule, all.now, one.now, one));
  const thenBad =
    !satisfies(rule.want, then.value) &&
    others.some((one) => !one.offAtBoot && !isGood(rule, then.value, laterOwn(one), one));
  return passUnless(
    mismatches(rule, 'all', {
      now: nowBad ? all.now : undefined,
      later: thenBad && (all.atBoot !== undefined || !nowBad) ? then : undefined,
    }),
    noteOf(rule, seen),
  );
}

/** What a new interface will have, together with `all`. */
export function judgeFresh(rule: InterfaceRule, seen: InterfaceSetting): CheckVerdict {
  const { all, fresh } = seen;
  if (fresh.off && fresh.offAtBoot) return notApplicable('IPv6 is switched off for new interfaces');
  const then = freshAtBoot(rule, fresh);
  const nowBad = fresh.now !== undefined && !fresh.off && !isGood(rule, all.now, fresh.now, fresh);
  const thenBad = !fresh.offAtBoot && !isGood(rule, allAtBoot(rule, all).value, then.value, fresh);
  return passUnless(
    mismatches(rule, 'default', {
      now: nowBad ? fresh.now : undefined,
      later: thenBad && (fresh.atBoot !== undefined || !nowBad) ? then : undefined,
    }),
    noteOf(rule, seen),
  );
}

/** What counts on each interface: now, and after a boot where a file says something of it. */
export function judgeInterfaces(rule: InterfaceRule, seen: InterfaceSetting): CheckVerdict {
  const live = seen.interfaces.filter(({ off }) => !off);
  if (live.length === 0) return notApplicable(`no interface but lo has IPv${rule.family}`);
  const { all } = seen;
  const now = live.filter((one) => !isGood(rule, all.now, one.now, one));
  const later = allAtBoot(rule, all).value;
  const then = seen.interfaces.flatMap((one) =>
    one.atBoot === undefined || one.offAtBoot || isGood(rule, later, one.atBoot.value, one)
      ? []
      : [{ name: one.name, actual: `${one.atBoot.value}, set by ${one.atBoot.source}` }],
  );
  const counts = all.now === undefined || rule.combination === 'own' ? '' : `, all is ${all.now}`;
  return passUnless(
    [
      ...together(
        rule,
        now.map(({ name, now: own = '' }) => ({ name, actual: `${own}${counts}` })),
      ),
      ...together(rule, then, ' after a reboot'),
    ],
    `${noteOf(rule, seen)}; interfaces: ${shown(live.map((one) => `${one.name} ${one.now ?? ''}`).join(', '))}`,
  );
}

function isGood(
  { combination, want }: InterfaceRule,
  all: string | undefined,
  own: string | undefined,
  { forwards }: InterfaceValue,
): boolean {
  return satisfies(want, String(effective(combination, all ?? '', own ?? '', forwards)));
}

/** Switching forwarding on or off resets IPv4 accept_redirects of `all` (ip-sysctl.rst, ip_forward). */
function allAtBoot({ combination, defaults }: InterfaceRule, all: InterfaceValue): Told {
  const reset = combination === 'redirects' && all.forwards;
  return all.atBoot ?? (reset ? byKernel('0', 'forwarding') : byKernel(defaults.all));
}

const freshAtBoot = ({ defaults }: InterfaceRule, fresh: InterfaceValue): Told =>
  fresh.atBoot ?? byKernel(defaults.default);

const byKernel = (value: string, why?: string): Told => ({
  value,
  source: why === undefined ? "the kernel's default" : `the kernel, for ${why}`,
});

const subjectOf = ({ family, setting }: InterfaceRule, name: string): string =>
  sysctlKey(`net/ipv${family}/conf/${name}/${setting}`);

function mismatches(
  rule: InterfaceRule,
  name: string,
  bad: { readonly now: string | undefined; readonly later: Told | undefined },
): readonly Mismatch[] {
  const subject = subjectOf(rule, name);
  const wanted = expected(rule.want);
  const now = bad.now === undefined ? [] : [{ subject, expected: wanted, actual: shown(bad.now) }];
  if (bad.later === undefined) return now;
  const actual = `${shown(bad.later.value)}, from ${shown(bad.later.source)}`;
  return [...now, { subject: `${subject} after a reboot`, expected: wanted, actual }];
}

/** Devices of single containers, whose names are random: kept apart, each run would show them as new. */
const ONE_OF_MANY = /^(veth|cali|lxc|azv|eni|gke|tap|vnet)[0-9a-f_]+$/i;

function together(
  rule: InterfaceRule,
  bad: readonly { readonly name: string; readonly actual: string }[],
  when = '',
): readonly Mismatch[] {
  const groups = new Map<string, string[]>();
  for (const { name, actual } of bad) {
    const label = name.replace(ONE_OF_MANY, '$1*');
    groups.set(label, [...(groups.get(label) ?? []), actual]);
  }
  return [...groups].map(([label, actuals]) => ({
    subject: `${subjectOf(rule, label)}${when}`,
    expected: `${expected(rule.want)}, together with all`,
    actual: shown(
      label.endsWith('*')
        ? `${[...new Set(actuals)].join(' or ')}, on ${actuals.length}`
        : actuals.join(),
    ),
  }));
}

function noteOf(rule: InterfaceRule, { booted, all, fresh }: InterfaceSetting): string {
  const told = (one: InterfaceValue, then: Told): string =>
    `${one.name} is ${booted ? `${shown(one.now ?? 'not there')} and ` : ''}${shown(then.value)} after a boot (${shown(then.source)})`;
  return `${told(all, allAtBoot(rule, all))}; ${told(fresh, freshAtBoot(rule, fresh))}`;
}

const shown = (text: string): string => (text === '' ? '(empty)' : visibleLine(text, 300));
