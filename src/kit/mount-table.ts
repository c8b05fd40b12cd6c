import type { CheckMeta } from '../model/check.ts';
import { type Gap, type Observation, unsupported, value } from '../model/observation.ts';
import {
  type CheckVerdict,
  type Mismatch,
  notApplicable,
  pass,
  passUnless,
} from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import { type Derived, derived } from '../probes/fact.ts';
import type { PersistedMount } from '../probes/mounts/fstab.ts';
import { isBelow, type Mount } from '../probes/mounts/mountinfo.ts';
import { mounts } from '../probes/mounts/mounts.ts';
import { persistedMounts } from '../probes/mounts/persisted-mounts.ts';
import { type AnyCheck, defineCheck, required } from './define-check.ts';

const OPTIONS = {
  nodev:
    'A device node that gets there, out of an archive or from a container, opens the disk or the memory of the host to whoever finds it.',
  nosuid:
    'A setuid program that gets there, out of an archive, an image or a backup, makes its caller root.',
  noexec:
    'Whoever can only write files there has no program to start; it stops droppers, not interpreters.',
} as const;
export type MountOption = keyof typeof OPTIONS;

type Told = Pick<CheckMeta, 'severity' | 'level' | 'references'>;

/** A place of the tree, a check for each option and one for its being a mount at all. */
export interface MountRow {
  /** Between `filesystem.` and `-nodev`. */
  readonly id: string;
  readonly path: string;
  /** Where else distributions mount the same. */
  readonly orElse?: string;
  readonly options?: Readonly<Partial<Record<MountOption, Told>>>;
  readonly own?: Told & Pick<CheckMeta, 'rationale'>;
  /** The init system mounts it even where no file says so. */
  readonly ofInit?: true;
}

export function mountChecks(rows: readonly MountRow[]): readonly AnyCheck[] {
  return rows.flatMap((row) => [
    ...(row.own === undefined ? [] : [ownMountCheck(row, row.own)]),
    ...(['nodev', 'nosuid', 'noexec'] as const).flatMap((option) => {
      const told = row.options?.[option];
      return told === undefined ? [] : [optionCheck(row, option, told)];
    }),
  ]);
}

function optionCheck(row: MountRow, option: MountOption, told: Told): AnyCheck {
  return defineCheck({
    ...told,
    id: `filesystem.${row.id}-${option}`,
    area: 'filesystem',
    title: `${row.path} is mounted with ${option}`,
    rationale: OPTIONS[option],
    remedy: `Add \`${option}\` to the options of ${row.path} in /etc/fstab, or to \`Options=\` of its mount unit, and run \`mount -o remount,${option} ${row.path}\`.`,
    tags: ['filesystem', 'mounts'],
    needs: { verdict: required(optionVerdict(row, option)) },
    evaluate: ({ verdict }) => verdict,
  });
}

function ownMountCheck(row: MountRow, { rationale, ...told }: NonNullable<MountRow['own']>) {
  return defineCheck({
    ...told,
    id: `filesystem.${row.id}-partition`,
    area: 'filesystem',
    title: `${row.path} is a mount of its own`,
    rationale,
    remedy: `Give ${row.path} a volume, a subvolume with a quota, or a tmpfs with a size, and a line in /etc/fstab.`,
    tags: ['filesystem', 'mounts'],
    needs: { verdict: required(ownMountVerdict(row)) },
    evaluate: ({ verdict }) => verdict,
  });
}

interface Place {
  /** Undefined before a boot. */
  readonly now: { readonly own: Mount | undefined; readonly holder: string } | undefined;
  readonly later: readonly PersistedMount[];
  readonly path: string;
}

const SEEN = { now: mounts, later: persistedMounts };

/** A wrong option that counts now is wrong whatever files say, be they readable or not. */
function optionVerdict(row: MountRow, option: MountOption): Derived<CheckVerdict> {
  return derived(`mount-option:${row.path}:${option}`, SEEN, ({ now, later }) => {
    const place = placeOf(row, now, later.state === 'value' ? later.value : []);
    if ('state' in place) return place;
    const wrong = wrongOptions(place, option);
    if (wrong.length > 0) return value(passUnless(wrong, ''));
    return later.state === 'value' ? settled(row, place, option) : later;
  });
}

