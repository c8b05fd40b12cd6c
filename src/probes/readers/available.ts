import { type Reader, unsplit } from '../reader.ts';

/** Kernels by their metapackages, whose names hold no release: `linux-image-amd64`, `proxmox-kernel-6.8`. */
const METAPACKAGES =
  'linux-image-[a-tv-z][a-z0-9.-]*|proxmox-default-kernel|(proxmox|pve)-kernel-[0-9]+\\.[0-9]+';

/**
 * Kernels that the host's own package lists offer, and what the archives say of themselves.
 * Only apt's lists: those of other managers are compressed. First line: `lists apt|none|empty|compressed`.
 * Then lines of grep behind the names of their files, `:` after the name of a hit, `-` in its context.
 */
export const available: Reader = {
  name: 'available',
  commands: ['grep'],
  offline: false,
  sh: `if ! [ -d /var/lib/apt/lists ]; then say 'lists none'; return 0; fi
set +f
set -- /var/lib/apt/lists/*_Packages
if ! [ -e "$1" ]; then
  set -- /var/lib/apt/lists/*_Packages.*
  set -f
  if [ -e "$1" ]; then say 'lists compressed'; else say 'lists empty'; fi
  return 0
fi
say 'lists apt'
for f in /var/lib/apt/lists/*Release; do
  if [ -e "$f" ]; then set -- "$@" "$f"; fi
done
set -f
command grep -a -H -A 6 -E '^Package: (${METAPACKAGES})$|^(Suite|NotAutomatic|ButAutomaticUpgrades): ' "$@"`,
  split: unsplit,
};
