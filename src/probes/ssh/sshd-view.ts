import { visibleLine } from '../../model/visible-text.ts';
import { everybodys, type SshdConfig } from './sshd-config.ts';

/** Keywords whose lines add up. */
const LISTS: readonly string[] = [
  'acceptenv',
  'allowusers',
  'allowgroups',
  'denyusers',
  'denygroups',
  'hostkey',
  'listenaddress',
];

/** The value for everybody, in small letters; undefined where nothing is set. */
export function sshdValue(config: SshdConfig, keyword: string): string | undefined {
  if (!LISTS.includes(keyword)) return everybodys(config, keyword)?.args.join(' ').toLowerCase();
  const lines = config.settings.filter(
    (one) => one.keyword === keyword && (one.match === undefined || one.match === 'all'),
  );
  return lines.length === 0 ? undefined : lines.flatMap(({ args }) => args).join(' ');
}

/** Values that hold for some only, each with the criteria of its Match block. */
export const sshdExceptions = (
  config: SshdConfig,
  keyword: string,
): readonly { readonly value: string; readonly match: string }[] =>
  config.settings.flatMap(({ keyword: name, args, match }) =>
    name === keyword && match !== undefined && match !== 'all'
      ? [{ value: args.join(' ').toLowerCase(), match: visibleLine(match, 100) }]
      : [],
  );

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

/** Seconds of a time of sshd_config(5): `90`, `1m30s`. Undefined for anything else. */
export function sshdSeconds(text: string): number | undefined {
  if (text === '' || !/^(?:\d{1,9}[smhdw])*\d{0,9}$/i.test(text)) return undefined;
  let seconds = 0;
  for (const [, count = '', unit = 's'] of text.toLowerCase().matchAll(/(\d+)([smhdw]?)/g)) {
    seconds += Number(count) * (UNITS[unit === '' ? 's' : unit] ?? 1);
  }
  return seconds;
}
