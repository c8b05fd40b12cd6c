import type { AuditRule, AuditRuleSet } from './audit-rule-lines.ts';

const WIDTHS = ['b64', 'b32'] as const;
export type CallWidth = (typeof WIDTHS)[number];

/**
 * Whether each of `perms` (of `rwxa`) on a path leaves a record, whoever does it and by which calls: a
 * 64-bit system also takes 32-bit ones. A rule that other fields or a list of system calls narrow does
 * not count; the first rule that matches decides.
 */
export function isPathWatched(set: AuditRuleSet, path: string, perms: string): boolean {
  if (isSilenced(set)) return false;
  return WIDTHS.every((width) =>
    [...perms].every((perm) => {
      const first = set.rules.find((rule) => decides(rule, path, perm, width));
      return first?.action === 'always';
    }),
  );
}

/** Auditing is off, or new tasks get no audit context (`-a never,task`), and so no rule ever matches. */
export const isSilenced = ({ enabled, rules }: AuditRuleSet): boolean =>
  enabled === '0' ||
  rules.some(
    ({ action, list, filters }) => action === 'never' && list === 'task' && filters.length === 0,
  );

/** The width that auditctl gives; a file may also name the machine. */
const B64 = /^(b64|x86_64|aarch64|ppc64|ppc64le|s390x|riscv64|loongarch64|c[0-9a-f]{7})$/i;

export const takesWidth = ({ arch }: AuditRule, width: CallWidth): boolean =>
  arch === undefined || (B64.test(arch) ? 'b64' : 'b32') === width;

function decides(rule: AuditRule, path: string, perm: string, width: CallWidth): boolean {
  if (rule.list !== 'exit' || !takesWidth(rule, width) || !covers(rule, path)) return false;
  if (rule.perms !== undefined && !rule.perms.includes(perm)) return false;
  // What is kept out for some is not watched for all.
  if (rule.action === 'never') return true;
  return rule.filters.length === 0 && everySyscall(rule);
}

const everySyscall = ({ syscalls, watch }: AuditRule): boolean =>
  watch || syscalls.length === 0 || syscalls.includes('all');

const silencesEvery = (rule: AuditRule): boolean =>
  rule.action === 'never' && rule.filters.length === 0 && everySyscall(rule);

function covers(rule: AuditRule, path: string): boolean {
  if (rule.path === undefined) return silencesEvery(rule);
  if (rule.path === path) return true;
  return rule.reach === 'tree' && path.startsWith(rule.path === '/' ? '/' : `${rule.path}/`);
}
