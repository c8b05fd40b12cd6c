import { type Reader, unsplit } from '../reader.ts';

/**
 * Names and images of containers, out of the engines' own state files, so that no engine's API
 * and no client is needed. Only these two fields leave the host: the files also hold environments.
 */
export const containerNames: Reader = {
  name: 'container_names',
  commands: ['grep'],
  offline: false,
  sh: `set +f
set -- /var/lib/docker/containers/*/config.v2.json /var/lib/containers/storage/*-containers/containers.json /run/containerd/io.containerd.runtime.v2.task/*/*/config.json
for f; do
  shift
  if [ -e "$f" ]; then set -- "$@" "$f"; fi
done
set -f
if [ $# = 0 ]; then return 0; fi
t grep -a -H -o -E '"(Name|Image|id|io.kubernetes.cri.(container-name|image-name)|nerdctl/name)": *"[^"\\\\]*"|"names": *\\[ *"[^"\\\\]*"' "$@"
[ $? -le 1 ]`,
  split: unsplit,
};
