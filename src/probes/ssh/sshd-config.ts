import { absent, failed, type Gap, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText, type TextFile } from '../files/file-text.ts';
import { presentStats } from '../files/present-stats.ts';
import { globMatches, isGlob } from '../sysctl/glob.ts';
import { type SshdLine, splitSshdLine } from './sshd-lines.ts';

export interface SshdSetting extends SshdLine {
  readonly path: string;
  /** The criteria of the Match block that it stands in, as written. */
  readonly match?: string;
}

/** The settings of sshd in the order in which sshd takes them; of most keywords the first counts. */
export interface SshdConfig {
  readonly settings: readonly SshdSetting[];
}

const MAIN = '/etc/ssh/sshd_config';
/** SUSE's and MicroOS's place for what packages ship. */
const VENDOR_MAIN = '/usr/etc/ssh/sshd_config';
const DROP_INS = '/etc/ssh/sshd_config.d/*.conf';
const VENDOR_DROP_INS = '/usr/etc/ssh/sshd_config.d/*.conf';
/** Lines to include on RHEL 9 and later, and Fedora; options for the command line on RHEL 8. */
const CRYPTO_POLICY = '/etc/crypto-policies/back-ends/opensshserver.config';

/** Files of options for the command line: Debian, the RHEL family, SUSE. */
const START_OPTIONS = ['/etc/default/ssh', '/etc/sysconfig/sshd', '/etc/sysconfig/ssh'] as const;

const INPUTS = {
  programs: presentStats(['/usr/sbin/sshd', '/usr/bin/sshd']),
  main: fileText(MAIN),
  vendorMain: fileText(VENDOR_MAIN),
  dropIns: filesText(DROP_INS),
  vendorDropIns: filesText(VENDOR_DROP_INS),
  policy: fileText(CRYPTO_POLICY),
  debianOptions: fileText(START_OPTIONS[0]),
  redHatOptions: fileText(START_OPTIONS[1]),
  suseOptions: fileText(START_OPTIONS[2]),
};

/** Absent where no sshd of OpenSSH is installed. */
export const sshdConfig: Derived<SshdConfig> = derived(
  'sshd-config',
  INPUTS,
  ({ programs, ...seen }): Observation<SshdConfig> => {
    if (programs.state !== 'value') return programs;
    if (programs.value.length === 0) return absent('no sshd is installed');
    const folders = allOf([seen.dropIns, seen.vendorDropIns]);
    const texts = allOf([seen.main, seen.vendorMain, seen.policy].map(presentText));
    const options = startOptions([seen.debianOptions, seen.redHatOptions, seen.suseOptions]);
    if (folders.state !== 'value') return folders;
    if (texts.state !== 'value') return texts;
    if (options.state !== 'value') return options;
    const [main, vendorMain, policy = ''] = texts.value;
    const included = folders.value.flat().map(({ path, content }) => [path, content] as const);
    const reading = new ConfigReading(new Map([...included, [CRYPTO_POLICY, policy]]));
    const first = mainFile(main, vendorMain);
    const gap = first === undefined ? undefined : reading.read(first, undefined, 0);
    if (gap !== undefined) return gap;
    const flags = options.value.policyIsOff ? [] : policyFlags(policy);
    return value({ settings: [...flags, ...reading.settings] });
  },
);

/** What holds for everybody: a Match all overrides what stands outside of Match, wherever it stands. */
export function everybodys(config: SshdConfig, keyword: string): SshdSetting | undefined {
  const all = config.settings.filter((one) => one.keyword === keyword);
  return all.find(({ match }) => match === 'all') ?? all.find(({ match }) => match === undefined);
}

function mainFile(own: string | undefined, vendor: string | undefined): TextFile | undefined {
  if (own !== undefined) return { path: MAIN, content: own };
  return vendor === undefined ? undefined : { path: VENDOR_MAIN, content: vendor };
}

