import { type Reader, unsplit } from '../reader.ts';

/** Lines of one process that are read; a program has few files that were replaced. */
const MAX_LINES = 60;

/**
 * Programs and libraries that run though their files are gone: what an update replaced. Only processes of the
 * host: those in its own mount namespace, and services that systemd gave one of their own; a container's
 * files go with its image. Where process 1 is closed even to root, the kernel's own threads stand for the host.
 * Lines `PID PATH (deleted) NAME`; last `scan STATUS`, or `scan closed` where processes of others cannot be seen.
 */
export const deletedFiles: Reader = {
  name: 'deleted_files',
  commands: ['grep'],
  offline: false,
  sh: `host=/proc/1/ns/mnt
if ! [ "$host" -ef "$host" ]; then host=/proc/2/ns/mnt; fi
if ! [ "$host" -ef "$host" ]; then say 'scan closed'; return 0; fi
service() {
  while read -r line; do
    case $line in
      *docker*|*libpod*|*crio-*|*cri-containerd*|*kubepods*|*lxc*|*machine.slice*|*nspawn*|*buildkit*) return 1 ;;
      *system.slice/*.service*) return 0 ;;
    esac
  done <"$1/cgroup"
  return 1
}
set +f
set -- /proc/[0-9]*
set -f
for dir; do
  shift
  if [ "$dir/ns/mnt" -ef "$host" ] || { [ -r "$dir/cgroup" ] && service "$dir"; }; then
    set -- "$@" "$dir/maps"
  fi
done 2>/dev/null
hits=$(run grep -a -H -m ${MAX_LINES} -o -E ' /(usr|lib|lib32|lib64|bin|sbin|opt)/.* [(]deleted[)]$' "$@" 2>/dev/null)
status=$?
last=
for hit in $hits; do
  pid=\${hit#/proc/}
  pid=\${pid%%/*}
  path=\${hit#*: }
  if [ "$pid $path" = "$last" ]; then continue; fi
  last="$pid $path"
  name=
  if [ -r "/proc/$pid/comm" ]; then read -r name <"/proc/$pid/comm"; fi
  if [ "$name" ]; then say "$pid $path $name"; fi
done
say "scan $status"`,
  split: unsplit,
};
