import { failed, type Observation, unsupported, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { homeOf } from '../containers/container-settings.ts';
import { containers } from '../containers/containers.ts';
import type { SettingsFile } from '../containers/settings-files.ts';
import { allSettingsFiles } from '../docker/docker-roots.ts';
import { type Derived, derived } from '../fact.ts';

/** An image in the store of Docker or of containers/storage (Podman, Buildah, CRI-O). */
export interface StoredImage {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** Whose store it is in; empty for root's. */
  readonly home: string;
  /** As it is referred to; none where nothing does. */
  readonly names: readonly string[];
  /** Whether Docker knows of no registry that it came from or was sent to: imported, loaded or built here. */
  readonly withoutRegistry: boolean;
  /** ISO instant; absent where the build left it out (1970 or year 1). */
  readonly created?: string;
  /** Empty where it runs as root. */
  readonly user: string;
  /** Names of variables that look like secrets and have a value. */
  readonly secretVariables: readonly string[];
  /** The same in the steps of its build. */
  readonly secretSteps: readonly string[];
}

export interface ImageStores {
  readonly images: readonly StoredImage[];
  /** Ids of the images of containers, running or not, by id of the container. */
  readonly used: ReadonlyMap<string, string>;
}

/**
 * Images that lie in stores whose descriptions are files. Those of containerd, and of Docker where it keeps
 * images there, are not among them.
 */
export const imageStores: Derived<ImageStores> = derived(
  'image-stores',
  { settings: allSettingsFiles, running: containers },
  ({ settings, running }): Observation<ImageStores> => {
    if (settings.state !== 'value') return settings;
    const { files, partial } = settings.value;
    const broken = partial.find((path) => /\/imagedb\/|-images\/|\/repositories\.json$/.test(path));
    if (broken !== undefined) return failed(`${visibleLine(broken, 200)} was not read to its end`);
    const names = namesById(files);
    const images = files.flatMap((file) => imageOf(file, names) ?? []);
    if (images.length > 0) return value({ images, used: imagesOfContainers(files) });
    if (running.state !== 'value') return running;
    return running.value.length === 0
      ? value({ images, used: new Map() })
      : unsupported('the images of the running containers lie in a store that is not read');
  },
);

/** 44 characters of base64: `sha256:` and 64 digits. */
const IN_BASE64 = /\/=([A-Za-z0-9+/]{90,96}=*)$/;

const IN_DOCKER = /\/imagedb\/content\/sha256\/([0-9a-f]{64})$/;

/** What a registry names by a digest too; containers/storage puts `localhost/` before what has none. */
const isOfDocker = (path: string): boolean => IN_DOCKER.test(path);

function imageOf(
  file: SettingsFile,
  names: ReadonlyMap<string, readonly string[]>,
): StoredImage | undefined {
  const id = idOf(file.path);
  if (id === undefined) return undefined;
  const created = String(file.values.get('created') ?? '');
  const isDated =
    /^\d{4}-\d\d-\d\dT/.test(created) && !/^(1970-01-01|0001|1980-01-01)/.test(created);
  return {
    id,
    home: homeOf(file.path),
    names: names.get(id) ?? [],
    withoutRegistry: isOfDocker(file.path) && !names.get(id)?.some((name) => name.includes('@')),
    ...(isDated ? { created } : {}),
    user: String(file.values.get('config/User') ?? ''),
    secretVariables: file.env,
    secretSteps: file.history,
  };
}

function idOf(path: string): string | undefined {
  const inDocker = IN_DOCKER.exec(path)?.[1];
  if (inDocker !== undefined) return inDocker;
  const encoded = IN_BASE64.exec(path)?.[1];
  const [, folder] = /-images\/([0-9a-f]{64})\/=/.exec(path) ?? [];
  if (encoded === undefined || folder === undefined) return undefined;
  // Other blobs of the image, such as manifests of a list, have digests of their own.
  return Buffer.from(encoded, 'base64').toString('latin1') === `sha256:${folder}`
    ? folder
    : undefined;
}

function namesById(files: readonly SettingsFile[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const [id, name] of files.flatMap(namesIn)) names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}

type Pair = readonly [string, string];

/** Ids of images and their names. */
function namesIn({ path, values }: SettingsFile): readonly Pair[] {
  if (path.endsWith('/repositories.json')) {
    return [...values].map(([key, id]): Pair => [bareId(id), referenceOf(key)]);
  }
  if (!/-images\/images\.json$/.test(path)) return [];
  return fieldsOf(values, /^(\d+)\/names\/\d+$/);
}

/** The id of each record, and a field of it. */
const fieldsOf = (values: SettingsFile['values'], field: RegExp): readonly Pair[] =>
  [...values].flatMap(([key, setting]): readonly Pair[] => {
    const at = field.exec(key)?.[1];
    return at === undefined ? [] : [[String(values.get(`${at}/id`)), String(setting)]];
  });

const bareId = (id: unknown): string => String(id ?? '').replace('sha256:', '');

/** `Repositories/quay.io/a/b/quay.io/a/b:1`: the name, then the reference, which begins with it. */
function referenceOf(key: string): string {
  const both = key.slice('Repositories/'.length);
  for (let at = both.indexOf('/'); at !== -1; at = both.indexOf('/', at + 1)) {
    const name = both.slice(0, at);
    const reference = both.slice(at + 1);
    if (reference.startsWith(`${name}:`) || reference.startsWith(`${name}@`)) return reference;
  }
  return both;
}

/** What stands first is root's: nobody else's files may speak for its containers. */
const imagesOfContainers = (files: readonly SettingsFile[]): ReadonlyMap<string, string> =>
  new Map(files.flatMap(containersIn).toReversed());

/** Ids of containers and of their images. */
function containersIn({ path, values }: SettingsFile): readonly Pair[] {
  const container = /\/([0-9a-f]{64})\/config\.v2\.json$/.exec(path)?.[1];
  if (container !== undefined) return [[container, bareId(values.get('Image'))]];
  if (!/-containers\/(volatile-)?containers\.json$/.test(path)) return [];
  return fieldsOf(values, /^(\d+)\/image$/);
}
