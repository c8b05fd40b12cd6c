import { type Reader, unsplit } from '../reader.ts';

/** Container daemons that are looked for by the name of their process. */
export const DAEMONS = ['dockerd', 'containerd', 'crio', 'podman', 'buildkitd', 'kubelet'] as const;
export type Daemon = (typeof DAEMONS)[number];

/** Daemons whose flags count. Values that look like secrets are hidden on the host. */
const FLAGGED = 'dockerd|containerd|podman|buildkitd|kubelet';

const STATUS =
  'Name|PPid|Uid|Gid|Groups|NSpid|Cap(Inh|Prm|Eff|Bnd|Amb)|NoNewPrivs|Seccomp|Seccomp_filters';

/**
 * Keepers of containers. Engines without root have no control groups on cgroup v1: there the children of
 * these, in a mount namespace of their own, are the containers.
 */
const PARENTS = ['conmon', 'containerd-shim'] as const;

/** Nodes that every container has in /dev (runtime-spec, config-linux.md, default devices). */
const USUAL_DEVICES = 'null|zero|full|random|urandom|tty|console|ptmx';

/** Folders of /dev that a container can fill at will, and that hold no devices of the host. */
const OWN_FOLDERS = 'pts|shm|mqueue|fd';

/** Lines of one file that are read: a container may make mounts without end. */
export const MAX_FILE_LINES = 5000;
/** Entries of a container's /dev that are looked at. */
const MAX_DEVICES = 4000;

/**
 * Device nodes and releases of containers, then every file in one grep. It runs in a shell of its own under a
 * deadline: the folder is the container's, which can make it endless, or one that never answers (FUSE).
 */
const DEVICES_AND_FILES = `set -f
IFS=$1
firsts=$2
lines=$3
shift 3
case \${KSH_VERSION-} in
  *MIRBSD*) say() { print -r -- "$1"; } ;;
  *) say() { printf "%s\\n" "$1"; } ;;
esac
devices() {
  pid=$1
  dev=/proc/$pid/root/dev
  if ! [ -d "$dev" ]; then say "devices $pid unreadable"; return; fi
  set +f
  set -- "$dev"/* "$dev"/*/* "$dev"/cpu/*/msr
  set -f
  if [ $# -gt ${MAX_DEVICES} ]; then say "devices $pid crowded"; return; fi
  for node; do
    name=\${node#"$dev"/}
    folder=\${name%%/*}
    case $folder in ${OWN_FOLDERS}) continue ;; esac
    case $name in ${USUAL_DEVICES}|*"$IFS"*) continue ;; esac
    if [ -L "$node" ] || [ -L "$dev/$folder" ]; then continue; fi
    if [ -b "$node" ]; then say "device $pid b $name"
    elif [ -c "$node" ]; then say "device $pid c $name"
    fi
  done
  say "devices $pid read"
}
release() {
  root=/proc/$1/root
  found=
  linked=
  if ! [ -d "$root/." ]; then return; fi
  for folder in etc usr/lib; do
    for part in "\${folder%/*}" "$folder" "$folder/os-release"; do
      if [ -L "$root/$part" ]; then linked=1; continue 2; fi
    done
    if [ -f "$root/$folder/os-release" ]; then
      found=$root/$folder/os-release
      say "release $1 $folder"
      return
    fi
  done
  if [ "$linked" ]; then say "release $1 linked"; else say "release $1 none"; fi
}
for first in $firsts; do
  devices "$first"
  release "$first"
  if [ "$found" ]; then set -- "$@" "$found"; fi
done
exec grep -a -H -m ${MAX_FILE_LINES} -E "$lines" "$@"`;

/**
 * Container processes and container daemons, found by cgroup and name in /proc, whatever the engine.
 * Lines of files come behind the file's name; lines of our own begin with a word, which no path does:
 * - `scan STATUS` of the search: up to 2 it was whole (processes end while it runs).
 * - `memory kB` of the host.
 * - `mark PID PATH` a process whose cgroup ends in a container's 64 digits, or `mark PID DAEMON`;
 *   `mark PID /conmonPARENT` or `/shimPARENT` a container without cgroup, by the process that keeps it.
 * - `arg PID TEXT` one argument of a daemon that is in no container; of Podman only where it serves its
 *   API, since any other call of it may hold a workload's environment.
 * - `first PID ID` the lowest process of a container; `ns PID NAME own|host|unreadable`,
 *   compared with process 1 by device and inode. Where process 1 is closed even to root, the kernel's
 *   own threads and this collector stand for the host.
 * - `limit PID FILE VALUE` from the container's cgroup and from each one above it.
 * - `device PID b|c NAME` for each node beyond the usual ones, then `devices PID read`; or
 *   `devices PID unreadable|crowded`.
 * - `release PID etc|usr/lib` whose os-release is read, of the container's own system; or
 *   `release PID none|linked`: links are not followed, for they could lead to files of the host.
 * - `again`: looking at devices took too long, and all files follow once more.
 *
 * Command lines and environments of containers are never read: they hold secrets.
 */
