import { visibleLine } from '../../../src/model/visible-text.ts';
import { READER_WORDS, readingParts } from '../../reader-words.ts';
import { count } from '../../wording.ts';
import { NAME_CHARACTERS, PLACES_LISTED, PLACES_SHOWN } from '../limits.ts';

/** What one reader of the collector looks at for a control: said once, every host is read alike. */
export interface ProcedureView {
  readonly what: string;
  readonly by: string;
  readonly places: readonly string[];
  /** `27 more places`, folded; or nothing. */
  readonly more: string;
  readonly folded: readonly string[];
  readonly unlisted: string;
}

export function procedureView(reads: readonly string[]): readonly ProcedureView[] {
  const byReader = Map.groupBy(reads.map(readingParts), ({ reader }) => reader);
  return [...byReader].map(([reader, parts]) => {
    const words = READER_WORDS[reader];
    const places = parts.map(({ argument }) => argument).filter((argument) => argument !== '');
    // One more than is shown needs no fold.
    const open = places.length > PLACES_SHOWN + 1 ? PLACES_SHOWN : places.length;
    const rest = places.length - open;
    const unlisted = places.length - PLACES_LISTED;
    return {
      what: words?.what ?? shown(reader),
      by: words?.by ?? '',
      places: places.slice(0, open).map(shown),
      more: rest === 0 ? '' : count(rest, 'more place'),
      folded: places.slice(open, PLACES_LISTED).map(shown),
      unlisted: unlisted > 0 ? `and ${count(unlisted, 'more place')}` : '',
    };
  });
}

const shown = (text: string): string => visibleLine(text, NAME_CHARACTERS);
