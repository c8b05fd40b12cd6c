import type { Given } from '../../src/testing/check-cases.ts';

const PASSWD = [
  'root:x:0:0:root:/root:/bin/bash',
  'daemon:x:1:1::/usr/sbin:/usr/sbin/nologin',
  'ada:x:1000:1000::/home/ada:/bin/bash',
  'bob:x:1001:1001::/home/bob:/bin/sh',
];
const GROUP = ['root:x:0:', 'staff:x:50:', 'ada:x:1000:', 'bob:x:1001:', 'ops:x:27:ada,bob'];

/** Mode, owner and path: `755 0 /usr/bin/x`, `775 0:50 /usr/local`. Folders end in a slash. */
function statOf(line: string): string {
  const [mode = '', ids = '', path = ''] = line.split(' ');
  const [uid = '0', gid = uid] = ids.split(':');
  const names: Readonly<Record<string, string>> = { '0': 'root', '1000': 'ada', '1001': 'bob' };
  const kind = path.endsWith('/') ? 'directory' : 'regular file';
  const name = path.replace(/(?<=.)\/$/, '');
  return `${mode}|${uid}|${gid}|${names[uid] ?? uid}|${names[gid] ?? gid}|${kind}|1|1|${name}`;
}

/** What the host tells of paths that configuration names; folders of Debian are there. */
export function namedPathsGiven(
  told: readonly string[],
  stats: readonly string[],
  stderr = '',
): Given {
  const usual = ['755 0 /', '755 0 /usr/', '755 0 /usr/bin/', '755 0 /etc/', '755 0 /opt/'];
  const lines = [...told, '--', ...[...usual, ...stats].map(statOf)];
  return {
    'named_paths:': { stdout: `${lines.join('\n')}\n`, stderr, exit: stderr === '' ? 0 : 1 },
    'text:/etc/passwd': `${PASSWD.join('\n')}\n`,
    'text:/etc/group': `${GROUP.join('\n')}\n`,
  };
}

export const missing = (...paths: readonly string[]): string =>
  paths.map((path) => `stat: cannot statx '${path}': No such file or directory\n`).join('');
export const refused = (...paths: readonly string[]): string =>
  paths.map((path) => `stat: cannot statx '${path}': Permission denied\n`).join('');