export const processes: Reader = {
  name: 'processes',
  commands: ['grep', 'tr', 'sh'],
  offline: false,
  sh: `arguments() {
  words=$(exec tr '\\000' '\\012' <"/proc/$1/cmdline")
  case "$2 $NL$words$NL" in
    "podman "*"$NL"service"$NL"*) ;;
    "podman "*) return ;;
  esac
  secret=
  for arg in $words; do
    if [ "$secret" ]; then arg='(hidden)'; fi
    secret=
    case $arg in
      --authentication-token-webhook*) ;;
      --manifest-url-header=*) arg='--manifest-url-header=(hidden)' ;;
      *[Tt][Oo][Kk][Ee][Nn]*=*|*[Ss][Ee][Cc][Rr][Ee][Tt]*=*|*[Pp][Aa][Ss][Ss]*=*) arg="\${arg%%=*}=(hidden)" ;;
      --manifest-url-header|--*[Tt][Oo][Kk][Ee][Nn]|--*[Ss][Ee][Cc][Rr][Ee][Tt]|--*[Pp][Aa][Ss][Ss][Ww]*) secret=1 ;;
    esac
    say "arg $1 $arg"
  done
}
namespaces() {
  for name in user pid net mnt ipc uts cgroup; do
    own=/proc/$1/ns/$name
    if ! [ "$own" -ef "$own" ]; then say "ns $1 $name unreadable"
    elif [ "$own" -ef "$HOST_NS/$name" ]; then say "ns $1 $name host"
    elif [ "$HOST_NS" != /proc/1/ns ] && [ "$own" -ef "/proc/$$/ns/$name" ]; then say "ns $1 $name host"
    elif [ "$HOST_NS/$name" -ef "$HOST_NS/$name" ]; then say "ns $1 $name own"
    else say "ns $1 $name unreadable"
    fi
  done
}
limits_of() {
  pid=$1
  group=$3
  while [ "\${group#/}" ]; do
    for file in $4; do
      if [ -r "$2$group/$file" ] && read -r value <"$2$group/$file"; then say "limit $pid $file $value"; fi
    done
    group=\${group%/*}
  done
}
limits() {
  while read -r line; do
    group=/\${line#*:*:/}
    case $line in
      0::*) limits_of "$1" /sys/fs/cgroup "$group" "memory.max\${NL}pids.max" ;;
      *:memory:*) limits_of "$1" /sys/fs/cgroup/memory "$group" "memory.limit_in_bytes\${NL}memory.oom_control" ;;
      *:pids:*) limits_of "$1" /sys/fs/cgroup/pids "$group" pids.max ;;
    esac
  done <"/proc/$1/cgroup"
}
belongs() {
  eval "of=\\\${pids_$2-}"
  if [ -z "$of" ]; then ids="$ids$NL$2"; fi
  eval "pids_$2=\\$of\\$NL\\$1"
  eval "inside_$1=1"
}
children() {
  children=
  if [ -r "/proc/$1/task/$1/children" ]; then read -r children <"/proc/$1/task/$1/children"; fi
  while [ "\${children%% *}" ]; do
    child=\${children%% *}
    children=\${children#"$child"}
    children=\${children# }
    eval "inside=\\\${inside_$child-}"
    if [ "$inside" ] || [ "/proc/$child/ns/mnt" -ef "/proc/$1/ns/mnt" ]; then continue; fi
    say "mark $child /$2$1"
    files="$files$NL/proc/$child/status"
    belongs "$child" "$2$1"
  done
}
if read -r value </proc/meminfo; then
  value=\${value%kB}
  say "memory \${value##*:}"
fi
set +f
hits=$(exec grep -a -H -o -E '/.*[-/][0-9a-f]{64}|^(${[...DAEMONS, ...PARENTS].join('|')})$' /proc/[0-9]*/cgroup /proc/[0-9]*/comm 2>/dev/null)
say "scan $?"
set -f
ids=
last=
files=/proc/1/status$NL/proc/1/mountinfo$NL/proc/1/uid_map
for hit in $hits; do
  pid=\${hit#/proc/}
  pid=\${pid%%/*}
  word=\${hit#*:}
  if [ "$pid $word" = "$last" ]; then continue; fi
  last="$pid $word"
  case $word in
    */*conmon-*) continue ;;
    conmon) children "$pid" conmon; continue ;;
    containerd-shim) children "$pid" shim; continue ;;
  esac
  eval "inside=\\\${inside_$pid-}"
  say "mark $pid $word"
  if [ -z "$inside" ]; then files="$files$NL/proc/$pid/status"; fi
  case $word in
    /*) belongs "$pid" "\${word##*[-/]}" ;;
    ${FLAGGED}) if [ -z "$inside" ]; then arguments "$pid" "$word"; fi ;;
  esac
done
if [ -e /proc/1/ns/user ]; then HOST_NS=/proc/1/ns; else HOST_NS=/proc/2/ns; fi
firsts=
for id in $ids; do
  first=
  eval "of=\\$pids_$id"
  for pid in $of; do
    if [ -e "/proc/$pid/status" ] && { [ -z "$first" ] || [ "$pid" -lt "$first" ]; }; then first=$pid; fi
  done
  if [ -z "$first" ]; then continue; fi
  firsts="$firsts$NL$first"
  say "first $first $id"
  namespaces "$first"
  limits "$first"
  for file in cgroup mountinfo uid_map attr/current oom_score_adj; do files="$files$NL/proc/$first/$file"; done
done
lines='^(${STATUS}):|^[^A-Za-z]|^unconfined$|[(](enforce|complain|kill|unconfined|mixed|prompt)[)]$|^[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+:|^(ID|VERSION_ID|NAME)='
t sh -c '${DEVICES_AND_FILES}' sh "$NL" "$firsts" "$lines" $files
status=$?
if [ $status -le 2 ]; then return $status; fi
say again
t grep -a -H -m ${MAX_FILE_LINES} -E "$lines" $files`,
  split: unsplit,
};
