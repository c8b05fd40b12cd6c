/**
 * What every script begins with. Read it as a security team would: it sets limits for itself,
 * names a few functions and changes nothing on the host but its own priority.
 *
 * - `say` prints one line with a builtin (mksh has no builtin printf).
 * - `t` runs one external command under a deadline and away from shell functions of the login.
 * - `run` is the same as the last command of a subshell, which it saves a process. Files on the host's own disks
 *   are read without either: a disk that hangs holds its reader against any signal, and a deadline is a process.
 * - `closed` says that a pattern found nothing because its folder may not be listed: else that looks as if
 *   the folder were empty. `through` says the same of folders that a pattern leads through: others of them
 *   may have been open.
 * - `list` adds names to LIST, behind the prefix: `etc/{ fstab apt/{ . *.list } }` stands for three, the dot for the
 *   folder itself. `under` does so in each of the folders before the colon.
 * - `mark` frames: the nonce comes on standard input, never in argv, where other accounts could read it,
 *   and is no environment variable, so that no command of ours inherits it.
 * - `collect` runs one reader in a frame of its own, on both streams. Past the deadline of the
 *   whole it only frames.
 */
export const PRELUDE = `# Beyond POSIX: test -ef and ulimit -ctv. A shell without them says so, and answers less.
# Fields split at line feeds on purpose, where an argument is a pattern of files. Braces are words of \`list\`.
# shellcheck disable=SC1083,SC2046,SC2048,SC2086,SC3013,SC3045
unset -v ENV BASH_ENV CDPATH GREP_OPTIONS GREP_COLOR GREP_COLORS POSIXLY_CORRECT TMPDIR
PATH=/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin
LC_ALL=C
export PATH LC_ALL
unalias -a
umask 077
set -f
IFS='
'
NL=$IFS
TIMEOUT=
if command -v timeout >/dev/null; then TIMEOUT=1; fi
case \${KSH_VERSION-} in
  *MIRBSD*) say() { print -r -- "$1"; } ;;
  *) say() { printf '%s\\n' "$1"; } ;;
esac
t() {
  if [ "$TIMEOUT" ]; then command timeout -s KILL "$COMMAND_SECONDS" "$@"; else command "$@"; fi
}
run() {
  if [ "$TIMEOUT" ]; then exec timeout -s KILL "$COMMAND_SECONDS" "$@"; else exec "$@"; fi
}
uptime() {
  read -r UPTIME </proc/uptime && UPTIME=\${UPTIME%%.*}
}
closed() {
  folder=\${1%%\\**}
  folder=\${folder%/*}
  if [ -d "$folder" ] && ! [ -r "$folder" ]; then say "$2: $1: Permission denied" >&2; fi
}
through() {
  tail=\${1#*\\*}
  head=\${1%"$tail"}\${tail%%/*}
  tail=\${tail#*/}
  tool=$2
  set +f
  set -- $head
  set -f
  for folder; do
    if [ -d "$folder" ] && ! [ -x "$folder" ]; then
      say "$tool: $folder/$tail: Permission denied" >&2
      return
    fi
  done
}
list() {
  part=
  for name; do
    case $name in
      *'{') outer=$prefix$NL$outer prefix=$prefix\${name%?} ;;
      '}') prefix=\${outer%%"$NL"*} outer=\${outer#*"$NL"} ;;
      .) part=$part$NL\${prefix%?} ;;
      *) part=$part$NL$prefix$name ;;
    esac
  done
  LIST=$LIST$part
}
under() {
  folders=
  while [ "$1" != : ]; do folders=$folders$NL$1/; shift; done
  shift
  for prefix in $folders; do list "$@"; done
  prefix=/
}
mark() {
  say "$NL@$NONCE $1"
  say "$NL@$NONCE $1" >&2
}
collect() {
  FRAME=$((FRAME + 1))
  reader=$1
  shift
  mark "begin $FRAME $reader"
  uptime
  status=124
  if [ "$UPTIME" -lt "$ENDS_AT" ]; then
    "read_$reader" "$@"
    status=$?
  fi
  mark "end $FRAME $status"
}
`;

/**
 * What the last line of a script calls; `all` is made by the plan.
 * Tools write complaints in small pieces, each a packet of its own on the wire: a thousand paths that are
 * not there would cost more than all the rest. One sed gathers them.
 */
export const MAIN = `everything() {
  all
  mark "done $FRAME"
}
main() {
  NONCE=$1
  COMMAND_SECONDS=$2
  FRAME=0
  UPTIME=0
  uptime
  ENDS_AT=$((UPTIME + $3))
  ulimit -c 0
  ulimit -t 60
  ulimit -v 1048576
  command renice -n 10 -p $$ >/dev/null
  { everything 2>&1 >&3 | sed '' >&2; } 3>&1
  exit 0
}
`;
