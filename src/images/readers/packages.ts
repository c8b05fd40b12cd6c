import { isAsked, packages as reader } from '../../probes/readers/packages.ts';
import type { ImageRoot } from '../image-root.ts';
import { type ImageReader, linesOf, textOf } from './image-reader.ts';
import { rpmLines } from './rpm-packages.ts';

const DPKG = '/var/lib/dpkg/status';
/** Packages of images without dpkg itself, such as distroless ones: a file each. */
const APK = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'] as const;
const PACMAN = '/var/lib/pacman/local/*/desc';

/** Where rpm keeps its database: SUSE and Fedora, the others, systems that are built by ostree. */
const RPM = ['/usr/lib/sysimage/rpm', '/var/lib/rpm', '/usr/share/rpm'];
export const packages: ImageReader = {
  reader,
  files: () => [DPKG, ...APK, PACMAN],
  read: async (root) => {
    const dpkg = await textOf(root, DPKG);
    if (dpkg && dpkg.text !== '') return answer('dpkg', stanzas(dpkg.text), dpkg.cut);
    for (const path of APK) {
      const apk = await textOf(root, path);
      if (apk && apk.text !== '') {
        return answer(
          'apk',
          linesOf(apk.text).filter((line) => /^[PV]:/.test(line)),
          apk.cut,
        );
      }
    }
    const pacman = await pacmanLines(root);
    if (pacman !== undefined) return answer('pacman', pacman, false);
    for (const folder of RPM) {
      const rpm = await rpmLines(root, folder);
      if (rpm !== undefined) return answer('rpm', rpm, false);
    }
    return answer('none', [], false);
  },
};

const answer = (manager: string, lines: readonly string[], cut: boolean) => ({
  exit: 0,
  stdout: [`manager ${manager}`, ...lines].map((line) => `${line}\n`).join(''),
  stderr: '',
  ...(cut ? { cut: true as const } : {}),
});

/** Fields that the parser wants; the rest of a status file is long. */
const FIELDS = /^(Package|Status|Version|Architecture): /;

function stanzas(status: string): readonly string[] {
  const kept: string[] = [];
  let asked = false;
  for (const line of linesOf(status)) {
    if (line.startsWith('Package: ')) asked = isAsked(line.slice('Package: '.length));
    if (asked && FIELDS.test(line)) kept.push(line);
  }
  return kept;
}

async function pacmanLines(root: ImageRoot): Promise<readonly string[] | undefined> {
  const folder = await root.find('/var/lib/pacman/local');
  if ('trouble' in folder || folder.inode.type !== 'directory') return undefined;
  const kept: string[] = [];
  for (const path of await root.expand(PACMAN)) {
    const lines = linesOf((await textOf(root, path))?.text ?? '');
    for (const [i, line] of lines.entries()) {
      if (/^%(NAME|VERSION)%$/.test(line)) kept.push(line, lines[i + 1] ?? '');
    }
  }
  return kept;
}
