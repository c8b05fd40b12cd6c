import type { z } from 'zod';
import type { CheckMeta } from '../model/check.ts';
import { daysBetween } from '../model/time.ts';
import {
  type CheckVerdict,
  type Mismatch,
  manual,
  notApplicable,
  passUnless,
} from '../model/verdict.ts';
import { type ImageStores, imageStores, type StoredImage } from '../probes/image/stored-images.ts';
import { type Check, defineCheck, type Need, required } from './define-check.ts';
import { inDays } from './lifecycle/age.ts';

interface ImageDifference {
  readonly what?: string;
  readonly expected: string;
  readonly actual: string;
}

export interface ImageRow<P> extends Omit<CheckMeta, 'area' | 'tags'> {
  readonly params: z.ZodType<P>;
  /** Which images count: those of containers, running or not, those of none, or all. */
  readonly which: 'used' | 'unused' | 'all';
  /** What is wrong with an image; undefined where the image does not tell. */
  readonly judge: (
    image: StoredImage,
    params: P,
    at: string,
  ) => readonly ImageDifference[] | undefined;
}

export type ImageCheck<P> = Check<{ readonly stores: Need<ImageStores, ImageStores> }, P>;

const NONE: Readonly<Record<ImageRow<never>['which'], string>> = {
  used: 'no container has an image in the stores of Docker and Podman',
  unused: 'every image in the stores of Docker and Podman has a container',
  all: 'no image lies in the stores of Docker and Podman',
};

/** A check over images that lie in stores whose descriptions are files. */
export const imageCheck = <P>({ params, which, judge, ...meta }: ImageRow<P>): ImageCheck<P> =>
  defineCheck({
    ...meta,
    area: 'image',
    tags: ['images'],
    params,
    needs: { stores: required(imageStores) },
    evaluate: ({ stores }, context): CheckVerdict => {
      const images = chosen(stores, which);
      if (images.length === 0) return notApplicable(NONE[which]);
      const judged = images.map((image) => judge(image, context.params, context.collectedAt));
      const silent = judged.filter((found) => found === undefined).length;
      if (silent === images.length) {
        return manual(`none of ${images.length} images says when it was built: is that known?`);
      }
      const mismatches = judged.flatMap((found = [], at) =>
        found.map((one) => mismatch(images[at], one)),
      );
      const note = silent === 0 ? '' : `; ${silent} do not say when they were built`;
      return passUnless(mismatches, `${images.length} images${note}`);
    },
  });

/** The name of an image, else the first digits of its id; and whose it is. */
const imageName = ({ names, id, home }: StoredImage): string =>
  `${names[0] ?? id.slice(0, 12)}${home === '' ? '' : ` of ${home}`}`;

function mismatch(image: StoredImage | undefined, one: ImageDifference): Mismatch {
  const { what, expected, actual } = one;
  const name = image === undefined ? '' : imageName(image);
  return { subject: `image ${name}${what === undefined ? '' : `, ${what}`}`, expected, actual };
}

function chosen({ images, used }: ImageStores, which: ImageRow<never>['which']) {
  if (which === 'all') return images;
  const inUse = new Set(used.values());
  return images.filter(({ id }) => inUse.has(id) === (which === 'used'));
}

/** Older than some days; undefined where the image has no date. */
export function tooOld(
  { created }: StoredImage,
  days: number,
  at: string,
): readonly ImageDifference[] | undefined {
  if (created === undefined) return undefined;
  const age = daysBetween(created, at);
  return age > days
    ? [{ expected: `built within ${inDays(days)}`, actual: `built ${inDays(age)} ago` }]
    : [];
}

/** A reference with its registry: `nginx` is `docker.io/library/nginx`. */
export function fullReference(name: string): string {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${name}`;
  return /[.:]/.test(first) || first === 'localhost' ? name : `docker.io/${name}`;
}

/** Whether a reference is of a registry or of a folder in one. */
export const isWithin = (reference: string, place: string): boolean =>
  fullReference(reference).startsWith(place.endsWith('/') ? place : `${place}/`);
