import { AREAS, type Area, SEVERITIES } from '../../../src/model/check.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { compareNaturally } from '../../natural-order.ts';
import { NAME_CHARACTERS } from '../limits.ts';
import { controlAnchor } from '../text/anchors.ts';
import type { Survey, SurveyedControl } from './survey.ts';

export interface ControlLink {
  readonly title: string;
  readonly code: string;
  readonly href: string;
}

export const controlLink = ({ links }: Survey, { meta }: SurveyedControl): ControlLink => ({
  title: visibleLine(meta.title, NAME_CHARACTERS),
  code: visibleLine(meta.id, NAME_CHARACTERS),
  href: links.control(controlAnchor(meta.id)),
});

const severityOf = ({ meta }: SurveyedControl): number => SEVERITIES.indexOf(meta.severity);

const bySeverity = (a: SurveyedControl, b: SurveyedControl): number =>
  severityOf(b) - severityOf(a) ||
  b.tally.fail - a.tally.fail ||
  b.tally.unknown - a.tally.unknown ||
  compareNaturally(a.meta.id, b.meta.id);

/** What failed, then what could not be told, then what is asked, then what passed; each by severity. */
export function worstControls(survey: Survey): readonly SurveyedControl[] {
  const lost = survey.hosts.filter((host) => host.failure !== undefined).length;
  const rank = ({ tally }: SurveyedControl): number => {
    if (tally.fail > 0) return 0;
    if (tally.unknown > lost) return 1;
    if (tally.manual > 0) return 2;
    return tally.pass > 0 ? 3 : 4;
  };
  return survey.controls.toSorted((a, b) => rank(a) - rank(b) || bySeverity(a, b));
}

export interface Section {
  readonly area: Area;
  readonly title: string;
  readonly controls: readonly SurveyedControl[];
}

/** The areas that have controls, in the model's order; in each the worst control first. */
export function sections({ controls }: Survey): readonly Section[] {
  const byArea = Map.groupBy(controls, (control) => control.meta.area);
  return AREA_NAMES.flatMap((area) => {
    const members = byArea.get(area);
    if (members === undefined) return [];
    return [{ area, title: AREAS[area], controls: members.toSorted(bySeverity) }];
  });
}

const AREA_NAMES = Object.keys(AREAS).filter((name) => isArea(name));

function isArea(name: string): name is Area {
  return Object.hasOwn(AREAS, name);
}
