import { type Reader, unsplit } from '../reader.ts';

/**
 * Names of all processes, 15 characters at most (proc_pid_comm(5)), a line each behind the file's name;
 * then `inner PID` of those that are in another process namespace than process 1, as far as that may be
 * seen; last `status 0`. Command lines are not read: they hold secrets.
 */
export const commands: Reader = {
  name: 'commands',
  commands: [],
  offline: false,
  sh: `set +f
set -- /proc/[0-9]*/comm
set -f
host=/proc/1/ns/pid
if ! [ "$host" -ef "$host" ]; then host=/proc/2/ns/pid; fi
if ! [ "$host" -ef "$host" ]; then host=; fi
for f; do
  if read -r name <"$f"; then say "$f:$name"; else continue; fi
  own=\${f%comm}ns/pid
  if [ "$host" ] && [ "$own" -ef "$own" ] && ! [ "$own" -ef "$host" ]; then
    own=\${own#/proc/}
    say "inner \${own%%/*}"
  fi
done 2>/dev/null
say 'status 0'`,
  split: unsplit,
};
