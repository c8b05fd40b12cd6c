import type { CheckMeta } from '../src/model/check.ts';
import { visibleLine } from '../src/model/visible-text.ts';

const SOURCE = 'nist-800-53:';

/** The controls of NIST SP 800-53 that a check is evidence for, as its references name them: `AC-6`. */
export const nistControls = ({ references }: CheckMeta): readonly string[] =>
  references
    .filter((reference) => reference.startsWith(SOURCE))
    .map((reference) => visibleLine(reference.slice(SOURCE.length)).trim())
    .filter((control) => control !== '');
