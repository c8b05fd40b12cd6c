import { type Reader, unsplit } from '../reader.ts';

/** Stanzas of dpkg's status, then of lists; of the latter only what is installed in another version. */
const PROGRAM = `FNR == 1 { name = "" }
/^Package: / { name = $2; arch = ""; next }
name == "" { next }
/^Architecture: / { arch = $2; next }
FILENAME == "/var/lib/dpkg/status" {
  if (/^Status: / && $4 != "not-installed" && $4 != "config-files") {
    want[name] = $2
    if ($3 != "ok" || ($4 != "installed" && $4 != "triggers-pending" && $4 != "triggers-awaited"))
      print "state " name " " $3 " " $4
  }
  if (/^Version: / && (name in want)) { has[name] = $2 }
  next
}
/^Version: / && (name in has) && has[name] != $2 {
  print "offer " name " " want[name] " " has[name] " " $2
}`;

/**
 * What dpkg says is not in order, and what the lists of security updates on this host offer in another version
 * than the installed one: only files are read, neither apt's cache nor its locks are touched.
 * First line: `lists apt COUNT`, `lists compressed`, `lists none`, or `dpkg none`; then lines
 * `state NAME FLAG STATE` and `offer NAME WANT INSTALLED OFFERED`; last `status N` of awk.
 */
export const dpkgState: Reader = {
  name: 'dpkg_state',
  commands: ['awk'],
  offline: false,
  sh: `if ! [ -s /var/lib/dpkg/status ]; then say 'dpkg none'; return 0; fi
set +f
set -- /var/lib/apt/lists/*[-_]security*_Packages /var/lib/apt/lists/security.debian.org_*_updates_*_Packages
closed '/var/lib/apt/lists/*' awk
compressed=
for f in /var/lib/apt/lists/*-security_*_Packages.*; do
  if [ -e "$f" ]; then compressed=1; fi
done
for f; do
  shift
  if [ -e "$f" ]; then set -- "$@" "$f"; fi
done
set -f
if [ $# -gt 0 ]; then say "lists apt $#"
elif [ "$compressed" ]; then say 'lists compressed'
else say 'lists none'
fi
command awk '${PROGRAM}' /var/lib/dpkg/status "$@"
say "status $?"`,
  split: unsplit,
};
