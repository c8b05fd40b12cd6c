import type { Privilege } from '../../../src/model/host.ts';
import { hostFileName } from '../../../src/model/host-file-name.ts';
import type { HostReport } from '../../../src/model/run.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { count } from '../../wording.ts';
import { NAME_CHARACTERS } from '../limits.ts';
import type { SurveyedHost } from '../survey/survey.ts';
import { moment } from '../text/instants.ts';
import { type Fact, fact } from './cells.ts';

const FACT_WORDS: Readonly<Record<string, string>> = {
  os: 'System',
  kernel: 'Kernel',
  architecture: 'Architecture',
  engines: 'Engines',
  containers: 'Containers',
  'security module': 'Security module',
  'control groups': 'Control groups',
};

export const PRIVILEGE_WORDS = {
  root: 'root',
  sudo: 'root by sudo',
  doas: 'root by doas',
  none: 'no root',
} as const satisfies Record<Privilege, string>;

const shown = (text: string): string => visibleLine(text, NAME_CHARACTERS);

/** What one line can say of a host. */
export function systemLine({ os, kernel, failure }: SurveyedHost): string {
  if (failure !== undefined) return 'not read';
  return [os, kernel].filter((word) => word !== '').join(', ');
}

export function factsOf(host: HostReport): readonly Fact[] {
  const labels = Object.entries(host.labels).map(([name, value]) => shown(`${name}=${value}`));
  const identity = [
    fact('Address', shown(host.address), { mono: true }),
    ...(labels.length === 0 ? [] : [fact('Labels', labels.join(', '))]),
  ];
  if (host.status === 'failed') return identity;
  const { facts, privilege, collectedAt, durationMs, hostKey, profile } = host;
  return [
    ...Object.entries(facts).map(([name, value]) =>
      fact(FACT_WORDS[name] ?? shown(name), shown(value), { mono: name === 'kernel' }),
    ),
    ...identity,
    fact('Profile', shown(profile)),
    fact('Read as', PRIVILEGE_WORDS[privilege]),
    fact('Read at', `${moment(collectedAt)}, in ${(durationMs / 1000).toFixed(1)} s`),
    ...clockFact(host.clockSkewSeconds),
    ...(hostKey === undefined ? [] : [fact('Host key', shown(hostKey), { mono: true })]),
    fact('Evidence', shown(`evidence/${hostFileName(host.name)}.json.gz`), { mono: true }),
  ];
}

const SKEW_SECONDS = 2;

function clockFact(skew: number | undefined): readonly Fact[] {
  if (skew === undefined) return [];
  if (Math.abs(skew) < SKEW_SECONDS) return [fact('Clock', 'agrees with the auditor’s')];
  const seconds = count(Math.abs(Math.round(skew)), 'second');
  return [fact('Clock', `${seconds} ${skew > 0 ? 'ahead of' : 'behind'} the auditor’s`)];
}
