import type { CheckMeta } from '../model/check.ts';
import { type CheckVerdict, type Mismatch, notApplicable, passUnless } from '../model/verdict.ts';
import type { DockerKey, DockerSettings } from '../probes/docker/docker-setting-shapes.ts';
import {
  type DockerView,
  type DockerViewSide,
  dockerSettings,
} from '../probes/docker/docker-settings.ts';
import { type Check, defineCheck, type Need, orAbsent } from './define-check.ts';

const NO_DOCKER = 'Docker is not on this host';

/** A setting of dockerd, from daemon.json and its flags, as it runs and as it would come back. */
export interface DockerSettingRow<K extends DockerKey> extends Omit<CheckMeta, 'area' | 'tags'> {
  readonly area?: CheckMeta['area'];
  /** The first one names the mismatches. */
  readonly keys: readonly [K, ...K[]];
  readonly expected: string;
  /** What dockerd does when nothing is set. */
  readonly byDefault: string;
  readonly holds: (settings: Pick<DockerSettings, K>) => boolean;
  /** Why the question does not arise with these settings. */
  readonly outOfPlace?: (settings: Pick<DockerSettings, K>) => string | undefined;
  /** Which of the keys is to blame, where that is not always the first. */
  readonly blames?: (settings: Pick<DockerSettings, K>) => K;
  /** For a list: its entries that are wrong, each a mismatch of its own. */
  readonly offending?: (settings: Pick<DockerSettings, K>) => readonly string[];
}

export type DockerSettingCheck<K extends DockerKey> = Check<
  { readonly docker: Need<DockerView<K>, DockerView<K> | undefined> },
  undefined
>;

export function dockerSettingCheck<K extends DockerKey>(
  row: DockerSettingRow<K>,
): DockerSettingCheck<K> {
  const {
    area = 'daemon',
    keys,
    expected,
    byDefault,
    holds,
    outOfPlace,
    offending,
    blames,
    ...meta
  } = row;
  return defineCheck({
    ...meta,
    area,
    tags: ['docker'],
    needs: { docker: orAbsent(dockerSettings(...keys)) },
    evaluate: ({ docker }) =>
      docker === undefined ? notApplicable(NO_DOCKER) : judge(row, docker),
  });
}

function judge<K extends DockerKey>(row: DockerSettingRow<K>, view: DockerView<K>): CheckVerdict {
  const reasons = view.sides.map(({ settings }) => row.outOfPlace?.(settings));
  const inPlace = view.sides.filter((_, at) => reasons[at] === undefined);
  const [key] = row.keys;
  if (inPlace.length === 0) return notApplicable(reasons[0] ?? `${key} plays no part here`);
  const wrong = inPlace.filter(({ settings }) => !row.holds(settings));
  const [first] = inPlace;
  const shown = `${key}: ${first?.shown(key, row.byDefault) ?? row.byDefault}`;
  return passUnless(
    wrong.flatMap((side) => mismatches(row, side)),
    view.note === '' ? shown : `${shown} (${view.note})`,
  );
}

function mismatches<K extends DockerKey>(
  row: DockerSettingRow<K>,
  { label, settings, shown }: DockerViewSide<K>,
): readonly Mismatch[] {
  const { expected, byDefault } = row;
  const key = row.blames?.(settings) ?? row.keys[0];
  const entries = row.offending?.(settings) ?? [];
  if (entries.length === 0) {
    return [{ subject: `${key}${label}`, expected, actual: shown(key, byDefault) }];
  }
  return entries.map((entry) => ({
    subject: `${key} ${entry}${label}`,
    expected,
    actual: 'listed',
  }));
}
