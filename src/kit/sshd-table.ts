import type { CheckMeta } from '../model/check.ts';
import {
  type CheckVerdict,
  type Mismatch,
  notApplicable,
  pass,
  passUnless,
} from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import { type SshdConfig, sshdConfig } from '../probes/ssh/sshd-config.ts';
import { sshdExceptions, sshdValue } from '../probes/ssh/sshd-view.ts';
import { type Check, defineCheck, type Need, orAbsent } from './define-check.ts';

export const NO_SSHD = 'no SSH server of OpenSSH is installed';

/** Asks for the value of any keyword for everybody; undefined where nothing is set. */
export type SshdAsk = (keyword: string) => string | undefined;

/** A keyword of sshd_config(5). */
export interface SshdKeyword {
  /** As the manual writes it. */
  readonly name: string;
  /** What holds where nothing is set, in every version that distributions still carry. */
  readonly byDefault: string;
}

export interface SshdRow extends Omit<CheckMeta, 'area' | 'tags' | 'remedy'> {
  /** Each is judged, in Match blocks too. */
  readonly keywords: readonly [SshdKeyword, ...SshdKeyword[]];
  readonly expected: string;
  /** Lines that mend it. */
  readonly set: string;
  /** What else is to be known before it is set. */
  readonly caution?: string;
  /** By a value in small letters. */
  readonly holds: (value: string, ask: SshdAsk) => boolean;
  /** Why no value of these keywords can do harm; undefined where it can. */
  readonly settled?: (ask: SshdAsk) => string | undefined;
}

export type SshdCheck = Check<
  { readonly sshd: Need<SshdConfig, SshdConfig | undefined> },
  undefined
>;

export function sshdChecks(rows: readonly SshdRow[]): readonly SshdCheck[] {
  return rows.map((row) => {
    const { keywords, expected, set, caution, holds, settled, ...meta } = row;
    return defineCheck({
      ...meta,
      area: 'ssh',
      tags: ['ssh'],
      remedy: sshdRemedy(set, caution),
      // What needs thought first is for a person to set.
      ...(caution === undefined
        ? { repair: { kind: 'sshd' as const, lines: set.split('\n') } }
        : {}),
      needs: { sshd: orAbsent(sshdConfig) },
      evaluate: ({ sshd }) => (sshd === undefined ? notApplicable(NO_SSHD) : judge(row, sshd)),
    });
  });
}

/** The first value that sshd meets counts: the file must come before others. */
export const sshdRemedy = (set: string, caution = ''): string =>
  `Write \`${set}\` to /etc/ssh/sshd_config.d/00-hardening.conf, or to the top of /etc/ssh/sshd_config where that folder is not included; then \`sshd -t && systemctl reload sshd\` (\`ssh\` on Debian and Ubuntu). ${caution}`.trimEnd();

function judge(row: SshdRow, config: SshdConfig): CheckVerdict {
  const ask: SshdAsk = (keyword) => sshdValue(config, keyword);
  const settled = row.settled?.(ask);
  if (settled !== undefined) return pass(settled);
  const shown = row.keywords.map(({ name, byDefault }) => {
    const value = ask(name.toLowerCase());
    return `${name} ${visibleLine(value ?? byDefault, 100)}${value === undefined ? ' (by default)' : ''}`;
  });
  return passUnless(
    row.keywords.flatMap((keyword) => mismatches(row, keyword, config, ask)),
    shown.join(', '),
  );
}

function mismatches(
  { expected, holds }: SshdRow,
  { name, byDefault }: SshdKeyword,
  config: SshdConfig,
  ask: SshdAsk,
): readonly Mismatch[] {
  const keyword = name.toLowerCase();
  const value = ask(keyword);
  const found: Mismatch[] = [];
  if (!holds(value ?? byDefault, ask)) {
    const actual =
      value === undefined ? `not set, by default ${byDefault}` : visibleLine(value, 200);
    found.push({ subject: name, expected, actual });
  }
  const exceptions = sshdExceptions(config, keyword).filter((one) => !holds(one.value, ask));
  return [
    ...found,
    ...exceptions.map((one) => ({
      subject: `${name} in Match ${one.match}`,
      expected,
      actual: visibleLine(one.value, 200),
    })),
  ];
}
