import { type Reader, unsplit } from '../reader.ts';

/**
 * State files of engines: Docker's (a remapped daemon keeps a data root of its own beside the usual
 * one), containers/storage of Podman and CRI-O, and containerd's running tasks.
 */
const FILES = [
  '/var/lib/docker/containers/*/config.v2.json',
  '/var/lib/docker/*.*/containers/*/config.v2.json',
  '/var/snap/docker/common/var-lib-docker/containers/*/config.v2.json',
  '/var/lib/containers/storage/*-containers/containers.json',
  '/run/containers/storage/*-containers/volatile-containers.json',
  '/run/containerd/io.containerd.runtime.v2.task/*/*/config.json',
  '/run/k3s/containerd/io.containerd.runtime.v2.task/*/*/config.json',
];

/** Keys whose values are read; with a quote on both sides, so that none is the end of another. */
const KEYS = [
  'Name',
  'Image',
  'nerdctl/name',
  'io\\.kubernetes\\.cri\\.(container-name|container-type|image-name|sandbox-name|sandbox-namespace)',
];

/**
 * Names and images of containers, out of the engines' own state files, so that no engine's API
 * and no client is needed. Only these fields leave the host: the files also hold environments.
 */
export const containerNames: Reader = {
  name: 'container_names',
  commands: ['grep'],
  offline: false,
  sh: `set +f
set -- ${FILES.join(' ')}
for f; do
  shift
  if [ -e "$f" ]; then set -- "$@" "$f"; fi
done
set -f
if [ $# = 0 ]; then return 0; fi
command grep -a -H -o -E '"(${KEYS.join('|')})": *"[^"\\\\]*"|"id": *"[0-9a-f]{64}"(, *"names": *\\[ *"[^"\\\\]*")?|\\\\"image-name\\\\": *\\\\"[^"\\\\]*' "$@"
[ $? -le 1 ]`,
  split: unsplit,
};
