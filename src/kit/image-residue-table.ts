import type { CheckMeta } from '../model/check.ts';
import { type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import { presentStats } from '../probes/files/present-stats.ts';
import type { FileStat } from '../probes/files/stat.ts';
import { isBooted } from '../probes/integrity/booted.ts';
import { type Check, defineCheck, type Need, required } from './define-check.ts';

/** Files that a machine has and an image that is copied must not. */
export interface ImageResidueRow extends Omit<CheckMeta, 'area' | 'tags'> {
  readonly paths: readonly [string, ...string[]];
  /** Most bytes of a file that may stay: one that was emptied, or says that it waits for a first boot. */
  readonly mostBytes: number;
}

export type ImageResidueCheck = Check<
  {
    readonly booted: Need<boolean, boolean>;
    readonly found: Need<readonly FileStat[], readonly FileStat[]>;
  },
  undefined
>;

/** One check a row: of an image that is not booted, these are not there. */
export function imageResidueChecks(rows: readonly ImageResidueRow[]): readonly ImageResidueCheck[] {
  return rows.map(({ paths, mostBytes, ...meta }) =>
    defineCheck({
      ...meta,
      area: 'integrity',
      tags: ['image'],
      needs: { booted: required(isBooted), found: required(presentStats(paths)) },
      evaluate: ({ booted, found }) => {
        if (booted) return notApplicable('this is a running host, not an image');
        const left = found.filter(({ type, bytes }) => type !== 'file' || bytes > mostBytes);
        return passUnless(
          left.map(
            ({ path, bytes }): Mismatch => ({
              subject: path,
              expected: 'absent or empty',
              actual: `present, ${bytes} bytes`,
            }),
          ),
          'none of it is in the image',
        );
      },
    }),
  );
}
