import { absent, denied, failed, type Observation, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { dpkgState as reader } from '../readers/dpkg-state.ts';
import { compareDpkg } from './version-order/dpkg.ts';

/** A package whose newer version a list of security updates offers. */
export interface PendingUpdate {
  readonly name: string;
  readonly installed: string;
  readonly offered: string;
  /** dpkg's mark that upgrades leave it alone. */
  readonly held: boolean;
}

export interface DpkgState {
  readonly lists: 'apt' | 'compressed' | 'none';
  /** Packages that are neither installed nor gone: `half-configured`. */
  readonly broken: readonly { readonly name: string; readonly state: string }[];
  readonly pending: readonly PendingUpdate[];
}

/** Absent where dpkg keeps no database. */
export const dpkgState: Probe<DpkgState> = {
  key: 'dpkg-state:',
  reading: { reader, arg: '' },
  parse: parseDpkgState,
};

function parseDpkgState({ stdout, stderr }: RawOutput): Observation<DpkgState> {
  const lines = stdout.split('\n');
  if (lines[0] === 'dpkg none') return absent('dpkg keeps no database on this host');
  if (/Permission denied/.test(stderr)) return denied('lists of packages need more privilege');
  const lists = /^lists (apt|compressed|none)( \d+)?$/.exec(lines[0] ?? '')?.[1];
  if (!isLists(lists) || lines.at(-2) !== 'status 0') {
    return failed('reading dpkg’s database did not end well');
  }
  return value({ lists, broken: lines.flatMap(brokenOf), pending: newestOffers(lines) });
}

const isLists = (word: string | undefined): word is DpkgState['lists'] =>
  word === 'apt' || word === 'compressed' || word === 'none';

function brokenOf(line: string): { name: string; state: string }[] {
  const [, name, flag, state] = /^state (\S+) (\S+) (\S+)$/.exec(line) ?? [];
  if (name === undefined || flag === undefined || state === undefined) return [];
  return [{ name, state: flag === 'ok' ? state : `${flag} ${state}` }];
}

/** Of several offers of a package the newest; one that is older than what is installed is none. */
function newestOffers(lines: readonly string[]): readonly PendingUpdate[] {
  const found = new Map<string, PendingUpdate>();
  for (const line of lines) {
    const [, name, want, installed, offered] = /^offer (\S+) (\S+) (\S+) (\S+)$/.exec(line) ?? [];
    if (name === undefined || installed === undefined || offered === undefined) continue;
    const best = found.get(name)?.offered ?? installed;
    if (compareDpkg(offered, best) > 0) {
      found.set(name, { name, installed, offered, held: want === 'hold' });
    }
  }
  return [...found.values()];
}
