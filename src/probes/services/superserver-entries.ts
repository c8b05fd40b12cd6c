import { type Observation, unsupported, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText, type TextFile } from '../files/file-text.ts';
import { bootStarts } from '../monitoring/starts-at-boot.ts';
import { hostCommands } from './host-commands.ts';

/** A service that inetd or xinetd starts when a client comes. */
export interface SuperserverEntry {
  /** As /etc/services has it: `telnet`, `tftp`. */
  readonly service: string;
  readonly path: string;
}

const INETD_PROCESSES = ['inetd', 'inetutils-inetd', 'rlinetd'] as const;
const INETD_UNITS = [
  'inetd.service',
  'openbsd-inetd.service',
  'inetutils-inetd.service',
  'rlinetd.service',
] as const;
const XINETD_UNIT = 'xinetd.service';

/**
 * Services that a superserver offers now or after a boot. Configuration that is left of one which neither
 * runs nor starts offers nothing, and need not be readable.
 */
export const superserverEntries: Derived<readonly SuperserverEntry[]> = derived(
  'superserver-entries',
  {
    commands: hostCommands,
    starts: bootStarts,
    inetd: fileText('/etc/inetd.conf'),
    inetdParts: filesText('/etc/inetd.d/*'),
    xinetd: fileText('/etc/xinetd.conf'),
    xinetdParts: filesText('/etc/xinetd.d/*'),
  },
  (seen): Observation<readonly SuperserverEntry[]> => {
    const { commands, starts } = seen;
    if (starts.state !== 'value') return starts;
    if (commands.state !== 'value' && commands.state !== 'unsupported') return commands;
    const runs = commands.state === 'value' ? commands.value : new Set<string>();
    const hasInetd =
      INETD_PROCESSES.some((name) => runs.has(name)) ||
      INETD_UNITS.some((unit) => starts.value.has(unit));
    const hasXinetd = runs.has('xinetd') || starts.value.has(XINETD_UNIT);
    const inetd = hasInetd ? filesOf('/etc/inetd.conf', seen.inetd, seen.inetdParts) : NONE;
    const xinetd = hasXinetd ? filesOf('/etc/xinetd.conf', seen.xinetd, seen.xinetdParts) : NONE;
    if (inetd.state !== 'value') return inetd;
    if (xinetd.state !== 'value') return xinetd;
    const elsewhere = xinetd.value.find(({ content }) => INCLUDES_MORE.test(content));
    if (elsewhere !== undefined) {
      return unsupported(`${elsewhere.path} includes other files, which are not looked at`);
    }
    return value([...inetd.value.flatMap(parseInetd), ...parseXinetd(xinetd.value)]);
  },
);

const INCLUDES_MORE = /^\s*(include\s|includedir\s+(?!\/etc\/xinetd\.d\/?\s*$))/m;

const NONE: Observation<readonly TextFile[]> = value([]);

function filesOf(
  path: string,
  main: Observation<string>,
  parts: Observation<readonly TextFile[]>,
): Observation<readonly TextFile[]> {
  const content = presentText(main);
  if (content.state !== 'value') return content;
  if (parts.state !== 'value') return parts;
  const { value: text } = content;
  return value([...(text === undefined ? [] : [{ path, content: text }]), ...parts.value]);
}

/**
 * inetd.conf(5): `[address:]service[/program-version] type protocol wait user program arguments`.
 * @internal for tests
 */
export function parseInetd({ path, content }: TextFile): readonly SuperserverEntry[] {
  return content.split('\n').flatMap((line) => {
    const [first = '', ...rest] = line.trim().split(/\s+/);
    if (first === '' || first.startsWith('#') || rest.length < 5) return [];
    const service = first.slice(first.lastIndexOf(':') + 1);
    return [{ service: visibleLine(service, 64), path }];
  });
}

/**
 * xinetd.conf(5). `enabled` of the defaults alone lists all that may run, `disabled` what may not.
 * @internal for tests
 */
export function parseXinetd(files: readonly TextFile[]): readonly SuperserverEntry[] {
  const blocks = files.flatMap(blocksOf);
  const listed = (key: string): readonly string[] =>
    blocks
      .filter(({ service }) => service === undefined)
      .flatMap(({ settings }) => settings.filter((one) => one.key === key))
      .flatMap(({ words }) => words);
  const enabled = listed('enabled');
  const disabled = listed('disabled');
  return blocks.flatMap(({ service, path, settings }) => {
    if (service === undefined) return [];
    const last = (key: string): string | undefined =>
      settings.findLast((one) => one.key === key)?.words[0];
    const names = [service, last('id') ?? service];
    const off =
      last('disable') === 'yes' ||
      names.some((name) => disabled.includes(name)) ||
      (enabled.length > 0 && !names.some((name) => enabled.includes(name)));
    return off ? [] : [{ service: visibleLine(service, 64), path }];
  });
}

interface Block {
  /** Undefined for the defaults. */
  readonly service?: string;
  readonly path: string;
  readonly settings: readonly { readonly key: string; readonly words: readonly string[] }[];
}

function blocksOf({ path, content }: TextFile): readonly Block[] {
  const found: { service?: string; path: string; settings: Block['settings'][number][] }[] = [];
  for (const line of content.split('\n').map((text) => text.trim())) {
    const [, head] = /^(defaults|service\s+\S+)\s*\{?$/.exec(line) ?? [];
    const service = head?.split(/\s+/)[1];
    if (head !== undefined) {
      found.push({ ...(service === undefined ? {} : { service }), path, settings: [] });
      continue;
    }
    const [, key, words = ''] = /^([a-z_]+)\s*[+-]?=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) found.at(-1)?.settings.push({ key, words: words.split(/\s+/) });
  }
  return found;
}
