import { type Reader, unsplit } from '../reader.ts';
import { SETTINGS_PROGRAM } from './container-settings-program.ts';

/**
 * Data roots of Docker, of root and of users. A daemon that remaps users keeps one below the usual one.
 * Homes come last: what stands there is their owners', and may be made to be slow.
 */
const DOCKER_ROOTS = ['/var/lib/docker', '/var/snap/docker/common/var-lib-docker'];
const STORAGE = '/var/lib/containers/storage';
const HOMES = ['/root', '/home/*'];

/** What holds settings below a data root of Docker. */
const IN_DOCKER = [
  'containers/*/config.v2.json',
  'containers/*/hostconfig.json',
  'image/*/repositories.json',
  'image/*/imagedb/content/sha256/*',
  'plugins/*/config.json',
];

/** The same of containers/storage. Image configurations have names in base64: `=` and `sha256:…`. */
const IN_STORAGE = [
  '*-containers/*/userdata/config.json',
  '*-containers/containers.json',
  '*-containers/volatile-containers.json',
  '*-images/images.json',
  '*-images/*/=c2hhMjU2O*',
];

const TASKS = [
  '/run/containerd/io.containerd.runtime.v2.task',
  '/run/k3s/containerd/io.containerd.runtime.v2.task',
];

// biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
const LINE_BREAK = '${NL}';

/**
 * Settings of containers, images and managed plugins, out of the files that engines keep them in, reduced
 * on the host to keys of a short list. No value of an environment, no argument and no label but a
 * project's name leaves it: of variables and options that look like secrets, only the names.
 *
 * Lines: `root FOLDER` of Docker that was looked into; `closed FOLDER` that may not be looked into; `file PATH`, then `KIND<TAB>KEY<TAB>KEY…<TAB>VALUE` as
 * JSON has it, then `whole` where the file was read to its end; at last `end`. Kinds: `set`, and with a name
 * alone `env`, `option`, `history`.
 */
export const containerSettings: Reader = {
  name: 'container_settings',
  commands: ['awk'],
  offline: false,
  sh: `roots="${DOCKER_ROOTS.join(LINE_BREAK)}"
docker="${IN_DOCKER.join(LINE_BREAK)}"
storage="${IN_STORAGE.join(LINE_BREAK)}"
if [ -r /etc/docker/daemon.json ]; then
  while read -r line || [ "$line" ]; do
    case $line in
      *\\"data-root\\"*:*\\"/*\\"*)
        root=\${line#*\\"data-root\\"*:*\\"}
        roots="$roots$NL\${root%%\\"*}"
        ;;
    esac
  done </etc/docker/daemon.json
fi
while read -r line; do
  case $line in
    *' - overlay '*) ;;
    *) continue ;;
  esac
  point=\${line#* * * * }
  point=\${point%% *}
  case $point in
    */overlay2/*/merged) roots="$roots$NL\${point%/overlay2/*}" ;;
    */rootfs/overlayfs/*) roots="$roots$NL\${point%/rootfs/*}" ;;
  esac
done </proc/self/mountinfo
known=
patterns=
for root in $roots; do
  case $NL$known$NL in *"$NL$root$NL"*) continue ;; esac
  case $root in *[*?[]*|*\\\\*) continue ;; esac
  known="$known$NL$root"
  say "root $root"
  for name in $docker; do
    patterns="$patterns$NL$root/$name$NL$root/[0-9]*.[0-9]*/$name"
  done
done
for folder in $known ${STORAGE} ${TASKS.join(' ')}; do
  if [ -d "$folder" ] && ! { [ -r "$folder" ] && [ -x "$folder" ]; }; then say "closed $folder"; fi
done
for root in ${STORAGE} /run/containers/storage; do
  for name in $storage; do patterns="$patterns$NL$root/$name"; done
done
for root in ${TASKS.join(' ')}; do patterns="$patterns$NL$root/*/*/config.json"; done
set +f
set -- ${HOMES.join(' ')}
set -f
for home; do
  if ! [ -d "$home" ]; then continue; fi
  if ! [ -x "$home" ]; then say "closed $home"; continue; fi
  for name in $docker; do patterns="$patterns$NL$home/.local/share/docker/$name"; done
  for name in $storage; do patterns="$patterns$NL$home/.local/share/containers/storage/$name"; done
done
set +f
set -- $patterns
set -f
last=
for f; do
  shift
  case $f in *"$NL"*) continue ;; esac
  if [ "$f" != "$last" ] && [ -f "$f" ]; then
    if [ -r "$f" ]; then set -- "$@" "$f"; else say "closed $f"; fi
  fi
  last=$f
done
if [ $# = 0 ]; then say end; return 0; fi
t awk '${SETTINGS_PROGRAM}' "$@"`,
  split: unsplit,
};
