import { visibleLine } from '../../../src/model/visible-text.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

interface Instant {
  readonly day: string;
  readonly date: string;
  readonly minute: string;
  readonly second: string;
  readonly zone: string;
}

/** `20 November 2026`, in the zone in which the instant is written. */
export const day = (iso: string): string => read(iso)?.day ?? shown(iso);

/** `2026-11-20 02:01:17 UTC`. */
export function moment(iso: string): string {
  const at = read(iso);
  return at === undefined ? shown(iso) : `${at.date} ${at.minute}${at.second} ${at.zone}`;
}

/** `02:01 UTC`. */
export function clock(iso: string): string {
  const at = read(iso);
  return at === undefined ? shown(iso) : `${at.minute} ${at.zone}`;
}

/** `20 November 2026, 02:00–02:04 UTC`. */
export function span(fromIso: string, toIso: string): string {
  const from = read(fromIso);
  const to = read(toIso);
  if (from === undefined || to === undefined) return `${shown(fromIso)} – ${shown(toIso)}`;
  if (from.date !== to.date || from.zone !== to.zone) {
    return `${from.day}, ${from.minute} ${from.zone} – ${to.day}, ${to.minute} ${to.zone}`;
  }
  const clock = from.minute === to.minute ? from.minute : `${from.minute}–${to.minute}`;
  return `${from.day}, ${clock} ${from.zone}`;
}

function read(iso: string): Instant | undefined {
  const [, year, month, date, minute, second = '', zone] = ISO.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || date === undefined || minute === undefined || name === undefined) {
    return undefined;
  }
  return {
    day: `${Number(date)} ${name} ${year}`,
    date: `${year}-${month}-${date}`,
    minute,
    second,
    zone: zone === 'Z' ? 'UTC' : `UTC${zone}`,
  };
}

const shown = (iso: string): string => visibleLine(iso, 40);
