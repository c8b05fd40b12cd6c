import { z } from 'zod';
import { visibleLine } from '../model/visible-text.ts';
import { ImageTrouble } from './image-tree.ts';

const path = z.string().min(1).max(4096);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** `manifest.json` of `docker save`. */
const DockerManifest = z
  .array(
    z.object({
      Config: path,
      RepoTags: z.array(z.string()).nullish(),
      Layers: z.array(path).max(1024),
    }),
  )
  .max(1000);
export type DockerImage = z.output<typeof DockerManifest>[number];

const Descriptor = z.object({
  mediaType: z.string().optional(),
  digest,
  size: z.int().min(0),
  platform: z.object({ architecture: z.string(), os: z.string() }).optional(),
  annotations: z.record(z.string(), z.string()).nullish(),
});
export type Descriptor = z.output<typeof Descriptor>;

/** An index or a manifest of the OCI image format; Docker's own schema 2 has the same fields. */
const OciDocument = z.object({
  manifests: z.array(Descriptor).max(1000).optional(),
  config: Descriptor.optional(),
  layers: z.array(Descriptor).max(1024).optional(),
});
export type OciDocument = z.output<typeof OciDocument>;

export const parseDockerManifest = (text: string): readonly DockerImage[] =>
  parsed(DockerManifest, text, 'manifest.json');

export const parseOciDocument = (text: string, name: string): OciDocument =>
  parsed(OciDocument, text, name);

function parsed<T>(schema: z.ZodType<T>, text: string, name: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ImageTrouble(`${name} in it is no JSON`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const words = visibleLine(`${issue?.path.join('.')} ${issue?.message}`, 200);
  throw new ImageTrouble(`${name} in it is not understood: ${words}`);
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/**
 * The one image that an index names. Attestations of builders are none; of the same image for several
 * architectures it is that of this machine.
 * @throws ImageTrouble when it names several.
 */
export function chosenManifest(all: readonly Descriptor[], machine: string): Descriptor {
  const images = all.filter(
    ({ platform, annotations }) =>
      platform?.os !== 'unknown' && annotations?.['vnd.docker.reference.type'] === undefined,
  );
  const [first] = images;
  if (first === undefined) throw new ImageTrouble('its index names no image');
  if (images.length === 1) return first;
  const architecture = ARCHITECTURES[machine] ?? machine;
  const ours = images.filter(({ platform }) => platform?.architecture === architecture);
  const [one] = ours;
  const areVariants = images.every(({ platform }) => platform !== undefined);
  if (one !== undefined && ours.length === 1 && areVariants) return one;
  throw severalImages(images.map(nameOf));
}

export const severalImages = (names: readonly string[]): ImageTrouble =>
  new ImageTrouble(
    `it holds ${names.length} images (${visibleLine(names.slice(0, 5).join(', '), 200)}); save one alone`,
  );

const nameOf = ({ annotations, platform, digest: id }: Descriptor): string =>
  annotations?.['org.opencontainers.image.ref.name'] ??
  (platform === undefined ? id.slice(0, 19) : `${platform.os}/${platform.architecture}`);
