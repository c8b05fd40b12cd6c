import { type Reader, unsplit } from '../reader.ts';

/** Tells of each hash only what made it. What stands behind `!` can be used again by unlocking. */
const PROGRAM = `{
  hash = $2
  locked = sub(/^!+/, "", hash)
  kind = "unknown"
  if (hash == "") kind = locked ? "none" : "empty"
  else if (hash ~ /^[*x]/) kind = "none"
  else if (hash ~ /^[$]y[$]/) kind = "yescrypt"
  else if (hash ~ /^[$]gy[$]/) kind = "gost-yescrypt"
  else if (hash ~ /^[$]7[$]/) kind = "scrypt"
  else if (hash ~ /^[$]2[abxy]?[$]/) kind = "bcrypt"
  else if (hash ~ /^[$]6[$]/) kind = "sha512"
  else if (hash ~ /^[$]5[$]/) kind = "sha256"
  else if (hash ~ /^[$]1[$]/) kind = "md5"
  else if (hash ~ /^_/ || length(hash) == 13) kind = "des"
  print $1 ":" kind ":" (locked ? "locked" : "open") ":" $3 ":" $4 ":" $5 ":" $6 ":" $7 ":" $8
}`;

/**
 * shadow(5) without its hashes, which never leave the host: lines
 * `NAME:KIND:locked|open:LAST:MIN:MAX:WARN:INACTIVE:EXPIRES`, then `status N` of awk;
 * or one line, `shadow absent`, `shadow denied` or `shadow tcb` (a file an account, tcb(5)).
 */
export const shadow: Reader = {
  name: 'shadow',
  commands: ['awk'],
  offline: true,
  sh: `if [ -d /etc/tcb ]; then say 'shadow tcb'
elif ! [ -e /etc/shadow ]; then say 'shadow absent'
elif ! [ -r /etc/shadow ]; then say 'shadow denied'
else
  command awk -F: '${PROGRAM}' /etc/shadow
  say "status $?"
fi`,
  split: unsplit,
};
