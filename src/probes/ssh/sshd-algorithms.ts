import { type Observation, value } from '../../model/observation.ts';
import { patternMatches } from '../../model/shell-pattern.ts';
import { type Derived, derived } from '../fact.ts';
import { isSince, type OpensshVersion, opensshVersion } from './openssh-version.ts';
import { everybodys, sshdConfig } from './sshd-config.ts';

/** A list of algorithms that sshd takes as a whole, or as a change of what it has by default. */
export type AlgorithmKeyword =
  | 'ciphers'
  | 'macs'
  | 'kexalgorithms'
  | 'hostkeyalgorithms'
  | 'pubkeyacceptedalgorithms';

export interface SshdAlgorithms {
  /** Algorithms that count: those written, and of the defaults in force the weak ones. */
  readonly names: readonly string[];
  /** As written; undefined when sshd's defaults hold. */
  readonly written?: string;
}

/** Weak algorithms of upstream's defaults for servers (myproposal.h), with the version that dropped them. */
const WEAK_DEFAULTS: Readonly<
  Record<AlgorithmKeyword, readonly (readonly [name: string, dropped?: OpensshVersion])[]>
> = {
  ciphers: [],
  kexalgorithms: [['diffie-hellman-group14-sha1', [8, 2]]],
  macs: [
    ['umac-64-etm@openssh.com'],
    ['hmac-sha1-etm@openssh.com'],
    ['umac-64@openssh.com'],
    ['hmac-sha1'],
  ],
  hostkeyalgorithms: [['ssh-rsa', [8, 8]]],
  pubkeyacceptedalgorithms: [['ssh-rsa', [8, 8]]],
};

/** What sshd offers of one kind. Absent where sshd is not installed. */
export function sshdAlgorithms(keyword: AlgorithmKeyword): Derived<SshdAlgorithms> {
  return derived(
    `sshd-algorithms:${keyword}`,
    { config: sshdConfig, version: opensshVersion },
    ({ config, version }): Observation<SshdAlgorithms> => {
      if (config.state !== 'value') return config;
      const written = everybodys(config.value, keyword)?.args[0];
      const change = /^[-+^]/.exec(written ?? '')?.[0];
      if (written !== undefined && change === undefined) {
        return value({ names: written.split(','), written });
      }
      const weak = weakDefaults(keyword, version);
      if (weak.state !== 'value') return weak;
      if (written === undefined) return value({ names: weak.value });
      const names = written.slice(1).split(',');
      if (change !== '-') return value({ names: [...names, ...weak.value], written });
      const isLeft = (name: string): boolean => !names.some((one) => patternMatches(one, name));
      return value({ names: weak.value.filter(isLeft), written });
    },
  );
}

function weakDefaults(
  keyword: AlgorithmKeyword,
  version: Observation<OpensshVersion>,
): Observation<readonly string[]> {
  const names: string[] = [];
  for (const [name, dropped] of WEAK_DEFAULTS[keyword]) {
    if (dropped !== undefined && version.state !== 'value') return version;
    const isGone =
      dropped !== undefined && version.state === 'value' && isSince(version.value, dropped);
    if (!isGone) names.push(name);
  }
  return value(names);
}
