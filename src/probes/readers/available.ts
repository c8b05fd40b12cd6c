import { type Reader, unsplit } from '../reader.ts';

/**
 * Kernels that the host's own package lists offer (apt's; the lists of others are compressed).
 * Only packages without a version in their name: `linux-image-amd64`, `linux-image-generic`.
 */
export const available: Reader = {
  name: 'available',
  commands: ['grep'],
  offline: false,
  sh: `set +f
set -- /var/lib/apt/lists/*_Packages
set -f
if ! [ -d /var/lib/apt/lists ]; then say 'lists none'; return; fi
if ! [ -e "$1" ]; then say 'lists empty'; return; fi
say 'lists apt'
t grep -a -A 6 -E '^Package: linux-image-[a-z][a-z0-9.-]*$' "$@"`,
  split: unsplit,
};
