import { failed, type Observation, unsupported, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText, type TextFile } from '../files/file-text.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { shellAssignments, UNKNOWABLE } from './shell-assignments.ts';

/** What a later boot will start a kernel with. */
export interface PersistedLine {
  /** The file that says so. */
  readonly source: string;
  readonly parameters: CommandLine;
}

/** Boot Loader Specification entries: systemd-boot's, and GRUB's on the RHEL family. */
const ENTRY_FOLDERS = ['/boot/loader/entries', '/efi/loader/entries', '/boot/efi/loader/entries'];

const entryFiles: Derived<readonly TextFile[]> = derived(
  'loader-entries',
  Object.fromEntries(ENTRY_FOLDERS.map((folder) => [folder, filesText(`${folder}/*.conf`)])),
  (folders): Observation<readonly TextFile[]> => {
    const seen = allOf(Object.values(folders));
    return seen.state === 'value' ? value(seen.value.flat()) : seen;
  },
);

const entries: Derived<readonly PersistedLine[]> = derived(
  'loader-entry-lines',
  { files: entryFiles, environment: fileText('/boot/grub2/grubenv') },
  ({ files, environment }): Observation<readonly PersistedLine[]> => {
    if (files.state !== 'value') return files;
    const used = files.value.some(({ content }) => /^options\s.*\$/m.test(content));
    const block = used ? presentText(environment) : value('');
    if (block.state !== 'value') return block;
    const variables = grubEnvironment(block.value ?? '');
    return allOf(files.value.map((file) => entryLine(file, variables)));
  },
);

function entryLine(
  { path, content }: TextFile,
  variables: ReadonlyMap<string, string>,
): Observation<PersistedLine> {
  const options = [...content.matchAll(/^[ \t]*options\s+(.*)$/gm)]
    .map((m) => m[1] ?? '')
    .join(' ');
  if (/\$\{?kernelopts\b/.test(options) && !variables.has('kernelopts')) {
    return unsupported(`${path} takes its options from GRUB's environment, which has none`);
  }
  const line = options.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (_, name) => variables.get(name) ?? '');
  return value({ source: path, parameters: parseCommandLine(line) });
}

/** GRUB's environment block: `name=value` lines with backslashes hiding characters. */
function grubEnvironment(block: string): ReadonlyMap<string, string> {
  const lines = [...block.matchAll(/^([A-Za-z_]\w*)=(.*)$/gm)];
  return new Map(lines.map(([, name = '', text = '']) => [name, text.replace(/\\(.)/g, '$1')]));
}

/** What update-grub would write into grub.cfg, which itself may hold a password's hash and is not read. */
const grubDefaults: Derived<readonly PersistedLine[]> = derived(
  'grub-defaults',
  { main: fileText('/etc/default/grub'), more: filesText('/etc/default/grub.d/*.cfg') },
  ({ main, more }): Observation<readonly PersistedLine[]> => {
    if (main.state === 'absent') return value([]);
    if (main.state !== 'value') return main;
    if (more.state !== 'value') return more;
    const scripts = [main.value, ...more.value.map(({ content }) => content)];
    const assigned = shellAssignments(scripts);
    const parts = ['GRUB_CMDLINE_LINUX', 'GRUB_CMDLINE_LINUX_DEFAULT'].map(
      (name) => assigned.get(name) ?? '',
    );
    if (parts.includes(UNKNOWABLE)) {
      return failed('the kernel command line in /etc/default/grub is computed when GRUB is set up');
    }
    const source = ['/etc/default/grub', ...more.value.map(({ path }) => path)]
      .filter((_, i) => /^[ \t]*(export\s+)?GRUB_CMDLINE_LINUX/m.test(scripts[i] ?? ''))
      .join(' and ');
    return value([
      { source: source || '/etc/default/grub', parameters: parseCommandLine(parts.join(' ')) },
    ]);
  },
);

/** kernel-install(8) gives it to each new kernel; it is what a unified kernel image is built with. */
const kernelInstall: Derived<readonly PersistedLine[]> = derived(
  'kernel-install-line',
  { etc: fileText('/etc/kernel/cmdline'), usr: fileText('/usr/lib/kernel/cmdline') },
  ({ etc, usr }): Observation<readonly PersistedLine[]> => {
    const [source, seen] =
      etc.state === 'absent' ? ['/usr/lib/kernel/cmdline', usr] : ['/etc/kernel/cmdline', etc];
    if (seen.state === 'absent') return value([]);
    if (seen.state !== 'value') return seen;
    const line = seen.value.replace(/^[ \t]*#.*$/gm, '');
    return value([{ source, parameters: parseCommandLine(line) }]);
  },
);

/**
 * Every command line that the loader's files hold; empty where no file of a known loader is there.
 * Where entries exist the loader reads them, and GRUB's defaults no longer count.
 */
export const persistedCommandLines: Derived<readonly PersistedLine[]> = derived(
  'persisted-command-lines',
  { entries, grubDefaults, kernelInstall },
  ({ entries, grubDefaults, kernelInstall }): Observation<readonly PersistedLine[]> => {
    if (entries.state !== 'value') return entries;
    const loader = entries.value.length > 0 ? entries : grubDefaults;
    const seen = allOf([loader, kernelInstall]);
    return seen.state === 'value' ? value(seen.value.flat()) : seen;
  },
);
