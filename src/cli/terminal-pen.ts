import type { PenOptions } from '../../reports/terminal/pen.ts';

/** What the standard output can show. */
export function terminalPen(): PenOptions {
  const { stdout, env } = process;
  return {
    width: stdout.isTTY && stdout.columns > 0 ? stdout.columns : 100,
    colour: stdout.hasColors?.() === true && !env['NO_COLOR'],
    unicode: /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''),
  };
}
