import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, type TextFile } from '../files/file-text.ts';
import { patternOf } from '../readers/path-argument.ts';

/** A rule of sudo that lets someone run an engine's client as root, with arguments of their choice. */
export interface SudoEngineRule {
  /** As the rule names them: `ada`, `%ci`. */
  readonly who: string;
  readonly command: string;
  readonly path: string;
}

const MAIN = '/etc/sudoers';

/** Clients that make a container with the host's disk in it, or enter namespaces. */
const CLIENTS = [
  'docker',
  'docker-compose',
  'podman',
  'podman-compose',
  'buildah',
  'nerdctl',
  'ctr',
  'crictl',
  'runc',
  'crun',
  'kubectl',
  'nsenter',
  'machinectl',
  'systemd-nspawn',
];

interface Spec {
  readonly path: string;
  readonly who: readonly string[];
  /** Of the command in force: tags left out. */
  readonly commands: readonly string[];
}

/**
 * Rules for accounts that may not run everything anyway. Absent without /etc/sudoers; `failed` where it
 * includes files that are not collected. Exceptions (`!command`) take nothing back: they can be got around.
 */
export const sudoEngineRules: Derived<readonly SudoEngineRule[]> = derived(
  'sudo-engine-rules:',
  { main: fileText(MAIN), extra: filesText('/etc/sudoers.d/*') },
  ({ main, extra }): Observation<readonly SudoEngineRule[]> => {
    if (main.state !== 'value') return main;
    const foreign = [...main.value.matchAll(INCLUDE)].find(
      ([, , path = '']) => !/^"?\/etc\/sudoers\.d\/?"?$/.test(path),
    );
    if (foreign !== undefined) {
      return failed(
        `${MAIN} includes ${visibleLine(foreign[2] ?? '', 200)}, which is not collected`,
      );
    }
    const files = [{ path: MAIN, content: main.value }];
    if (!INCLUDE_FOLDER.test(main.value)) return value(rulesOf(files));
    return extra.state === 'value'
      ? value(rulesOf([...files, ...extra.value.filter(isRead)]))
      : extra;
  },
);

const INCLUDE = /^[ \t]*[@#](include|includedir)[ \t]+(\S+)/gm;
const INCLUDE_FOLDER = /^[ \t]*[@#]includedir[ \t]/m;

/** sudoers(5): names with a dot, or a tilde at their end, are passed over. */
const isRead = ({ path }: TextFile): boolean => !/\.|~$/.test(path.slice('/etc/sudoers.d/'.length));

function rulesOf(files: readonly TextFile[]): readonly SudoEngineRule[] {
  const lines = files.flatMap(({ path, content }) =>
    content
      .replace(/\\\n/g, ' ')
      .split('\n')
      .map((line) => ({ path, line: line.replace(/(^|\s)#(?!\d).*$/, '').trim() }))
      .filter(({ line }) => line !== '' && !line.startsWith('@') && !/^Defaults\b/.test(line)),
  );
  const aliases = new Map(lines.flatMap(({ line }) => aliasesOf(line)));
  const specs = lines.flatMap(({ path, line }) => specOf(path, line));
  const resolved = specs.map((spec) => ({
    ...spec,
    commands: spec.commands.flatMap((command) => expanded(command, aliases, 0)),
  }));
  const administrators = new Set(
    resolved.flatMap(({ who, commands }) => (commands.includes('ALL') ? who : [])),
  );
  return resolved.flatMap(({ path, who, commands }) =>
    who
      .filter((one) => !administrators.has(one) && one !== 'root')
      .flatMap((one) =>
        commands.filter(isOpenClient).map((command) => ({ who: one, command, path })),
      ),
  );
}

/** `Cmnd_Alias A = x, y : B = z` */
function aliasesOf(line: string): readonly (readonly [string, readonly string[]])[] {
  const body = /^Cmnd?_Alias\s+(.+)$/s.exec(line)?.[1];
  if (body === undefined) return [];
  return body.split(/\s:\s(?=\s*[A-Z]\w*\s*=)/).flatMap((one) => {
    const [, name, list = ''] = /^\s*([A-Z][A-Z0-9_]*)\s*=(.*)$/s.exec(one) ?? [];
    return name === undefined ? [] : [[name, listOf(list)] as const];
  });
}

/** Commas that stand for themselves are written `\,`. */
const listOf = (text: string): readonly string[] =>
  text.split(/(?<!\\),/).map((word) => word.trim());

/** `who hosts = (as) TAG: command, command`. Only what runs as root counts. */
function specOf(path: string, line: string): readonly Spec[] {
  if (/^(User|Runas|Host|Cmnd|Cmd)_Alias\b/.test(line)) return [];
  const equals = line.indexOf('=');
  if (equals === -1) return [];
  const names = line
    .slice(0, equals)
    .replace(/\\ /g, '_')
    .replace(/\s*,\s*/g, ',')
    .trim();
  const who = listOf(names.split(/\s+/)[0] ?? '');
  const commands: string[] = [];
  // Who a command runs as holds for those that follow it.
  let asRoot = true;
  for (const item of listOf(maskRunas(line.slice(equals + 1)))) {
    const body = item.replace(/^.*\s:\s[^=]*=/s, '');
    const [, runas] = /^\(([^)]*)\)/.exec(body.trim()) ?? [];
    if (runas !== undefined)
      asRoot = /(^|[\s;])(root|ALL|#0|[A-Z][A-Z0-9_]+)([\s;:]|$)/.test(runas);
    const command = body
      .replace(/^\s*\([^)]*\)/, '')
      .replace(/^(\s*[A-Z_]+\s*[:=]\s*)+/, '')
      .trim();
    if (asRoot) commands.push(command.replace(/^(sha\d+:\S+\s+)+/, ''));
  }
  return [{ path, who, commands }];
}

/** Commas within `(ada, root)` separate no commands. */
const maskRunas = (text: string): string =>
  text.replace(/\([^)]*\)/g, (runas) => runas.replaceAll(',', ';'));

function expanded(
  command: string,
  aliases: ReadonlyMap<string, readonly string[]>,
  depth: number,
): readonly string[] {
  const list = aliases.get(command);
  if (list === undefined || depth > 8) return [command];
  return list.flatMap((one) => expanded(one, aliases, depth + 1));
}

/** Without arguments in the rule any are allowed; with fixed ones it is a wrapper. */
function isOpenClient(command: string): boolean {
  const [program = '', ...args] = command.split(/\s+/);
  if (program.startsWith('!')) return false;
  if (args.length > 0 && !args.some((arg) => /[*?[^]/.test(arg))) return false;
  if (program.startsWith('^')) return CLIENTS.some((client) => program.includes(client));
  if (/^\/(usr\/)?(local\/)?s?bin\/$/.test(program)) return true;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const pattern = patternOf(name);
  return program.startsWith('/') && CLIENTS.some((client) => pattern.test(client));
}
