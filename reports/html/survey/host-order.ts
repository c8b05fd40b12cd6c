import { compareNaturally } from '../../natural-order.ts';
import { compareSeverities } from '../../totals.ts';
import { count } from '../../wording.ts';
import { shortName } from './host-names.ts';
import type { Survey, SurveyedHost } from './survey.ts';

/** Hosts that stand together: of one system, read without root, or not read. */
export interface HostGroup {
  readonly label: string;
  readonly hosts: readonly number[];
}

export interface HostLink {
  readonly name: string;
  readonly href: string;
}

export function hostLink({ hosts, names, links }: Survey, index: number): HostLink {
  const host = hosts[index];
  if (host === undefined) throw new Error(`no host ${index}`);
  return { name: shortName(host.name, names), href: links.host(host.anchor) };
}

/** Links to the first hosts by name, and how many are left. */
export function hostLinks(
  survey: Survey,
  indices: readonly number[],
  limit: number,
): { readonly links: readonly HostLink[]; readonly unnamed: string } {
  const nameOf = (index: number): string => survey.hosts[index]?.name ?? '';
  const sorted = indices.toSorted((a, b) => compareNaturally(nameOf(a), nameOf(b)));
  const links = sorted.slice(0, limit).map((index) => hostLink(survey, index));
  const rest = indices.length - links.length;
  return { links, unnamed: rest === 0 ? '' : `and ${count(rest, 'more host')}` };
}

const NO_ROOT = 'no root';
const LOST = 'not read';

/** By system, the most frequent first, then those read without root, then those not read; in a group by name. */
export function hostGroups({ hosts }: Survey): readonly HostGroup[] {
  const groups = Map.groupBy(hosts, groupOf);
  const rank = (label: string): number => [NO_ROOT, LOST].indexOf(label);
  return [...groups]
    .toSorted(
      ([a, as], [b, bs]) => rank(a) - rank(b) || bs.length - as.length || compareNaturally(a, b),
    )
    .map(([label, members]) => ({
      label,
      hosts: members.toSorted((a, b) => compareNaturally(a.name, b.name)).map((h) => h.index),
    }));
}

function groupOf({ failure, privilege, os }: SurveyedHost): string {
  if (failure !== undefined) return LOST;
  if (privilege === 'none') return NO_ROOT;
  return systemName(os);
}

/** `Ubuntu 24.04.3` of `Ubuntu 24.04.3 LTS`, `Debian 12` of `Debian GNU/Linux 12 (bookworm)`. */
export function systemName(os: string): string {
  const name = os
    .replace(/\s*\([^)]*\)/g, '')
    .replace(/\b(?:GNU\/Linux|Linux|LTS)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return name === '' ? 'unknown system' : name;
}

/** Worst first: failures by severity, then what is unknown; hosts that were not read come last. */
export function worstHosts({ hosts }: Survey): readonly SurveyedHost[] {
  const lost = (host: SurveyedHost): number => (host.failure === undefined ? 0 : 1);
  return hosts.toSorted(
    (a, b) =>
      lost(a) - lost(b) ||
      compareSeverities(a.failing, b.failing) ||
      b.tally.unknown - a.tally.unknown ||
      compareNaturally(a.name, b.name),
  );
}