function wrongOptions({ now, later, path }: Place, option: MountOption): readonly Mismatch[] {
  const own = now?.own;
  return [
    ...(own !== undefined && isThere(own) && !own.options.includes(option)
      ? [{ subject: path, expected: option, actual: optionsOf(own.options) }]
      : []),
    ...later
      .filter(({ options }) => !options.includes(option) && !isBind(options))
      .map(({ options, from }) => ({
        subject: `${path} after a reboot`,
        expected: option,
        actual: `${optionsOf(options)}, by ${visibleLine(from, 200)}`,
      })),
  ];
}

function settled(row: MountRow, place: Place, option: string): Observation<CheckVerdict> {
  const { now, later, path } = place;
  const files = later.map(({ from }) => visibleLine(from, 200)).join(', ');
  if (now === undefined) {
    if (later.length > 0) return value(pass(`${files}: ${option}; not booted`));
    return row.ofInit
      ? unsupported(`not booted, and no file says how ${path} will be mounted`)
      : value(notApplicable(`no file of this image mounts ${path}`));
  }
  if (now.own === undefined) {
    if (later.length > 0) return value(pass(`${files}: ${option}; not mounted at the moment`));
    return value(notApplicable(`${path} is no mount of its own: it lies on ${now.holder}`));
  }
  if (!isThere(now.own) && later.length === 0) {
    return unsupported(`${path} is mounted on demand, and is not at the moment`);
  }
  const said = later.length === 0 ? 'neither fstab nor a mount unit speaks of it' : files;
  return value(pass(`${path} is ${optionsOf(now.own.options)}; ${said}`));
}

function ownMountVerdict(row: MountRow): Derived<CheckVerdict> {
  return derived(`mount-own:${row.path}`, SEEN, ({ now, later }): Observation<CheckVerdict> => {
    const known = later.state === 'value' ? later.value : [];
    const place = placeOf(row, now, known);
    if ('state' in place) return place;
    const { path } = place;
    if (place.now?.own !== undefined) {
      return value(pass(`${path} is a mount of ${visibleLine(place.now.own.source, 200)}`));
    }
    if (place.now !== undefined) {
      return value(
        passUnless(
          [{ subject: path, expected: 'a mount of its own', actual: `on ${place.now.holder}` }],
          '',
        ),
      );
    }
    if (later.state !== 'value') return later;
    const [first] = place.later;
    return first === undefined
      ? unsupported(`not booted, and no file says that ${path} will be mounted`)
      : value(pass(`${visibleLine(first.from, 200)} mounts ${path}; not booted`));
  });
}

/** Of several places that may be meant, the first that is mounted, now or later. */
function placeOf(
  { path, orElse }: MountRow,
  now: Observation<readonly Mount[]>,
  persisted: readonly PersistedMount[],
): Place | Gap {
  const list = mountsNow(now);
  if (list !== undefined && 'state' in list) return list;
  const places = [path, ...(orElse === undefined ? [] : [orElse])].map((each) => {
    const own = list?.findLast((m) => m.mountPoint === each);
    return {
      path: each,
      now: list === undefined ? undefined : { own, holder: holderOf(list, each) },
      // Whether a unit of a package is started shows in what is mounted alone.
      later: persisted.filter(
        (m) => m.mountPoint === each && (own !== undefined || m.ofPackage === undefined),
      ),
    };
  });
  const found = places.find((place) => place.now?.own !== undefined || place.later.length > 0);
  return found ?? { path, now: places[0]?.now, later: [] };
}

/** Undefined for an image: nothing is mounted yet. */
function mountsNow(now: Observation<readonly Mount[]>): readonly Mount[] | Gap | undefined {
  if (now.state === 'value') return now.value;
  return now.state === 'unsupported' ? undefined : now;
}

/** The mount point that a path lies on. */
function holderOf(list: readonly Mount[], path: string): string {
  const above = list.filter(({ mountPoint }) => isBelow(path, mountPoint));
  const points = above.map(({ mountPoint }) => mountPoint);
  return points.reduce((longest, each) => (each.length > longest.length ? each : longest), '/');
}

/** Until something asks for it, an automounter's own file system stands there. */
const isThere = ({ type }: Mount): boolean => type !== 'autofs';

/** A bind mount begins with the options of what it shows elsewhere. */
const isBind = (options: readonly string[]): boolean =>
  options.includes('bind') || options.includes('rbind');

const optionsOf = (options: readonly string[]): string => visibleLine(options.join(','), 200);
