import type { FrameText, Reader } from '../reader.ts';

/** The argument that answers which module trees were looked through. */
export const TREES = '@trees';

/**
 * Which of some modules are on disk or built in, by depmod's own lists: those of the kernel that runs, or,
 * where it has none or the system is not booted, those of every kernel. Names come with underscores; a
 * file may have dashes for them.
 * Lines: `kernel RELEASE`, `tree PATH`, `closed PATH`, then grep's `LIST:FILE` up to `.ko`, and `status N`.
 */
export const modules: Reader = {
  name: 'modules',
  commands: ['grep'],
  offline: true,
  sh: `dashed() {
  IFS=_
  set -- $1
  IFS=-
  names="$names|$*"
  IFS=$NL
}
names=@
for name; do
  names="$names|$name"
  case $name in *_*) dashed "$name" ;; esac
done
release=
if [ -r /proc/sys/kernel/osrelease ]; then read -r release </proc/sys/kernel/osrelease; fi
say "kernel $release"
set --
add() {
  if [ -r "$1/modules.dep" ] && [ -r "$1/modules.builtin" ]; then say "tree $1"; return 0; fi
  if [ -e "$1/modules.dep" ] || { [ -d "$1" ] && ! [ -x "$1" ]; }; then say "closed $1"; fi
  return 1
}
if [ "$release" ]; then
  for dir in "/lib/modules/$release" "/usr/lib/modules/$release" \\
    "/run/booted-system/kernel-modules/lib/modules/$release"; do
    if add "$dir"; then set -- "$dir/modules.dep" "$dir/modules.builtin"; break; fi
  done
fi
if [ $# = 0 ]; then
  for dir in /lib/modules /usr/lib/modules; do
    if [ -d "$dir" ] && ! [ -r "$dir" ]; then say "closed $dir"; fi
  done
  set +f
  for dir in /lib/modules/*; do
    if add "$dir"; then set -- "$@" "$dir/modules.dep" "$dir/modules.builtin"; fi
  done
  set -f
fi
if [ $# = 0 ]; then return 0; fi
command grep -a -H -o -E "^[^:]*/($names)[.]ko" "$@"
say "status $?"`,
  split: splitModules,
};

function splitModules(frame: FrameText, args: readonly string[]): ReadonlyMap<string, FrameText> {
  const head: string[] = [];
  const found = new Map<string, string[]>();
  for (const line of frame.stdout.replace(/\n$/, '').split('\n')) {
    const file = /^[^:]*\/modules\.(?:dep|builtin):(?:.*\/)?([^/]+)\.ko$/.exec(line)?.[1];
    if (file === undefined) head.push(line);
    else {
      const name = file.replaceAll('-', '_');
      found.set(name, [...(found.get(name) ?? []), line]);
    }
  }
  const text = (lines: readonly string[] = []): string => lines.map((line) => `${line}\n`).join('');
  return new Map(
    args.map((arg) => [
      arg,
      {
        exit: frame.exit,
        stdout: text(arg === TREES ? head : found.get(arg)),
        stderr: arg === TREES ? frame.stderr : '',
        ...(frame.cut ? { cut: true as const } : {}),
      },
    ]),
  );
}
