import { endedByDeadline, type FrameText, type Reader } from '../reader.ts';
import { matchesArgument } from './path-argument.ts';

/**
 * Type, mode, owner, size and time of paths, links followed, all in one stat.
 * The name stands last, so that nothing in it can pass for another field.
 */
export const stat: Reader = {
  name: 'stat',
  commands: ['stat'],
  offline: true,
  sh: `set +f; set -- $*; set -f
t stat -L -c '%a|%u|%g|%U|%G|%F|%s|%Y|%n' "$@"`,
  split: splitStat,
};

function splitStat(frame: FrameText, args: readonly string[]): ReadonlyMap<string, FrameText> {
  const owner = matchesArgument(args);
  const out = new Map(args.map((arg) => [arg, { stdout: '', stderr: '' }]));
  for (const line of frame.stdout.split('\n')) {
    const path = line.split('|').slice(8).join('|');
    const found = path === '' ? undefined : out.get(owner(path) ?? '');
    if (found) found.stdout += `${line}\n`;
  }
  for (const line of frame.stderr.split('\n')) {
    const path = / '(.+)': [^:]+$/.exec(line)?.[1] ?? /^stat: (.+): [^:]+$/.exec(line)?.[1];
    const found = path === undefined ? undefined : out.get(owner(path) ?? '');
    if (found) found.stderr += `${line}\n`;
  }
  const broken = frame.cut === true || endedByDeadline(frame.exit) || frame.exit > 128;
  return new Map(
    [...out].map(([arg, { stdout, stderr }]) => [
      arg,
      {
        exit: stdout === '' ? frame.exit || 1 : stderr === '' ? 0 : 1,
        stdout,
        stderr,
        ...(broken && stderr === '' ? { cut: true } : {}),
      },
    ]),
  );
}
