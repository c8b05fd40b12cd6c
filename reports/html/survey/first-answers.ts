import type { Finding, Report } from '../../../src/model/run.ts';
import { EXCERPTED_GROUPS } from '../limits.ts';
import type { FoundGroup } from './evidence.ts';
import { excerptOf } from './excerpt.ts';
import type { SurveyedControl } from './survey.ts';

/** Findings that no host had before, of one host. */
export interface FirstAnswers {
  readonly add: (control: SurveyedControl, group: FoundGroup, finding: Finding) => void;
  /** Puts what the host had answered beside them. */
  readonly excerpt: (host: string) => Promise<void>;
}

/**
 * Evidence is large and most hosts find what others found: it is opened for the first host of a
 * finding alone, and of so many findings a control that a fleet in which no two are alike ends it too.
 */
export function firstAnswers({ readings }: Pick<Report, 'readings'>): FirstAnswers {
  const excerpted = new Map<SurveyedControl, number>();
  let waiting: (readonly [SurveyedControl, FoundGroup, Finding])[] = [];
  return {
    add: (control, group, finding) => {
      if (readings === undefined || !isShown(group) || control.meta.reads === undefined) return;
      const n = excerpted.get(control) ?? 0;
      if (n >= EXCERPTED_GROUPS) return;
      excerpted.set(control, n + 1);
      waiting.push([control, group, finding]);
    },
    excerpt: async (host) => {
      if (waiting.length === 0) return;
      const groups = waiting;
      waiting = [];
      const records = await readings?.(host);
      if (records === undefined) return;
      for (const [{ meta }, group, finding] of groups) {
        group.excerpt = excerptOf(meta.reads ?? [], records, finding);
      }
    },
  };
}

/** What passes or does not apply says enough by itself. */
const isShown = ({ ending }: FoundGroup): boolean =>
  ending !== 'pass' && ending !== 'notApplicable';
