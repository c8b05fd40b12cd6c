import type { AuditFilter, AuditRule, AuditRuleSet } from './audit-rule-lines.ts';
import { type CallWidth, isSilenced, takesWidth } from './path-watched.ts';

/** Which rules count as one that records a system call. */
export interface CallRules {
  /** Fields that may narrow such a rule: by default the login id and whether the call went well. */
  readonly narrowedBy?: readonly string[];
  /** A comparison that it must make, in either order: `['uid', 'euid']`. */
  readonly compares?: readonly [string, string];
}

const USUAL = ['auid', 'loginuid', 'success'];

/** Whether a call of one width leaves a record. An unconditional rule before, which keeps it out, decides. */
export function isCallRecorded(
  set: AuditRuleSet,
  call: string,
  width: CallWidth,
  accepted: CallRules = {},
): boolean {
  if (isSilenced(set)) return false;
  const first = set.rules.find(
    (rule) =>
      rule.list === 'exit' &&
      rule.path === undefined &&
      takesWidth(rule, width) &&
      namesCall(rule, call) &&
      (rule.action === 'never' ? rule.filters.length === 0 : isAccepted(rule, accepted)),
  );
  return first?.action === 'always';
}

const namesCall = ({ syscalls, perms }: AuditRule, call: string): boolean =>
  perms === undefined &&
  (syscalls.length === 0 || syscalls.includes('all') || syscalls.includes(call));

function isAccepted({ filters }: AuditRule, { narrowedBy = USUAL, compares }: CallRules): boolean {
  const compared = filters.filter((one) => compares !== undefined && isComparison(one, compares));
  if (compares !== undefined && compared.length === 0) return false;
  // What is kept out by program is kept out on purpose.
  return filters.every(
    (one) =>
      compared.includes(one) ||
      (narrowedBy.includes(one.field) && isWide(one)) ||
      (one.field === 'exe' && one.operator === '!='),
  );
}

/** Not one account alone, and not the calls that failed. */
function isWide({ field, operator, value }: AuditFilter): boolean {
  if (field === 'success') return operator === '=' && /^(?:1|yes)$/.test(value);
  return !/^(?:auid|loginuid)$/.test(field) || operator === '>=' || operator === '!=';
}

const isComparison = (
  { field, operator, value }: AuditFilter,
  [one, other]: readonly [string, string],
): boolean =>
  operator === '!=' && ((field === one && value === other) || (field === other && value === one));
