import {
  absent,
  denied,
  failed,
  type Observation,
  unsupported,
  value,
} from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { shadow as reader } from '../readers/shadow.ts';

const KINDS = [
  'empty',
  'none',
  'yescrypt',
  'gost-yescrypt',
  'scrypt',
  'bcrypt',
  'sha512',
  'sha256',
  'md5',
  'des',
  'unknown',
] as const;

/** A line of shadow(5), without its hash. */
export interface ShadowEntry {
  readonly name: string;
  /** What made the hash; `empty`: no password is asked for; `none`: no password fits. */
  readonly kind: (typeof KINDS)[number];
  /** The hash stands behind a `!`. */
  readonly locked: boolean;
  /** Days that a password lasts at most, at least, and is warned of before its end. */
  readonly maxDays?: number;
  readonly minDays?: number;
  readonly warnDays?: number;
  /** Days after a password has expired until the account is closed; undefined where it never is. */
  readonly inactiveDays?: number;
}

/** Absent where the host has no /etc/shadow. */
export const shadow: Probe<readonly ShadowEntry[]> = {
  key: 'shadow',
  reading: { reader, arg: '' },
  parse: parseShadow,
};

function parseShadow({ stdout }: RawOutput): Observation<readonly ShadowEntry[]> {
  if (stdout === 'shadow absent\n') return absent('/etc/shadow does not exist');
  if (stdout === 'shadow denied\n') return denied('reading /etc/shadow needs more privilege');
  if (stdout === 'shadow tcb\n') return unsupported('passwords are in /etc/tcb, which is not read');
  const lines = stdout.split('\n').slice(0, -1);
  if (lines.pop() !== 'status 0') return failed('/etc/shadow was not read to its end');
  const entries: ShadowEntry[] = [];
  for (const line of lines) {
    const [name = '', word, state, , ...ages] = line.split(':');
    const kind = KINDS.find((one) => one === word);
    if (kind === undefined) return failed(`not a line of shadow: ${visibleLine(line, 100)}`);
    // NIS entries and blank lines name no account.
    if (name !== '' && !/^[+-]/.test(name))
      entries.push({ name, kind, locked: state === 'locked', ...agesOf(ages) });
  }
  return value(entries);
}

export const hasPassword = ({ kind }: ShadowEntry): boolean => kind !== 'none' && kind !== 'empty';

/** `MIN:MAX:WARN:INACTIVE`; what is empty or no number is not set. */
function agesOf(fields: readonly string[]): Partial<ShadowEntry> {
  const [minDays, maxDays, warnDays, inactiveDays] = fields.map((field) =>
    /^\d{1,6}$/.test(field) ? Number(field) : undefined,
  );
  return {
    ...(minDays === undefined ? {} : { minDays }),
    ...(maxDays === undefined ? {} : { maxDays }),
    ...(warnDays === undefined ? {} : { warnDays }),
    ...(inactiveDays === undefined ? {} : { inactiveDays }),
  };
}
