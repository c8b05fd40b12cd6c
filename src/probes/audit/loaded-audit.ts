import {
  absent,
  denied,
  failed,
  type Gap,
  type Observation,
  unsupported,
  value,
} from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { auditState } from '../readers/audit-state.ts';
import { type AuditRuleSet, parseAuditRules } from './audit-rule-lines.ts';

/** What the kernel records now. */
export interface LoadedAudit {
  /** `enabled` is set from the kernel's state. */
  readonly rules: AuditRuleSet;
  /** Fields of `auditctl -s`: `enabled`, `pid`, `lost`, `backlog_limit`, `loginuid_immutable`. */
  readonly status: ReadonlyMap<string, string>;
}

/** The kernel's own answer. Absent where there is no auditctl; unsupported where the kernel has no audit. */
export const loadedAudit: Probe<LoadedAudit> = {
  key: 'audit-loaded:',
  reading: { reader: auditState, arg: '' },
  parse: ({ stdout }): Observation<LoadedAudit> => {
    if (/^auditctl absent$/m.test(stdout)) return absent('there is no auditctl');
    const status = section(stdout, 'status');
    const rules = section(stdout, 'rules');
    if (status === undefined || rules === undefined) return failed('the answer of auditctl is cut');
    const gap = gapOf(status) ?? gapOf(rules);
    return gap ?? stateOf(status.text, rules.text);
  },
};

interface Section {
  readonly text: string;
  readonly exit: number;
}

const SECTIONS =
  /^section status\n([\s\S]*?)^status (\d+)\nsection rules\n([\s\S]*)^status (\d+)\n?$/m;

function section(stdout: string, name: 'status' | 'rules'): Section | undefined {
  const [whole, status = '', first = '', rules = '', second = ''] = SECTIONS.exec(stdout) ?? [];
  if (whole === undefined) return undefined;
  return name === 'status'
    ? { text: status, exit: Number(first) }
    : { text: rules, exit: Number(second) };
}

function gapOf({ text, exit }: Section): Gap | undefined {
  if (exit === 0 && !/^Error/m.test(text)) return undefined;
  const line = visibleLine(text.trim().split('\n')[0] ?? '', 200);
  if (/must be root|not permitted|permission|CAP_AUDIT/i.test(text)) {
    return denied('the audit state of the kernel needs root');
  }
  if (/not in kernel|not supported|refused/i.test(text)) {
    return unsupported('the kernel does not audit, or not for this namespace');
  }
  return failed(`auditctl ended with ${exit}: ${line}`);
}

function stateOf(lines: string, rules: string): Observation<LoadedAudit> {
  const status = new Map(
    [...lines.matchAll(/^([a-z_]+) (.+)$/gm)].map(([, name = '', text = '']) => [name, text]),
  );
  const enabled = status.get('enabled');
  if (enabled === undefined) return failed('auditctl tells no state of the kernel');
  const set = parseAuditRules(rules);
  const [line] = set.unread;
  if (line !== undefined) {
    return failed(`no audit rule that is known here: ${visibleLine(line, 200)}`);
  }
  return value({ rules: { ...set, enabled }, status });
}
