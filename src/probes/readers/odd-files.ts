import { type Reader, unsplit } from '../reader.ts';

/**
 * Folders below the root of a file system that are looked into. Programs and spools of the system lie within
 * them; what lies deeper are source trees and caches, which would make most of the cost.
 */
export const WALK_DEPTH = 5;

/** Kinds of file systems on disks and in memory whose files a program of the host could run. */
const KINDS = 'ext2|ext3|ext4|xfs|btrfs|zfs|f2fs|bcachefs|jfs|reiserfs|tmpfs';

/** Images, layers and volumes: they hold whole systems, whose setuid programs are no news. */
const STORAGE = [
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/buildkit',
  '/var/lib/kubelet',
  '/var/lib/rancher',
  '/var/lib/k0s',
  '/var/lib/lxc',
  '/var/lib/lxd',
  '/var/lib/incus',
  '/var/lib/machines',
  '/var/lib/snapd/snap',
  '/var/snap',
  '/run/docker',
  '/run/containerd',
  '/run/containers',
  '/run/k3s',
  '/snap',
  '/.snapshots',
];

/** Where file systems of the kernel and of devices are mounted. */
const OF_KERNEL = ['/dev', '/proc', '/sys'];

/** Layers of engines that run without root. */
const ROOTLESS = ['*/.local/share/docker', '*/.local/share/containers', '*/.local/share/nerdctl'];

const PRUNED = [...STORAGE, ...ROOTLESS].map((path) => `-path '${path}'`).join(' -o ');
const EXECUTABLE = '-type f \\( -perm -100 -o -perm -010 -o -perm -001 \\)';

/**
 * One walk over the host's own file systems for what nobody should be able to place there: setuid and setgid
 * programs, device nodes, files and folders that everybody may write to. Folders of containers are left out.
 * No deeper than WALK_DEPTH, so that a disk full of data costs a night's audit nothing.
 * A file system that is mounted in several places is walked once, where its root is mounted.
 * Standard output: `root PATH` for each start, `skipped PATH` for one whose name cannot be passed on; then
 * `KIND|MODE|UID|GID|PATH` as find says it (`f|4755|0|0|/usr/bin/su`), or with busybox `x|81ed|…`, the raw mode
 * in hexadecimal; at last `status N` of find.
 * Standard error: what find could not read, and what getcap says of programs; `getcap absent` where it is not there.
 */
export const oddFiles: Reader = {
  name: 'odd_files',
  commands: ['find', 'stat', 'getcap', 'sh'],
  offline: false,
  sh: `whole=
split() {
  device=\${1#* * }
  rest=\${device#* }
  device=\${device%% *}
  from=\${rest%% *}
  rest=\${rest#* }
  point=\${rest%% *}
  kind=\${1#* - }
  kind=\${kind%% *}
  case $kind in ${KINDS}) ;; *) return 1 ;; esac
  case $point/ in ${[...OF_KERNEL, ...STORAGE].map((path) => `${path}/*`).join('|')}) [ "$point" = /dev/shm ] ;; esac
}
while read -r line; do
  if split "$line" && [ "$from" = / ]; then whole="$whole $device "; fi
done </proc/self/mountinfo
set --
while read -r line; do
  split "$line" || continue
  if [ "$from" != / ]; then case $whole in *" $device "*) continue ;; esac; fi
  case $point in
    *\\\\*) say "skipped $point" ;;
    *) if [ -d "$point" ]; then say "root $point"; set -- "$@" "$point"; fi ;;
  esac
done </proc/self/mountinfo
if [ $# = 0 ]; then return 0; fi
set -- "$@" -xdev -maxdepth ${WALK_DEPTH + 1} -type d \\( ${PRUNED} \\) -prune -o \\( -type b -o -type c -o -type d -perm -2 -o -type f \\( -perm -4000 -o -perm -2000 -o -perm -2 \\) \\)
busybox=
for tool in /usr/bin/find /bin/find /proc/$$/exe; do
  for box in /bin/busybox /usr/bin/busybox; do
    if [ "$tool" -ef "$box" ]; then busybox=1; fi
  done
done
if [ "$busybox" ]; then set -- "$@" -exec stat -c 'x|%f|%u|%g|%n' {} +
else set -- "$@" -printf '%y|%m|%U|%G|%p\\n'
fi
if command -v getcap >/dev/null; then
  set -- "$@" -type f -type d -o ${EXECUTABLE} -exec sh -c 'exec getcap "$@" >&2' sh {} +
else say 'getcap absent' >&2
fi
t find "$@"
say "status $?"`,
  split: unsplit,
};
