import {
  absent,
  denied,
  failed,
  type Observation,
  unsupported,
  value,
} from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { derived } from '../fact.ts';
import { filesText, fileText, type TextFile } from '../files/file-text.ts';
import { presentStats } from '../files/present-stats.ts';
import { stat } from '../files/stat.ts';
import { ownProcess } from '../host/own-process.ts';
import { type AuditRuleSet, parseAuditRules } from './audit-rule-lines.ts';
import { type AuditStart, auditStart } from './audit-start.ts';
import { type LoadedAudit, loadedAudit } from './loaded-audit.ts';

const FOLDER = '/etc/audit/rules.d';
const WHOLE = '/etc/audit/audit.rules';
const NO_RULES: AuditRuleSet = parseAuditRules('');

/** The rules of rules.d, put together as augenrules(8) does; undefined where it finds no folder or no file. */
const folderRules = derived(
  'audit-rules:folder',
  { folder: stat(FOLDER), parts: filesText(`${FOLDER}/*.rules`), self: ownProcess },
  ({ folder, parts, self }): Observation<AuditRuleSet> => {
    if (folder.state !== 'value') return folder;
    const root = self.state === 'unsupported' || (self.state === 'value' && self.value.uid === 0);
    // A pattern in a folder that may not be listed finds nothing, which is no answer.
    if (!root && (folder.value.mode & 0o005) !== 0o005) {
      return denied(`listing ${FOLDER} needs more privilege`);
    }
    if (parts.state !== 'value') return parts;
    return parts.value.length === 0
      ? absent(`no rules in ${FOLDER}`)
      : understood(merged(parts.value));
  },
);

const wholeRules = derived(
  'audit-rules:whole',
  { whole: fileText(WHOLE) },
  ({ whole }): Observation<AuditRuleSet> =>
    whole.state === 'value' ? understood(parseAuditRules(whole.value)) : whole,
);

/** What a boot leaves: its rules, and why nothing is recorded where the daemon or the rules do not start. */
export interface AuditView {
  readonly rules: AuditRuleSet;
  readonly silent?: string;
}

/** What is recorded after the next boot. */
export const persistedAuditRules = derived(
  'audit-rules:persisted',
  { start: auditStart, folder: folderRules, whole: wholeRules },
  ({ start, folder, whole }): Observation<AuditView> => {
    if (start.state !== 'value') return start;
    const silent = silenceOf(start.value);
    if (silent !== undefined) return value({ rules: NO_RULES, silent });
    const rules = sourceRules(start.value, folder, whole);
    if (rules.state === 'absent') return value({ rules: NO_RULES });
    return rules.state === 'value' ? value({ rules: rules.value }) : rules;
  },
);

function silenceOf({ daemon, source }: AuditStart): string | undefined {
  if (!daemon) return 'auditd does not start at boot';
  return source === undefined ? 'nothing loads audit rules at boot' : undefined;
}

/** augenrules loads audit.rules as it is where it finds nothing to put together. */
function sourceRules(
  { source }: AuditStart,
  folder: Observation<AuditRuleSet>,
  whole: Observation<AuditRuleSet>,
): Observation<AuditRuleSet> {
  if (source === 'rules.d') return folder.state === 'absent' ? whole : folder;
  if (source?.file === WHOLE) return whole;
  return unsupported(`audit rules are loaded from ${visibleLine(source?.file ?? '', 200)}`);
}

/** What is recorded now, and after a boot; `now` is missing for an image that is not booted. */
export interface AuditRules {
  readonly now?: AuditView & { readonly status: LoadedAudit['status'] };
  readonly boot: AuditView;
}

/** Where an image keeps it. */
const AUDITCTL = ['/usr/sbin/auditctl', '/sbin/auditctl', '/usr/bin/auditctl'];

/** Loaded and persisted rules together; absent where auditd is not installed. */
export const auditRules = derived(
  'audit-rules',
  {
    tools: presentStats(AUDITCTL),
    loaded: loadedAudit,
    persisted: persistedAuditRules,
    self: ownProcess,
  },
  ({ tools, loaded, persisted, self }): Observation<AuditRules> => {
    if (tools.state !== 'value') return tools;
    if (loaded.state === 'absent') return loaded;
    if (tools.value.length === 0 && loaded.state !== 'value') return absent('there is no auditctl');
    if (
      loaded.state !== 'value' &&
      !(loaded.state === 'unsupported' && self.state === 'unsupported')
    ) {
      return loaded;
    }
    if (persisted.state !== 'value') return persisted;
    if (loaded.state !== 'value') return value({ boot: persisted.value });
    return value({ now: viewOf(loaded.value), boot: persisted.value });
  },
);

/** Without a process that takes them, records go to the kernel's own short log. */
function viewOf({ rules, status }: LoadedAudit): NonNullable<AuditRules['now']> {
  const silent =
    status.get('enabled') === '0'
      ? 'auditing is off in the kernel'
      : status.get('pid') === '0'
        ? 'no daemon takes the records'
        : undefined;
  return { rules, status, ...(silent === undefined ? {} : { silent }) };
}

/** A line that cannot be read may take a rule back, or end the loading. */
function understood(set: AuditRuleSet): Observation<AuditRuleSet> {
  const [line] = set.unread;
  return line === undefined
    ? value(set)
    : failed(`no audit rule that is known here: ${visibleLine(line, 200)}`);
}

/** augenrules takes files in the order of `ls -v`; it loads a bare `-D` first and the last `-e` at the end. */
function merged(files: readonly TextFile[]): AuditRuleSet {
  const sorted = [...files].sort((a, b) => byVersion.compare(a.path, b.path));
  const lines = sorted.flatMap(({ content }) => content.split('\n'));
  return parseAuditRules(lines.filter((line) => !/^\s*-D\s*$/.test(line)).join('\n'));
}

const byVersion = new Intl.Collator('en', { numeric: true });
