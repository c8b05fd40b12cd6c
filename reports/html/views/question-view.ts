import { count } from '../../wording.ts';
import { NAMES_IN_ROW, NAMES_ON_FIRST_PAGE } from '../limits.ts';
import { type ControlLink, controlLink, worstControls } from '../survey/control-order.ts';
import { type HostLink, hostLinks } from '../survey/host-order.ts';
import type { Survey } from '../survey/survey.ts';

/** What no command can decide: one a control, not one a host. */
export interface QuestionView {
  readonly control: ControlLink;
  readonly asked: readonly AskedView[];
}

interface AskedView {
  readonly question: string;
  readonly many: string;
  readonly hosts: readonly HostLink[];
  readonly unnamed: string;
}

export function questionViews(survey: Survey): readonly QuestionView[] {
  return worstControls(survey)
    .filter(({ tally }) => tally.manual > 0)
    .map((control) => ({
      control: controlLink(survey, control),
      asked: [...control.evidence.values()]
        .filter(({ ending }) => ending === 'manual')
        .toSorted((a, b) => b.hosts.length - a.hosts.length)
        .map(({ text, hosts }) => askedView(survey, text, hosts)),
    }));
}

function askedView(survey: Survey, question: string, hosts: readonly number[]): AskedView {
  if (survey.hosts.length === 1) return { question, many: '', hosts: [], unnamed: '' };
  const { links, unnamed } = hostLinks(
    survey,
    hosts,
    survey.layout === 'page' ? NAMES_IN_ROW : NAMES_ON_FIRST_PAGE,
  );
  return { question, many: count(hosts.length, 'host'), hosts: links, unnamed };
}
