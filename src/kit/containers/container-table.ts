import type { z } from 'zod';
import type { CheckMeta } from '../../model/check.ts';
import type { BarrierName } from '../../model/isolation.ts';
import { denied, type Observation, value } from '../../model/observation.ts';
import {
  type CheckVerdict,
  type Mismatch,
  notApplicable,
  passUnless,
} from '../../model/verdict.ts';
import { type Derived, derived } from '../../probes/fact.ts';
import { barriersOf } from '../../probes/isolation/barriers.ts';
import type { Contained } from '../../probes/isolation/contained.ts';
import { containment } from '../../probes/isolation/containment.ts';
import { type Check, defineCheck, type Need, required } from '../define-check.ts';

/** What a row says of one container. */
export type Judgement =
  | { readonly is: 'fine' }
  /** `what` tells mismatches of one container apart: a mount, a device. */
  | { readonly is: 'wrong'; readonly differences: readonly [Difference, ...Difference[]] }
  | { readonly is: 'unread'; readonly reason: string }
  /** The row does not concern it. The reason is said where it concerns no container at all. */
  | { readonly is: 'exempt'; readonly reason: string };

export interface Difference {
  readonly what?: string;
  readonly expected: string;
  readonly actual: string;
}

/** Of a container that could be read. */
export type Certain = Exclude<Judgement, { is: 'unread' }>;

export const fine: Certain = { is: 'fine' };
export const unread = (reason: string): Judgement => ({ is: 'unread', reason });
export const exempt = (reason: string): Certain => ({ is: 'exempt', reason });

/** Wrong in each of some ways; fine where there are none. */
export function wrong(differences: readonly Difference[]): Certain {
  const [first, ...rest] = differences;
  return first === undefined ? fine : { is: 'wrong', differences: [first, ...rest] };
}

export type Judge = (contained: Contained, all: readonly Contained[]) => Judgement;

export interface ContainerRow extends CheckMeta {
  readonly judge: Judge;
}

interface Judged {
  readonly containers: number;
  readonly mismatches: readonly Mismatch[];
  /** Why none is judged, where none is. */
  readonly exempt?: string;
}

type JudgedNeeds = { readonly judged: Need<Judged, Judged> };
export type ContainerCheck = Check<JudgedNeeds, undefined>;

/**
 * One check a row, over every running container, whatever its engine. A mismatch stands although other
 * containers could not be read; without one, a single unread container makes the answer unknown.
 */
export function containerChecks(rows: readonly ContainerRow[]): readonly ContainerCheck[] {
  return rows.map(({ judge, ...meta }) =>
    defineCheck<JudgedNeeds>({
      ...meta,
      needs: { judged: required(judgedBy(meta.id, judge)) },
      evaluate: ({ judged }) => verdictOf(judged),
    }),
  );
}

export interface BarrierRow extends CheckMeta {
  readonly barrier: BarrierName;
  /** What each container should have. */
  readonly expected: string;
}

/** Rows that ask for one barrier of the isolation matrix. */
export const barrierChecks = (rows: readonly BarrierRow[]): readonly ContainerCheck[] =>
  containerChecks(
    rows.map(({ barrier, expected, ...meta }) => ({
      ...meta,
      judge: (contained) => {
        const { state, detail } = barriersOf(contained)[barrier];
        if (state === 'unknown') return unread(detail);
        return state === 'holds' ? fine : wrong([{ expected, actual: detail }]);
      },
    })),
  );

export interface ParameterRow<P> extends CheckMeta {
  readonly params: z.ZodType<P>;
  /** Why a container cannot be judged, whatever the parameters: `judge` never sees it. */
  readonly blind: (contained: Contained) => string | undefined;
  /** @param at when the evidence was taken, an ISO instant. */
  readonly judge: (contained: Contained, params: P, at: string) => Certain;
}

type ListNeeds = { readonly list: Need<readonly Contained[], readonly Contained[]> };

/**
 * A check whose parameters decide. What is wrong for certain stands beside the containers that could not be
 * read; without it these make the answer unknown.
 */
export function containerCheck<P>({ judge, blind, ...meta }: ParameterRow<P>): Check<ListNeeds, P> {
  const unseen = (list: readonly Contained[]): readonly string[] =>
    list.flatMap((contained) => {
      const reason = blind(contained);
      return reason === undefined ? [] : [unreadContainer(contained, reason)];
    });
  return defineCheck<ListNeeds, P>({
    ...meta,
    needs: { list: required(containment) },
    evaluate: ({ list }, { params, collectedAt }) => {
      const seen = list.filter((contained) => blind(contained) === undefined);
      const judged = tally(seen.map((one) => [one, judge(one, params, collectedAt)]));
      return verdictOf(withUnread(judged, unseen(list)));
    },
    doubt: ({ list }) => unseen(list)[0],
  });
}

/** Says beside the first mismatch which containers are not among those that were judged. */
function withUnread(judged: Judged, unseen: readonly string[]): Judged {
  const [first, ...rest] = judged.mismatches;
  if (first === undefined || unseen.length === 0) return judged;
  const actual = `${first.actual} (not judged: ${unseen.join('; ')})`;
  return { ...judged, mismatches: [{ ...first, actual }, ...rest] };
}

const unreadContainer = ({ container }: Contained, reason: string): string =>
  `container ${container.name}: ${reason}`;

function judgedBy(id: string, judge: Judge): Derived<Judged> {
  return derived(`judged:${id}`, { containment }, ({ containment: list }): Observation<Judged> => {
    if (list.state !== 'value') return list;
    const all = list.value.map((contained) => [contained, judge(contained, list.value)] as const);
    const judged = tally(all);
    const unseen = all.flatMap(([contained, judgement]) =>
      judgement.is === 'unread' ? [unreadContainer(contained, judgement.reason)] : [],
    );
    const [first] = unseen;
    return judged.mismatches.length === 0 && first !== undefined
      ? denied(first)
      : value(withUnread(judged, unseen));
  });
}

function tally(all: readonly (readonly [Contained, Judgement])[]): Judged {
  const mismatches = all.flatMap(([{ container }, judgement]) =>
    judgement.is === 'wrong'
      ? judgement.differences.map((one) => mismatch(container.name, one))
      : [],
  );
  const exempted = all.flatMap(([, judgement]) =>
    judgement.is === 'exempt' ? [judgement.reason] : [],
  );
  const [reason] = exempted;
  return {
    containers: all.length - exempted.length,
    mismatches,
    ...(reason === undefined ? {} : { exempt: reason }),
  };
}

const mismatch = (name: string, { what, expected, actual }: Difference): Mismatch => ({
  subject: `container ${name}${what === undefined ? '' : `, ${what}`}`,
  expected,
  actual,
});

function verdictOf({ containers, mismatches, exempt: reason }: Judged): CheckVerdict {
  if (containers === 0) return notApplicable(reason ?? 'no container is running');
  return passUnless(
    mismatches,
    containers === 1 ? 'the one running container' : `${containers} running containers`,
  );
}
