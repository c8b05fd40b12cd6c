import type { RsyslogConfig } from './rsyslog.ts';
import type { RsyslogParameters } from './rsyslog-statements.ts';

/** The mode that a new file gets, the mask of the process taken off. */
export interface NewFileMode {
  readonly path: string;
  readonly from: string;
  readonly mode: number;
}

/** What rsyslogd takes where nothing is said. */
const DEFAULT = 0o644;

/** What holds for the actions that follow. */
interface Modes {
  readonly legacy: number;
  readonly module: number;
  /** Of the process: the last word holds for every file. */
  readonly mask: number;
}

/**
 * Files that rsyslogd makes. `$FileCreateMode` holds for the legacy actions after it; actions of RainerScript
 * take their own word or that of the module; the mask holds for all.
 */
export function rsyslogModes({ statements }: RsyslogConfig): readonly NewFileMode[] {
  const found: NewFileMode[] = [];
  let modes: Modes = { legacy: DEFAULT, module: DEFAULT, mask: 0 };
  for (const one of statements) {
    const { from } = one;
    if (one.kind === 'directive') modes = afterDirective(modes, one.name, one.value);
    else if (one.kind === 'file') found.push({ path: one.path, from, mode: modes.legacy });
    else if (one.kind === 'object' && one.name === 'action') {
      found.push(...madeBy(one.parameters, modes.module, from));
    } else if (one.kind === 'object') modes = afterObject(modes, one.name, one.parameters);
  }
  return found
    .filter(({ path }) => !path.startsWith('/dev/'))
    .map((one) => ({ ...one, mode: one.mode & ~modes.mask }));
}

function afterDirective(modes: Modes, name: string, value: string): Modes {
  if (name === 'filecreatemode') return { ...modes, legacy: octalOf(value) };
  return name === 'umask' ? { ...modes, mask: octalOf(value) } : modes;
}

function afterObject(modes: Modes, name: string, parameters: RsyslogParameters): Modes {
  const mask = parameters.get('umask');
  if (name === 'global' && mask !== undefined) return { ...modes, mask: octalOf(mask) };
  const mode = parameters.get('filecreatemode');
  const ofFiles = name === 'module' && isFile(parameters.get('load'));
  return ofFiles && mode !== undefined ? { ...modes, module: octalOf(mode) } : modes;
}

function madeBy(
  parameters: RsyslogParameters,
  module: number,
  from: string,
): readonly NewFileMode[] {
  if (!isFile(parameters.get('type'))) return [];
  const path = parameters.get('file') ?? `?${parameters.get('dynafile') ?? ''}`;
  const set = parameters.get('filecreatemode');
  return [{ path, from, mode: set === undefined ? module : octalOf(set) }];
}

const isFile = (module: string | undefined): boolean => /^(?:builtin:)?omfile$/i.test(module ?? '');

/** A word that is no mode is refused by rsyslogd, which goes on with its default. */
const octalOf = (text: string): number =>
  /^[0-7]{1,5}$/.test(text) ? Number.parseInt(text, 8) : DEFAULT;
