import type { Given } from '../../../src/testing/check-cases.ts';

/** What the reader answers of a kernel that runs and says what it was built from. */
export const build = (version: string, path = '/proc/config.gz'): string =>
  `kernel ${version}-1-amd64\nfile ${path}\n# Linux/x86 ${version} Kernel Configuration\nstatus 0\n`;

/** Options by name: a setting, `n` for `is not set`, nothing for one that is left out. */
export function config(
  version: string,
  options: Readonly<Record<string, string | undefined>>,
): Given {
  const lines = Object.entries(options).map(([name, setting]) => [
    `kconfig:${name}`,
    setting === undefined
      ? ''
      : setting === 'n'
        ? `# CONFIG_${name} is not set\n`
        : `CONFIG_${name}=${setting}\n`,
  ]);
  return { 'kconfig:@build': build(version), ...Object.fromEntries(lines) };
}
