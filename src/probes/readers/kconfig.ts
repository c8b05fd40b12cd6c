import { releaseOfConfig } from '../kconfig/config-path.ts';
import { compareRelease } from '../kconfig/release-order.ts';
import type { FrameText, Reader } from '../reader.ts';

/** The argument that answers which kernel the options are of; no option has such a name. */
export const BUILD = '@build';

/**
 * Build options of the kernel that runs, by their names without `CONFIG_`, all in one grep. Only files that
 * belong to that very release are read: what /proc holds, else what its package put under its release, else
 * Alpine's, which is named by flavour (the parser holds its version against the release). What
 * reads an image gives every kernel's, without a `kernel` line, and the newest is taken.
 * What unpacks /proc/config.gz says on stderr when it fails.
 * Lines: `kernel RELEASE`, `closed PATH` where a file may be hidden, `file PATH`, the file's own, `status N`.
 */
export const kconfig: Reader = {
  name: 'kconfig',
  commands: ['gzip', 'zcat', 'grep'],
  offline: true,
  sh: `pattern='# Linux/'
for option; do pattern="$pattern\${NL}CONFIG_$option=\${NL}CONFIG_$option is"; done
unzip=
if command -v gzip >/dev/null; then unzip='gzip'; elif command -v zcat >/dev/null; then unzip='zcat'; fi
release=
if [ -r /proc/sys/kernel/osrelease ]; then read -r release </proc/sys/kernel/osrelease; fi
say "kernel $release"
if [ -r /proc/config.gz ] && [ "$unzip" ]; then
  say 'file /proc/config.gz'
  case $unzip in
    gzip) command gzip -dc /proc/config.gz | command grep -a -F "$pattern" ;;
    *) command zcat /proc/config.gz | command grep -a -F "$pattern" ;;
  esac
  say "status $?"
  return 0
fi
if [ -z "$release" ]; then return 0; fi
set -- "/boot/config-$release" "/lib/modules/$release/config" "/usr/lib/modules/$release/config" \\
  "/usr/lib/ostree-boot/config-$release" "/usr/lib/kernel/config-$release"
if [ -d "/lib/modules/$release" ]; then set -- "$@" "/boot/config-\${release##*-}"; fi
for dir in /boot /lib/modules /usr/lib/modules; do
  if [ -d "$dir" ] && ! [ -x "$dir" ]; then say "closed $dir"; fi
done
for f; do
  if ! [ -f "$f" ]; then continue; fi
  if ! [ -r "$f" ]; then say "closed $f"; continue; fi
  say "file $f"
  command grep -a -F "$pattern" "$f"
  say "status $?"
  return 0
done
return 0`,
  split: splitKconfig,
};

interface ConfigFile {
  readonly path: string;
  readonly lines: readonly string[];
}

function splitKconfig(frame: FrameText, args: readonly string[]): ReadonlyMap<string, FrameText> {
  const { head, files } = sections(frame.stdout);
  const [file] = files.toSorted((a, b) =>
    compareRelease(releaseOfConfig(b.path), releaseOfConfig(a.path)),
  );
  const cut = frame.cut ? { cut: true as const } : {};
  const answer = (lines: readonly string[], stderr: string): FrameText => ({
    exit: frame.exit,
    stdout: lines.map((line) => `${line}\n`).join(''),
    stderr,
    ...cut,
  });
  const options = new Map<string, string>();
  const own = [...head];
  if (file) own.push(`file ${file.path}`);
  for (const line of file?.lines ?? []) {
    const name = /^(?:# )?CONFIG_(\w+)/.exec(line)?.[1];
    if (name === undefined) own.push(line);
    // kconfig itself takes the last of two lines.
    else options.set(name, line);
  }
  return new Map(
    args.map((arg) => {
      if (arg === BUILD) return [arg, answer(own, frame.stderr)];
      const line = options.get(arg);
      return [arg, answer(line === undefined ? [] : [line], '')];
    }),
  );
}

function sections(stdout: string): {
  readonly head: readonly string[];
  readonly files: ConfigFile[];
} {
  const head: string[] = [];
  const files: { path: string; lines: string[] }[] = [];
  for (const line of stdout.replace(/\n$/, '').split('\n')) {
    if (line.startsWith('file ')) files.push({ path: line.slice(5), lines: [] });
    else if (/^(?:kernel|closed) /.test(line)) head.push(line);
    else files.at(-1)?.lines.push(line);
  }
  return { head, files };
}
