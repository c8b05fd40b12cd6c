import { z } from 'zod';
import {
  type AnyCheck,
  defineCheck,
  fullReference,
  imageCheck,
  imageStores,
  isWithin,
  manual,
  notApplicable,
  passUnless,
  required,
  tooOld,
} from '../../src/index.ts';

const isRoot = (user: string): boolean => /^(root|0*)?(:.*)?$/.test(user);
const days = (byDefault: number) => z.strictObject({ days: z.int().min(1).default(byDefault) });

/** Images that were built or imported here have no registry, unless their name says one. */
const isLocal = (name: string, withoutRegistry: boolean): boolean =>
  /^localhost\//.test(name) || (withoutRegistry && !/^[^/]*[.:][^/]*\//.test(name));

const checks: readonly AnyCheck[] = [
  imageCheck({
    id: 'image.age',
    title: 'Images of containers were built within the limit',
    severity: 'medium',
    level: 1,
    rationale: 'What was fixed since in its libraries is open in every container made from it.',
    remedy: 'Build or pull it anew and create its containers anew. The limit: parameter `days`.',
    references: ['nist-800-190:4.1.1'],
    params: days(180),
    which: 'used',
    judge: (image, params, at) => tooOld(image, params.days, at),
  }),
  imageCheck({
    id: 'image.unused-old',
    title: 'Images that no container uses are not older than the limit',
    severity: 'low',
    level: 2,
    rationale: 'A script that starts one runs programs whose flaws have been public for long.',
    remedy:
      '`docker image prune -a --filter until=2160h`, or `podman image prune -a`. The limit: parameter `days`.',
    references: ['nist-800-190:4.2.2'],
    params: days(90),
    which: 'unused',
    judge: (image, params, at) => tooOld(image, params.days, at),
  }),
  imageCheck({
    id: 'image.root-user',
    title: 'Images of containers name a user other than root',
    severity: 'medium',
    level: 2,
    rationale:
      'Containers from it start as root, and so does whoever takes over the program in them.',
    remedy:
      '`USER 10001` in its Dockerfile. Images that leave root themselves (nginx, postgres): parameter `allowed`, by registry, folder or name.',
    references: ['cis-docker-1.6:4.1', 'docker-bench:4.1'],
    params: z.strictObject({ allowed: z.array(z.string().min(1)).default([]) }),
    which: 'used',
    judge: ({ user, names }, { allowed }) =>
      !isRoot(user) || names.some((name) => allowed.some((one) => matches(name, one)))
        ? []
        : [{ expected: 'a user', actual: user === '' ? 'none, which is root' : user }],
  }),
  imageCheck({
    id: 'image.secrets-in-history',
    title: 'Image history and environment contain no secrets',
    severity: 'medium',
    level: 2,
    rationale:
      'Whoever can pull the image reads its environment and every step of its build; a later step deletes nothing.',
    remedy:
      'Change the secret, and build anew with `RUN --mount=type=secret`. Names that hold no secret: parameter `allowed`.',
    references: ['cis-docker-1.6:4.10', 'docker-bench:4.10', 'nist-800-190:4.1.4'],
    params: z.strictObject({ allowed: z.array(z.string().min(1)).default([]) }),
    which: 'all',
    judge: ({ secretVariables, secretSteps }, { allowed }) =>
      [...new Set([...secretVariables, ...secretSteps])]
        .filter((name) => !allowed.includes(name))
        .map((name) => ({ what: name, expected: 'no secret in an image', actual: 'has a value' })),
  }),
  defineCheck({
    id: 'image.trusted-registries',
    area: 'image',
    title: 'Images come from listed registries only',
    severity: 'medium',
    level: 1,
    rationale:
      'Images that anybody may upload carry miners and back doors under names that look known.',
    remedy:
      'Remove the image and its containers; in /etc/containers/registries.conf block what is not listed. The list: parameter `registries`, as `registry.example.com` or `docker.io/library`.',
    references: ['nist-800-190:4.1.5'],
    tags: ['images'],
    params: z.strictObject({ registries: z.array(z.string().min(1)).default([]) }),
    needs: { stores: required(imageStores) },
    evaluate({ stores: { images } }, { params: { registries } }) {
      const foreign = images.flatMap((image) =>
        image.names.filter((name) => !isLocal(name, image.withoutRegistry)),
      );
      const names = [...new Set(foreign)];
      if (names.length === 0)
        return notApplicable('no image with the name of a registry lies here');
      if (registries.length === 0) {
        const places = [
          ...new Set(names.map((name) => fullReference(name).replace(/\/[^/]*$/, ''))),
        ];
        return manual(
          `images come from ${places.slice(0, 10).join(', ')}${places.length > 10 ? ' and others' : ''}: are these trusted?`,
        );
      }
      return passUnless(
        names
          .filter((name) => !registries.some((place) => isWithin(name, place)))
          .map((name) => ({
            subject: `image ${name}`,
            expected: 'of a listed registry',
            actual: fullReference(name).split('/')[0] ?? name,
          })),
        `${names.length} images of listed registries`,
      );
    },
  }),
];

/** A registry or folder, or the name of an image with any tag. */
const matches = (name: string, allowed: string): boolean =>
  isWithin(name, allowed) ||
  fullReference(name).replace(/(:[^:/]+|@.*)$/, '') === fullReference(allowed);

export default checks;
