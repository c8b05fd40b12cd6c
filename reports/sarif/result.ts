import { createHash } from 'node:crypto';
import type { Location, Result } from 'sarif';
import type { CheckMeta } from '../../src/model/check.ts';
import { endingOf, type Finding, type ReportedMismatch } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { mismatchLine } from '../findings.ts';
import { LEVELS } from './rule.ts';

/** A check, and where it stands among the rules. */
export interface Rule {
  readonly check: CheckMeta;
  readonly index: number;
}

/** The failures of a finding that nobody has accepted, a result each. */
export function openResults(host: string, finding: Finding, rule: Rule): readonly Result[] {
  if (endingOf(finding) !== 'fail') return [];
  return (finding.mismatches ?? [])
    .filter(({ waiver }) => waiver === undefined)
    .map((mismatch) => failure(host, mismatch, rule));
}

/** What a finding came to, whatever that is: for readers that know `kind` and `suppressions`. */
export function allResults(
  host: string,
  finding: Finding,
  rule: Rule,
  waivers: ReadonlyMap<string, Waiver>,
): readonly Result[] {
  const { outcome, note, reason, question, mismatches = [] } = finding;
  const said = (kind: Result.kind, text = ''): readonly Result[] => [
    {
      ...resultOf(host, '', rule),
      kind,
      level: 'none',
      message: { text: visibleLine(text) || kind },
    },
  ];
  switch (outcome) {
    case 'pass':
      return said('pass', note);
    case 'notApplicable':
      return said('notApplicable', reason);
    case 'manual':
      return said('review', question);
    case 'unknown':
      return said('open', reason);
    case 'fail':
      return mismatches.map((mismatch) =>
        suppressed(failure(host, mismatch, rule), mismatch, waivers),
      );
  }
}

function failure(host: string, mismatch: ReportedMismatch, rule: Rule): Result {
  return {
    ...resultOf(host, mismatch.subject, rule),
    kind: 'fail',
    level: LEVELS[rule.check.severity],
    message: { text: `${visibleLine(host)}: ${mismatchLine(mismatch)}` },
  };
}

function suppressed(
  result: Result,
  { waiver: id }: ReportedMismatch,
  waivers: ReadonlyMap<string, Waiver>,
): Result {
  if (id === undefined) return { ...result, suppressions: [] };
  const waiver = waivers.get(id);
  const why =
    waiver === undefined
      ? id
      : `${id}: ${waiver.reason} (${waiver.owner}, until ${waiver.expiresOn})`;
  return {
    ...result,
    suppressions: [{ kind: 'external', status: 'accepted', justification: visibleLine(why) }],
  };
}

function resultOf(
  host: string,
  subject: string,
  { check: { id, area }, index }: Rule,
): Pick<Result, 'ruleId' | 'ruleIndex' | 'locations' | 'partialFingerprints'> {
  return {
    ruleId: id,
    ruleIndex: index,
    locations: [locationOf(host, subject, `${area}/${id}`)],
    partialFingerprints: { 'hostward/v1': fingerprint(host, id, subject) },
  };
}

/** Tells a result from every other and is the same from run to run, whatever value was found. */
const fingerprint = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);

const PATH = /^(\/[^\s/:;,()]+)+/;

/**
 * GitHub refuses a file in which one result has no relative path. A host has none, so it gets one
 * that stays the same: below the host's name the file at fault, or the check.
 */
function locationOf(host: string, subject: string, otherwise: string): Location {
  const path = PATH.exec(subject)?.[0].slice(1) ?? otherwise;
  return {
    physicalLocation: {
      artifactLocation: { uri: ['hosts', host, ...path.split('/')].map(segment).join('/') },
      region: { startLine: 1 },
    },
    logicalLocations: [{ name: visibleLine(host), kind: 'resource' }],
  };
}

/** A segment of dots alone would climb out of the host's own path. */
const segment = (text: string): string =>
  /^\.*$/.test(text) ? '_' : encodeURIComponent(text.toWellFormed());
