import type { AuditRule, AuditRuleSet } from './audit-rule-lines.ts';

/**
 * Whether each of `perms` (of `rwxa`) on a path leaves a record, whoever does it. A rule that other
 * fields or a list of system calls narrow does not count; the first rule that matches decides.
 */
export function isPathWatched(set: AuditRuleSet, path: string, perms: string): boolean {
  if (set.enabled === '0' || set.rules.some(silencesAll)) return false;
  return [...perms].every((perm) => {
    const first = set.rules.find((rule) => decides(rule, path, perm));
    return first?.action === 'always';
  });
}

/** `-a never,task`: new tasks get no audit context, and so no rule on a path ever matches. */
const silencesAll = ({ action, list, filters }: AuditRule): boolean =>
  action === 'never' && list === 'task' && filters.length === 0;

function decides(rule: AuditRule, path: string, perm: string): boolean {
  if (rule.list !== 'exit' || !covers(rule, path)) return false;
  if (rule.perms !== undefined && !rule.perms.includes(perm)) return false;
  // What is kept out for some is not watched for all.
  if (rule.action === 'never') return true;
  return rule.filters.length === 0 && rule.arch !== 'b32' && everySyscall(rule);
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
