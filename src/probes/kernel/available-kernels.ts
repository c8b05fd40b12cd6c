import {
  absent,
  denied,
  failed,
  type Observation,
  unsupported,
  value,
} from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { available as reader } from '../readers/available.ts';

/** One kernel metapackage in one list. */
export interface OfferedKernel {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly archive: Archive;
}

/** What a Release file says of its archive (apt_preferences(5)). */
interface Archive {
  /** Name of the list's file without its folder, for people. */
  readonly list: string;
  /** `stable-security`, `jammy-updates`; empty where no Release file belongs to the list. */
  readonly suite: string;
  /** apt never installs from it unasked: priority 1, or 100 with `automaticUpgrades`. */
  readonly notAutomatic: boolean;
  readonly automaticUpgrades: boolean;
}

export interface KernelOffers {
  /** Every archive that a Release file describes. */
  readonly archives: readonly Archive[];
  readonly kernels: readonly OfferedKernel[];
}

export const availableKernels: Probe<KernelOffers> = {
  key: 'available:',
  reading: { reader, arg: '' },
  parse: parseOffers,
};

function parseOffers({ exit, stdout, stderr }: RawOutput): Observation<KernelOffers> {
  const [first = '', ...lines] = stdout.split('\n');
  if (first === 'lists none') return unsupported('the host has no package lists of apt');
  if (first === 'lists empty') return absent('the package lists are empty: apt update never ran');
  if (first === 'lists compressed') return unsupported('the package lists are kept compressed');
  if (first !== 'lists apt') return failed(`no package lists: ${visibleLine(first, 100)}`);
  if (/Permission denied/.test(stderr)) return denied('the package lists need more privilege');
  if (exit > 1) return failed(`reading the package lists ended with status ${exit}`);
  return value(offersOf(lines));
}

function offersOf(lines: readonly string[]): KernelOffers {
  const byFile = new Map<string, string[]>();
  for (const line of lines) {
    const [, file, content] = LINE.exec(line) ?? [];
    if (file === undefined || content === undefined) continue;
    const known = byFile.get(file);
    if (known) known.push(content);
    else byFile.set(file, [content]);
  }
  const files = [...byFile];
  const archives = files
    .filter(([file]) => file.endsWith('Release'))
    .map(([file, fields]) => archiveOf(file, fields));
  const kernels = files
    .filter(([file]) => file.endsWith('_Packages'))
    .flatMap(([file, fields]) => kernelsOf(fields, archiveOfList(file, archives)));
  return { archives, kernels };
}

const LINE = /^\/var\/lib\/apt\/lists\/([^/:]+?(?:_Packages|Release))[:-](.*)$/;

function archiveOf(file: string, fields: readonly string[]): Archive {
  const yes = (name: string): boolean => fields.some((f) => f.toLowerCase() === `${name}: yes`);
  return {
    list: file,
    suite: fields.map((f) => /^Suite: (\S+)/.exec(f)?.[1]).find((s) => s !== undefined) ?? '',
    notAutomatic: yes('notautomatic'),
    automaticUpgrades: yes('butautomaticupgrades'),
  };
}

/** A list's name begins with that of its Release file: `…_dists_bookworm_InRelease`, `…_dists_bookworm_main_…`. */
function archiveOfList(file: string, archives: readonly Archive[]): Archive {
  const stem = (archive: Archive): string => archive.list.replace(/(In)?Release$/, '');
  const own = archives
    .filter((archive) => file.startsWith(stem(archive)))
    .sort((a, b) => stem(b).length - stem(a).length)[0];
  return own === undefined
    ? { list: file, suite: '', notAutomatic: false, automaticUpgrades: false }
    : { ...own, list: file };
}

function kernelsOf(fields: readonly string[], archive: Archive): readonly OfferedKernel[] {
  const found: { name: string; version: string; architecture: string; archive: Archive }[] = [];
  for (const field of fields) {
    const [, name, content = ''] = /^(Package|Version|Architecture): (\S+)/.exec(field) ?? [];
    if (name === 'Package') found.push({ name: content, version: '', architecture: '', archive });
    const last = found.at(-1);
    if (last === undefined) continue;
    if (name === 'Version' && last.version === '') last.version = content;
    if (name === 'Architecture' && last.architecture === '') last.architecture = content;
  }
  return found.filter(({ name, version }) => version !== '' && METAPACKAGE.test(name));
}

/** The context of a hit can hold the beginning of its neighbour. */
const METAPACKAGE = /^(linux-image-[a-tv-z]|proxmox-|pve-kernel-)/;
