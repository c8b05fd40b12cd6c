import { debianRoot } from './debian-root.ts';
import type { Recipe } from './system.ts';

/** The same root as that of the machine of this release, read as files and not booted. */
export const debianImage = (suite: string): Recipe => ({
  with: (take) =>
    take({
      host: { connection: { transport: 'image', path: debianRoot(suite, ['openssh-server']) } },
    }),
});
