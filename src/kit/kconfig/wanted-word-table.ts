import type { CheckMeta } from '../../model/check.ts';
import { type Observation, value } from '../../model/observation.ts';
import { type CheckVerdict, passUnless } from '../../model/verdict.ts';
import { normalName, runningCommandLine } from '../../probes/boot/command-line.ts';
import { type Derived, derived } from '../../probes/fact.ts';
import { type Unwanted, unwantedWords, type WordFindings } from '../boot-table.ts';
import { type Check, defineCheck, type Need, required } from '../define-check.ts';
import { type KconfigRule, kconfigVerdict } from './kconfig-findings.ts';
import type { Substitute } from './kconfig-substitute.ts';
import type { KconfigTest } from './kconfig-test.ts';

/** A word that the kernel command line should have, unless the kernel was built to do so anyway. */
export interface WantedWordRow
  extends Pick<CheckMeta, 'title' | 'severity' | 'level' | 'rationale'>,
    Pick<KconfigRule, 'since' | 'only' | 'scope'> {
  /** Below `boot.`. */
  readonly id: string;
  readonly word: string;
  readonly accepted: RegExp;
  /** What the remedy puts behind `=`; empty for a word alone. */
  readonly set: string;
  /** Values that are wrong whatever was built; `0`, `n` and `off` unless said, nothing for a word alone. */
  readonly wrong?: RegExp;
  /** Further words that are wrong. */
  readonly unwanted?: readonly Unwanted[];
  /** Under which the word is not needed. */
  readonly builtIn?: KconfigTest;
  /** What else does the same. */
  readonly unless?: readonly Substitute[];
  /** With blanks between them. */
  readonly references: string;
}

export type WantedWordCheck = Check<
  {
    readonly contrary: Need<WordFindings, WordFindings>;
    readonly verdict: Need<CheckVerdict, CheckVerdict>;
    readonly now: Need<boolean, boolean>;
  },
  undefined
>;

const NO = /^(?:[0nN]|off)$/;
const NOTHING = /(?!)/;
const NEVER: KconfigTest = { options: [], holds: () => false, text: '' };

/** One check a row, judged as the kernel runs and as each later boot would start it. */
export function wantedWordChecks(rows: readonly WantedWordRow[]): readonly WantedWordCheck[] {
  return rows.map((row) => {
    const { id, title, severity, level, rationale, references, word, unwanted = [] } = row;
    const values = row.wrong ?? (row.set === '' ? NOTHING : NO);
    return defineCheck({
      id: `boot.${id}`,
      area: 'boot',
      title,
      severity,
      level,
      rationale,
      remedy: remedyOf(row),
      references: [...references.split(' '), 'kernel-doc:admin-guide/kernel-parameters.txt'],
      tags: ['boot', 'command-line'],
      ...(row.since === undefined ? {} : { since: `Linux ${row.since}` }),
      needs: {
        contrary: required(unwantedWords(`wanted:${id}`, [{ name: word, values }, ...unwanted])),
        verdict: required(kconfigVerdict(`boot:${id}`, ruleOf(row))),
        now: required(runsWith(row)),
      },
      evaluate: ({ contrary, verdict, now }) => {
        if (verdict.outcome === 'notApplicable') return verdict;
        if (contrary.mismatches.length > 0) return passUnless(contrary.mismatches, '');
        return now ? onlyNow(verdict) : verdict;
      },
    });
  });
}

/** Whether the kernel runs with the word; an image does not run. */
const runsWith = ({ id, word, accepted }: WantedWordRow): Derived<boolean> =>
  derived(`runs-with:${id}`, { line: runningCommandLine }, ({ line }): Observation<boolean> => {
    if (line.state === 'unsupported') return value(false);
    if (line.state !== 'value') return line;
    const last = line.value.findLast(({ name }) => name === normalName(word));
    return value(last !== undefined && accepted.test(last.value ?? ''));
  });

/** The kernel runs with the word, and so what is wrong is what a later boot would do. */
function onlyNow(verdict: CheckVerdict): CheckVerdict {
  if (verdict.outcome !== 'fail') return verdict;
  const later = verdict.mismatches.map((mismatch) => ({
    ...mismatch,
    subject: `${mismatch.subject} after a reboot`,
  }));
  return passUnless(later, '');
}

function ruleOf(row: WantedWordRow): KconfigRule {
  const { word, accepted, set, builtIn = NEVER, unless = [], since, only, scope } = row;
  const wanted = `${wordAs(row)} on the command line`;
  return {
    option: word,
    want: builtIn,
    subject: word,
    expected: builtIn === NEVER ? wanted : `${wanted}, or ${builtIn.text}`,
    unless: [{ word, accepted, set }, ...unless],
    ...(since === undefined ? {} : { since }),
    ...(only === undefined ? {} : { only }),
    ...(scope === undefined ? {} : { scope }),
  };
}

const wordAs = ({ word, set }: WantedWordRow): string => (set === '' ? word : `${word}=${set}`);

const remedyOf = (row: WantedWordRow): string =>
  `Add \`${wordAs(row)}\` to GRUB_CMDLINE_LINUX in /etc/default/grub and run \`update-grub\`; on the RHEL ` +
  `family run \`grubby --update-kernel=ALL --args="${wordAs(row)}"\`; with systemd-boot edit ` +
  '/etc/kernel/cmdline and run `kernel-install add-all`. Then reboot.';
