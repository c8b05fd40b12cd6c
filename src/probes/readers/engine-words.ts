import { type Reader, unsplit } from '../reader.ts';

/** Programs that carry a connection from one socket to another. */
const RELAYS =
  'socat|nc|ncat|netcat|nc.openbsd|nc.traditional|ssh|autossh|haproxy|nginx|stunnel|stunnel4|systemd-socket-|gost|caddy|envoy|traefik|websocat|rinetd|chisel';

/** Daemons that take commands, in containers too. */
const ENGINES = 'dockerd|buildkitd|containerd|podman';

/** Sockets of engines, and how a daemon listens on TCP. No more of a command line leaves the host. */
const WORDS =
  '[A-Za-z0-9_./-]*(docker|containerd|crio|podman|buildkitd)\\.sock|^(-H=?|--(host|addr)=)?tcp://[][A-Za-z0-9.:-]*$|^--tls(verify|-client-ca|cacert)(=.*)?$';

/**
 * Words of command lines that tell of an engine's socket or listener: `word PID NAME WORD`, then `scan STATUS`.
 * Only their command lines are looked at: any other could be of a process that hangs, and reading it would wait.
 * Of relays only sockets are told; of engines only listeners and whether they ask for certificates.
 */
export const engineWords: Reader = {
  name: 'engine_words',
  commands: ['grep', 'tr'],
  offline: false,
  sh: `set +f
set -- /proc/[0-9]*
set -f
for dir; do
  shift
  name=
  if read -r name <"$dir/comm"; then
    case $name in ${RELAYS}|systemd-socket-proxyd|${ENGINES}) set -- "$@" "$dir/cmdline" ;; esac
  fi
done 2>/dev/null
if [ -r /proc/1/cmdline ]; then say 'sees all'; fi
if [ $# = 0 ]; then say 'scan 1'; return 0; fi
hits=$({ command grep -z -a -H -o -E '${WORDS}' "$@" 2>/dev/null; printf 'status %s' "$?"; } | exec tr '\\000' '\\012')
for hit in $hits; do
  case $hit in
    "status "*) say "scan \${hit#status }"; continue ;;
    /proc/*) ;;
    *) continue ;;
  esac
  pid=\${hit#/proc/}
  pid=\${pid%%/*}
  word=\${hit#*:}
  name=
  if [ -r "/proc/$pid/comm" ]; then read -r name <"/proc/$pid/comm"; fi
  case $name in
    ${ENGINES}) case $word in
      *.sock) ;;
      *) say "word $pid $name $word" ;;
    esac ;;
    ?*) case $word in *.sock) say "word $pid $name $word" ;; esac ;;
  esac
done`,
  split: unsplit,
};
