import {
  defineCheck,
  installedPackages,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

const NAMES: readonly string[] = ['liblzma5', 'xz-utils', 'xz-libs', 'xz'];

/** First revision of 5.6.1 that was built from clean sources. */
const REBUILT = { apk: 2, pacman: 2 } as const;

/** Debian's and Ubuntu's `5.6.1+really5.4.5` and openSUSE's `5.6.1.revertto5.4` hold an older, clean release. */
function isBackdoored(version: string, manager: string): boolean {
  const [, micro, rest = ''] = /^(?:\d+:)?5\.6\.([01])(?!\d)(.*)$/.exec(version) ?? [];
  if (micro === undefined || /really|revertto/.test(rest)) return false;
  const revision = Number(/^-r?(\d+)/.exec(rest)?.[1] ?? 0);
  if (manager !== 'apk' && manager !== 'pacman') return true;
  return micro === '0' || revision < REBUILT[manager];
}

export default defineCheck({
  id: 'updates.xz-backdoor',
  area: 'updates',
  title: 'The release of xz with the back door is not installed',
  severity: 'critical',
  level: 1,
  rationale:
    'Its liblzma lets the holder of a key run commands as root through sshd (CVE-2024-3094).',
  remedy:
    'Update xz, then rebuild the host: while the back door was there anybody with the key may have been too.',
  references: ['cve:CVE-2024-3094'],
  tags: ['patching'],
  needs: { database: required(installedPackages) },
  evaluate({ database: { manager, packages } }) {
    const found = packages.filter(({ name }) => NAMES.includes(name));
    if (found.length === 0) return notApplicable('xz is not installed as a package');
    return passUnless(
      found
        .filter(({ version }) => isBackdoored(version, manager))
        .map(({ name, version }) => ({
          subject: name,
          expected: 'another release than 5.6.0 and 5.6.1',
          actual: version,
        })),
      found.map(({ name, version }) => `${name} ${version}`).join(', '),
    );
  },
});
