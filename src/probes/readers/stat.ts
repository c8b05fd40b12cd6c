import type { Reader } from '../reader.ts';
import { statLines } from './stat-lines.ts';

/**
 * Type, mode, owner, size and time of paths, links followed, all in one stat.
 * The name stands last, so that nothing in it can pass for another field.
 */
export const stat: Reader = {
  name: 'stat',
  commands: ['stat'],
  offline: true,
  sh: `for f; do
  case $f in *\\**/*) through "$f" stat ;; esac
done
set +f; set -- $*; set -f
for f; do
  case $f in *\\**) closed "$f" stat ;; esac
done
t stat -L -c '%a|%u|%g|%U|%G|%F|%s|%Y|%n' "$@"`,
  split: statLines(8),
};