/** Options win over every file; where there are some that change settings, the files are no answer. */
function startOptions(
  files: readonly Observation<string>[],
): Observation<{ readonly policyIsOff: boolean }> {
  const texts = allOf(files.map(presentText));
  if (texts.state !== 'value') return texts;
  const lines = texts.value.flatMap((text = '') => text.split('\n'));
  const changing = lines.find(hasSettings);
  if (changing !== undefined) {
    return failed(`sshd starts with options of its own: ${visibleLine(changing, 100)}`);
  }
  return value({ policyIsOff: lines.some((line) => /^\s*CRYPTO_POLICY=/.test(line)) });
}

/** Whether a line of options names another file, or settings. */
function hasSettings(line: string): boolean {
  const [name = '', ...words] = line.trim().split(/[\s"'=]+/);
  return /^(SSHD_OPTS|OPTIONS)$/.test(name) && words.some((word) => /^-\w*[of]/.test(word));
}

/** `CRYPTO_POLICY='-oCiphers=… -oMACs=…'` of RHEL 8, which stands on sshd's command line. */
function policyFlags(policy: string): readonly SshdSetting[] {
  const words = /^CRYPTO_POLICY='([^']*)'/m.exec(policy)?.[1]?.split(/\s+/) ?? [];
  return words.flatMap((word) => {
    const line = word.startsWith('-o') ? splitSshdLine(word.slice(2)) : undefined;
    return line === undefined || line === 'nothing' ? [] : [{ ...line, path: CRYPTO_POLICY }];
  });
}

/** OpenSSH's own limit of nested files. */
const DEEPEST = 16;

/** Of all files together; each Include may name a file again. */
const MOST_SETTINGS = 5000;

class ConfigReading {
  readonly settings: SshdSetting[] = [];
  readonly #texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** A Match ends with its file; an Include inside one stands under its criteria. */
  read({ path, content }: TextFile, outer: string | undefined, depth: number): Gap | undefined {
    if (depth > DEEPEST) return failed(`${path} is included by itself`);
    let match = outer;
    for (const text of content.split('\n')) {
      const line = splitSshdLine(text);
      if (line === undefined) return failed(`sshd would refuse ${path}: ${visibleLine(text, 100)}`);
      if (line === 'nothing') continue;
      if (line.keyword === 'match') match = criteriaOf(line.args, outer);
      const gap = this.#take(line, path, match, depth);
      if (gap !== undefined) return gap;
    }
    return undefined;
  }

  #take(line: SshdLine, path: string, match: string | undefined, depth: number): Gap | undefined {
    if (line.keyword === 'match') return undefined;
    if (this.settings.length > MOST_SETTINGS) return failed(`${path} includes too much`);
    if (line.keyword !== 'include') {
      this.settings.push({ ...line, path, ...(match === undefined ? {} : { match }) });
      return undefined;
    }
    const patterns = line.args.map((arg) => (arg.startsWith('/') ? arg : `/etc/ssh/${arg}`));
    const unread = patterns.find((pattern) => !isRead(pattern));
    if (unread !== undefined) {
      return failed(`${path} includes ${visibleLine(unread, 100)}, which is not read`);
    }
    const files = patterns.flatMap((pattern) => this.#found(pattern));
    for (const file of files) {
      const gap = this.read(file, match, depth + 1);
      if (gap !== undefined) return gap;
    }
    return undefined;
  }

  #found(pattern: string): readonly TextFile[] {
    return [...this.#texts]
      .filter(([path]) => path === pattern || globMatches(pattern, path))
      .map(([path, content]) => ({ path, content }));
  }
}

function criteriaOf(args: readonly string[], outer: string | undefined): string {
  const own = args.join(' ');
  if (own.toLowerCase() === 'all') return outer ?? 'all';
  return outer === undefined ? own : `${outer}, ${own}`;
}

/** Whether everything that a pattern of Include finds is among the files that were read. */
function isRead(pattern: string): boolean {
  if (pattern === CRYPTO_POLICY) return true;
  return [DROP_INS, VENDOR_DROP_INS].some((read) => {
    const folder = read.slice(0, -'*.conf'.length);
    const name = pattern.slice(folder.length);
    if (!pattern.startsWith(folder) || name.includes('/')) return false;
    return isGlob(name) ? name.endsWith('.conf') && !name.startsWith('.') : name.endsWith('.conf');
  });
}
