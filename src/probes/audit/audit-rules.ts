import { absent, denied, failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { derived } from '../fact.ts';
import { filesText, fileText, type TextFile } from '../files/file-text.ts';
import { stat } from '../files/stat.ts';
import { ownProcess } from '../host/own-process.ts';
import { type AuditRuleSet, parseAuditRules } from './audit-rule-lines.ts';

const FOLDER = '/etc/audit/rules.d';

/**
 * The rules kept for the next start: those of rules.d, put together as augenrules(8) does, or
 * audit.rules where that folder holds none. Absent where there is no /etc/audit.
 */
export const persistedAuditRules = derived(
  'audit-rules:persisted',
  {
    base: stat('/etc/audit'),
    folder: stat(FOLDER),
    parts: filesText(`${FOLDER}/*.rules`),
    whole: fileText('/etc/audit/audit.rules'),
    self: ownProcess,
  },
  ({ base, folder, parts, whole, self }): Observation<AuditRuleSet> => {
    if (base.state !== 'value') return base;
    if (folder.state !== 'value' && folder.state !== 'absent') return folder;
    const root = self.state === 'unsupported' || (self.state === 'value' && self.value.uid === 0);
    // A pattern in a folder that may not be listed finds nothing, which is no answer.
    if (folder.state === 'value' && !root && (folder.value.mode & 0o005) !== 0o005) {
      return denied(`listing ${FOLDER} needs more privilege`);
    }
    return rulesOf(parts, whole);
  },
);

function rulesOf(
  parts: Observation<readonly TextFile[]>,
  whole: Observation<string>,
): Observation<AuditRuleSet> {
  if (parts.state !== 'value' && parts.state !== 'absent') return parts;
  if (parts.state === 'value' && parts.value.length > 0) return understood(merged(parts.value));
  if (whole.state === 'value') return understood(parseAuditRules(whole.value));
  return whole.state === 'absent' ? absent('there are no audit rules') : whole;
}

/** A line that cannot be read may take a rule back, or end the loading. */
function understood(set: AuditRuleSet): Observation<AuditRuleSet> {
  const [line] = set.unread;
  return line === undefined
    ? value(set)
    : failed(`no audit rule that is known here: ${visibleLine(line, 200)}`);
}

/** augenrules takes files in the order of `ls -v`; it loads `-D` first and the last `-e` at the end. */
function merged(files: readonly TextFile[]): AuditRuleSet {
  const sorted = [...files].sort((a, b) => byVersion.compare(a.path, b.path));
  const lines = sorted.flatMap(({ content }) => content.split('\n'));
  return parseAuditRules(lines.filter((line) => !/^\s*-D\b/.test(line)).join('\n'));
}

const byVersion = new Intl.Collator('en', { numeric: true });
