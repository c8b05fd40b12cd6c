import type { CheckMeta } from '../../model/check.ts';
import { type Observation, unsupported } from '../../model/observation.ts';
import { type CheckVerdict, notApplicable } from '../../model/verdict.ts';
import { type Derived, derived } from '../../probes/fact.ts';
import { type InterfaceSetting, interfaceSetting } from '../../probes/sysctl/interface-setting.ts';
import { type AnyCheck, defineCheck, orAbsent } from '../define-check.ts';
import {
  type InterfaceRule,
  judgeAll,
  judgeFresh,
  judgeInterfaces,
} from './interface-judgement.ts';
import { setInFile } from './sysctl-table.ts';
import { recommended } from './sysctl-want.ts';

const SCOPES = {
  all: 'for all interfaces',
  default: 'for interfaces to come',
  interfaces: 'on each interface',
} as const;
type Scope = keyof typeof SCOPES;

/** One setting of net.ipv4.conf or net.ipv6.conf, a check for each scope. */
export interface InterfaceSysctlRow
  extends InterfaceRule,
    Pick<CheckMeta, 'severity' | 'level' | 'rationale'> {
  /** Begins a sentence that the scope ends. */
  readonly title: string;
  /** By scope: a scope without references has no check. */
  readonly references: Readonly<Partial<Record<Scope, readonly string[]>>>;
}

export function interfaceSysctlChecks(rows: readonly InterfaceSysctlRow[]): readonly AnyCheck[] {
  return rows.flatMap((row) =>
    (['all', 'default', 'interfaces'] as const).flatMap((scope) => {
      const references = row.references[scope];
      return references === undefined ? [] : [checkOf(row, scope, references)];
    }),
  );
}

function checkOf(row: InterfaceSysctlRow, scope: Scope, references: readonly string[]): AnyCheck {
  const { family, setting } = row;
  const fact = interfaceSetting(family, setting);
  const key = `net.ipv${family}.conf.${scope === 'interfaces' ? '*' : scope}.${setting}`;
  return defineCheck({
    id: `sysctl.net.ipv${family}.conf.${scope}.${setting}`,
    area: 'sysctl',
    title: `${row.title} ${SCOPES[scope]}`,
    severity: row.severity,
    level: row.level,
    rationale: row.rationale,
    remedy: setInFile(key, recommended(row.want)),
    references: ['kernel-doc:networking/ip-sysctl.rst', ...references],
    tags: ['sysctl', 'network'],
    needs: { seen: orAbsent(scope === 'interfaces' ? onceBooted(fact) : fact) },
    evaluate({ seen }): CheckVerdict {
      if (seen === undefined)
        return notApplicable(`this kernel has no net.ipv${family}.conf.*.${setting}`);
      if (scope === 'interfaces') return judgeInterfaces(row, seen);
      return scope === 'all' ? judgeAll(row, seen) : judgeFresh(row, seen);
    },
  });
}

/** The interfaces of an image are not known. */
function onceBooted(fact: Derived<InterfaceSetting>): Derived<InterfaceSetting> {
  return derived(
    `booted-${fact.key}`,
    { fact },
    ({ fact: seen }): Observation<InterfaceSetting> =>
      seen.state === 'value' && !seen.value.booted
        ? unsupported('not booted: it has no interfaces yet')
        : seen,
  );
}
