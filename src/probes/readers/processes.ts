import { type Reader, unsplit } from '../reader.ts';

/** Container daemons that are looked for by the name of their process. */
export const DAEMONS = ['dockerd', 'containerd', 'crio', 'podman', 'buildkitd', 'kubelet'] as const;
export type Daemon = (typeof DAEMONS)[number];

/** Daemons whose flags count. Values that look like secrets are hidden on the host. */
const FLAGGED = 'dockerd|podman|buildkitd';

const STATUS =
  'Name|PPid|Uid|Gid|NSpid|CapEff|CapBnd|CapPrm|CapAmb|NoNewPrivs|Seccomp|Seccomp_filters';

/** Nodes that every container has in /dev (runtime-spec, config-linux.md, default devices). */
const USUAL_DEVICES =
  'null|zero|full|random|urandom|tty|console|ptmx|pts|shm|mqueue|fd|stdin|stdout|stderr|core';

/**
 * Container processes and container daemons, found by cgroup and name in /proc, whatever the engine.
 * Lines of files come behind the file's name; lines of our own begin with a word, which no path does:
 * - `mark PID TEXT` a hit: `docker-ID`, `libpod-ID`, `cri-containerd-ID`, `/ID`, or a daemon's name.
 * - `arg PID TEXT` one argument of a daemon.
 * - `first PID ID` the lowest process of a container; `ns PID NAME own|host|unreadable`,
 *   compared with process 1 by device and inode.
 * - `limit PID FILE VALUE` from the container's cgroup.
 * - `devices PID read|unreadable`, then `device PID NAME` for each node beyond the usual ones.
 *
 * Command lines and environments of containers are never read: they hold secrets.
 */
export const processes: Reader = {
  name: 'processes',
  commands: ['grep', 'tr'],
  offline: false,
  sh: `arguments() {
  for arg in $(t tr '\\000' '\\012' <"/proc/$1/cmdline"); do
    case $arg in
      *[Tt][Oo][Kk][Ee][Nn]*=*|*[Ss][Ee][Cc][Rr][Ee][Tt]*=*|*[Pp][Aa][Ss][Ss]*=*) arg="\${arg%%=*}=(hidden)" ;;
    esac
    say "arg $1 $arg"
  done
}
namespaces() {
  for name in user pid net mnt ipc uts cgroup; do
    host=/proc/1/ns/$name
    own=/proc/$1/ns/$name
    if ! [ "$host" -ef "$host" ] || ! [ "$own" -ef "$own" ]; then say "ns $1 $name unreadable"
    elif [ "$host" -ef "$own" ]; then say "ns $1 $name host"
    else say "ns $1 $name own"
    fi
  done
}
limit() {
  if [ -r "$2" ] && read -r value <"$2"; then say "limit $1 \${2##*/} $value"; fi
}
limits() {
  while read -r line; do
    group=\${line#*:*:}
    case $line in
      0::*)
        for file in memory.max pids.max cpu.max; do limit "$1" "/sys/fs/cgroup$group/$file"; done ;;
      *:memory:*) limit "$1" "/sys/fs/cgroup/memory$group/memory.limit_in_bytes" ;;
      *:pids:*) limit "$1" "/sys/fs/cgroup/pids$group/pids.max" ;;
      *:cpu:*|*:cpu,cpuacct:*) limit "$1" "/sys/fs/cgroup/cpu$group/cpu.cfs_quota_us" ;;
    esac
  done <"/proc/$1/cgroup"
}
devices() {
  if ! [ -d "/proc/$1/root/dev" ]; then say "devices $1 unreadable"; return; fi
  say "devices $1 read"
  set +f
  for node in "/proc/$1/root/dev"/*; do
    case \${node##*/} in ${USUAL_DEVICES}|*"$NL"*) continue ;; esac
    if ! [ -L "$node" ] && { [ -b "$node" ] || [ -c "$node" ]; }; then say "device $1 \${node##*/}"; fi
  done
  set -f
}
set +f
hits=$(t grep -a -H -o -E '[a-z-]*[-/][0-9a-f]{64}|^(${DAEMONS.join('|')})$' /proc/[0-9]*/cgroup /proc/[0-9]*/comm 2>/dev/null)
set -f
ids=
last=
files=/proc/1/status
for hit in $hits; do
  pid=\${hit#/proc/}
  pid=\${pid%%/*}
  word=\${hit#*:}
  id=
  case $word in
    *conmon*) continue ;;
    */*|*-*) id=\${word##*[-/]} ;;
    ${FLAGGED}) arguments "$pid" ;;
  esac
  if [ "$pid $word" = "$last" ]; then continue; fi
  last="$pid $word"
  say "mark $pid $word"
  files="$files$NL/proc/$pid/status"
  if [ -z "$id" ]; then continue; fi
  eval "first=\\\${first_$id-}"
  if [ -z "$first" ]; then ids="$ids$NL$id"; fi
  if [ -z "$first" ] || [ "$pid" -lt "$first" ]; then eval "first_$id=$pid"; fi
done
for id in $ids; do
  eval "pid=\\$first_$id"
  say "first $pid $id"
  namespaces "$pid"
  limits "$pid"
  devices "$pid"
  files="$files$NL/proc/$pid/mountinfo$NL/proc/$pid/uid_map$NL/proc/$pid/attr/current$NL/proc/$pid/cgroup"
done
t grep -a -H -E '^(${STATUS}):|^[^A-Z]' $files`,
  split: unsplit,
};
