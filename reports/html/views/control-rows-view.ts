import { AREAS } from '../../../src/model/check.ts';
import { ENDINGS } from '../../../src/model/run.ts';
import { type ControlLink, controlLink, worstControls } from '../survey/control-order.ts';
import type { Survey } from '../survey/survey.ts';
import { type NumberCell, numberCell } from './cells.ts';
import { type Bar, kindOf, type SeverityMark, scoredBar, severityMark } from './marks.ts';

/** All controls as rows of a table, for a page that holds no more of them. */
export interface ControlRowsView {
  readonly rows: readonly ControlRow[];
}

interface ControlRow {
  readonly severity: SeverityMark;
  readonly control: ControlLink;
  readonly area: string;
  readonly areaTitle: string;
  readonly kinds: string;
  readonly bar: Bar;
  readonly fail: NumberCell;
  readonly unknown: NumberCell;
  readonly waived: NumberCell;
  readonly pass: NumberCell;
}

export const controlRowsView = (survey: Survey): ControlRowsView => ({
  rows: worstControls(survey).map((control) => {
    const { meta, tally } = control;
    return {
      severity: severityMark(meta.severity),
      control: controlLink(survey, control),
      area: meta.area,
      areaTitle: AREAS[meta.area],
      kinds: ENDINGS.filter((ending) => tally[ending] > 0)
        .map((ending) => kindOf(ending))
        .join(' '),
      bar: scoredBar(tally),
      fail: numberCell(tally.fail),
      unknown: numberCell(tally.unknown),
      waived: numberCell(tally.waived),
      pass: numberCell(tally.pass),
    };
  }),
});
