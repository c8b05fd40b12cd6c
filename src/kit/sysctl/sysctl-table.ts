import type { CheckMeta } from '../../model/check.ts';
import { type Observation, unsupported, value } from '../../model/observation.ts';
import type { CheckVerdict, Mismatch } from '../../model/verdict.ts';
import { fail, notApplicable, pass, passUnless } from '../../model/verdict.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../../probes/fact.ts';
import { sysctl } from '../../probes/sysctl/sysctl.ts';
import { type SysctlSetting, sysctlSetting } from '../../probes/sysctl/sysctl-setting.ts';
import { type AnyCheck, defineCheck, required } from '../define-check.ts';
import { expected, recommended, type SysctlWant, satisfies } from './sysctl-want.ts';

/** One sysctl, one check. */
export interface SysctlRow
  extends Pick<CheckMeta, 'title' | 'severity' | 'level' | 'rationale' | 'references'> {
  readonly key: string;
  readonly want: SysctlWant;
  /** What the remedy sets, where `want` leaves a choice. */
  readonly set?: string;
  /** Only where neither the build options nor patches of distributions change it. */
  readonly kernelDefault?: string;
  /** What it means that the running kernel has no such key. */
  readonly whenAbsent: { readonly notApplicable: string } | { readonly pass: string } | 'fail';
  /** In place of "set it in a file". */
  readonly remedy?: string;
  readonly tags?: readonly string[];
}

export function sysctlChecks(rows: readonly SysctlRow[]): readonly AnyCheck[] {
  return rows.map((row) =>
    defineCheck({
      id: `sysctl.${row.key}`,
      area: 'sysctl',
      title: row.title,
      severity: row.severity,
      level: row.level,
      rationale: row.rationale,
      remedy: row.remedy ?? setInFile(row.key, row.set ?? recommended(row.want)),
      ...repairOf(row),
      references: row.references,
      tags: ['sysctl', ...(row.tags ?? [])],
      needs: { setting: required(decidable(row)) },
      evaluate: ({ setting }) => judgeSetting(row, setting),
    }),
  );
}

/** Only where the value to set is a value, and setting it in a file is all there is to do. */
function repairOf({ key, want, set, remedy }: SysctlRow): Pick<CheckMeta, 'repair'> {
  const text = set ?? recommended(want);
  const settles = remedy === undefined && satisfies(want, text);
  return settles ? { repair: { kind: 'sysctl', key, value: text } } : {};
}

/** The remedy for a key that belongs into a file. */
export function setInFile(key: string, text: string): string {
  return `Write \`${key} = ${text}\` to /etc/sysctl.d/99-zz-hardening.conf, remove other lines for the key, and run \`sysctl --system\`.`;
}

/**
 * What can be judged: a wrong value that runs is wrong whatever files say, be they readable or not.
 * An image that leaves the key to a kernel which no one has seen yet cannot be.
 */
function decidable(row: SysctlRow): Derived<SysctlSetting> {
  return derived(
    `sysctl-row:${row.key}`,
    { setting: sysctlSetting(row.key), running: sysctl(row.key) },
    ({ setting, running: now }): Observation<SysctlSetting> => {
      if (setting.state !== 'value') {
        const wrong = now.state === 'value' && !satisfies(row.want, now.value);
        return wrong ? value({ running: now, atBoot: undefined, loader: 'none' }) : setting;
      }
      const { running, atBoot } = setting.value;
      if (running.state === 'unbooted' && (atBoot?.value ?? row.kernelDefault) === undefined) {
        return unsupported(`no file sets ${row.key}, and no kernel runs that shows its default`);
      }
      return setting;
    },
  );
}

type Judged = Pick<SysctlRow, 'key' | 'want' | 'kernelDefault' | 'whenAbsent'>;

/** A sysctl that is wrong now, or will be after a boot. */
function judgeSetting(row: Judged, setting: SysctlSetting): CheckVerdict {
  if (setting.running.state === 'absent') return judgeAbsence(row);
  const running = runningMismatch(row, setting);
  const lost = running === undefined ? bootMismatch(row, setting) : fileMismatch(row, setting);
  return passUnless(
    [running, lost].filter((m) => m !== undefined),
    noteOf(row, setting),
  );
}

function judgeAbsence({ key, want, whenAbsent }: Judged): CheckVerdict {
  if (whenAbsent === 'fail') {
    return fail({ subject: key, expected: expected(want), actual: 'this kernel has no such key' });
  }
  if ('pass' in whenAbsent) return pass(whenAbsent.pass);
  return notApplicable(whenAbsent.notApplicable);
}

function runningMismatch(
  { key, want }: Judged,
  { running, atBoot }: SysctlSetting,
): Mismatch | undefined {
  if (running.state !== 'value' || satisfies(want, running.value)) return undefined;
  const although =
    atBoot !== undefined && satisfies(want, atBoot.value)
      ? `, although ${atBoot.source} sets ${shown(atBoot.value)}`
      : '';
  return { subject: key, expected: expected(want), actual: `${shown(running.value)}${although}` };
}

/** What a file says is wrong in itself; what a good running value loses is not in the files at all. */
function bootMismatch(row: Judged, setting: SysctlSetting): Mismatch | undefined {
  if (setting.atBoot !== undefined) return fileMismatch(row, setting);
  const { key, want, kernelDefault } = row;
  if (kernelDefault === undefined || satisfies(want, kernelDefault)) return undefined;
  const actual = `${shown(kernelDefault)}, the kernel's default: ${unset(setting)}`;
  return { subject: `${key} after a reboot`, expected: expected(want), actual };
}

function fileMismatch({ key, want }: Judged, { atBoot }: SysctlSetting): Mismatch | undefined {
  if (atBoot === undefined || satisfies(want, atBoot.value)) return undefined;
  const actual = `${shown(atBoot.value)}, set by ${shown(atBoot.source)}`;
  return { subject: `${key} after a reboot`, expected: expected(want), actual };
}

function noteOf({ key, kernelDefault }: Judged, setting: SysctlSetting): string {
  const { running, atBoot } = setting;
  const now =
    running.state === 'value'
      ? `${key} is ${shown(running.value)}`
      : 'not booted, so judged by its files';
  if (atBoot !== undefined) {
    return `${now}; ${shown(atBoot.source)} sets ${shown(atBoot.value)} (${readBy(setting)})`;
  }
  const then =
    kernelDefault === undefined
      ? 'after a reboot it is what the kernel was built with'
      : `the kernel's default is ${shown(kernelDefault)}`;
  return `${now}; ${unset(setting)}, ${then}`;
}

function unset({ loader }: SysctlSetting): string {
  return loader === 'none'
    ? 'systemd-sysctl is masked, so no file sets it'
    : `no file sets it (${readBy({ loader })})`;
}

function readBy({ loader }: Pick<SysctlSetting, 'loader'>): string {
  switch (loader) {
    case 'systemd':
      return 'as systemd-sysctl reads them';
    case 'procps':
      return 'as sysctl --system reads them';
    case 'busybox':
      return 'as the sysctl service of Alpine reads them';
    case 'none':
      return 'systemd-sysctl is masked';
  }
}

const shown = (text: string): string => (text === '' ? '(empty)' : visibleLine(text, 200));
