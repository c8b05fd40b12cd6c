import { value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';
import { iniSections } from './ini-sections.ts';

export interface PacmanSignatures {
  /** `[options]` first, then each repository. */
  readonly sections: readonly {
    readonly name: string;
    /** As it is written; undefined where the section leaves it to `[options]`. */
    readonly sigLevel?: string;
    readonly packages: 'required' | 'optional' | 'never';
    readonly trustAll: boolean;
    readonly servers: readonly string[];
  }[];
}

/** pacman.conf(5), "PACKAGE AND DATABASE SIGNATURE CHECKING"; files that it includes hold servers. */
export const pacmanSignatures: Probe<PacmanSignatures> = textProbe(
  'pacman-signatures',
  '/etc/pacman.conf',
  (content, path) => {
    const all = iniSections({ path, content });
    const global = all
      .filter(({ name }) => name === 'options')
      .at(-1)
      ?.keys.get('siglevel');
    const sections = all.map(({ name, keys }) => {
      const own = keys.get('siglevel');
      const server = keys.get('server');
      return {
        name,
        ...(own === undefined ? {} : { sigLevel: own }),
        ...levelOf(`${global ?? ''} ${name === 'options' ? '' : (own ?? '')}`),
        servers: server === undefined ? [] : [server],
      };
    });
    return value({ sections });
  },
);

/** Words add up from left to right; without any pacman checks what has a signature. */
function levelOf(words: string): {
  packages: 'required' | 'optional' | 'never';
  trustAll: boolean;
} {
  let packages: 'required' | 'optional' | 'never' = 'optional';
  let trustAll = false;
  for (const word of words.split(/\s+/)) {
    const level = /^(?:Package)?(Required|Optional|Never)$/.exec(word)?.[1]?.toLowerCase();
    if (level === 'required' || level === 'optional' || level === 'never') packages = level;
    if (/^(?:Package)?TrustAll$/.test(word)) trustAll = true;
    if (/^(?:Package)?TrustedOnly$/.test(word)) trustAll = false;
  }
  return { packages, trustAll };
}
