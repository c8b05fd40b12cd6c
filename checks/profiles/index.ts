import type { Profile } from '../../src/index.ts';
import { baseline } from './baseline.ts';
import { ci } from './ci.ts';
import { containerHost } from './container-host.ts';
import { goldenImage } from './golden-image.ts';
import { kubernetesNode } from './kubernetes-node.ts';
import { strict } from './strict.ts';

/** Every profile that comes with hostward. */
export const profiles: readonly Profile[] = [
  baseline,
  strict,
  containerHost,
  kubernetesNode,
  goldenImage,
  ci,
];
