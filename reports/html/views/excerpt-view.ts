import { count } from '../../wording.ts';
import type { FoundGroup } from '../survey/evidence.ts';
import type { Excerpt } from '../survey/excerpt.ts';
import { hostLink } from '../survey/host-order.ts';
import type { Survey } from '../survey/survey.ts';

/** What one host answered, where several found the same. */
export interface ExcerptView {
  /** `What web-05 answered`. */
  readonly title: string;
  readonly readings: Excerpt['readings'];
  readonly more: string;
}

export function excerptView(
  survey: Survey,
  { excerpt, hosts }: FoundGroup,
): ExcerptView | undefined {
  const [first] = hosts;
  if (excerpt === undefined || first === undefined) return undefined;
  const { readings, more } = excerpt;
  return {
    title: `What ${hostLink(survey, first).name} answered`,
    readings,
    more: more === 0 ? '' : `${count(more, 'more reading')} in its evidence`,
  };
}
