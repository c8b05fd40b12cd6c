import { z } from 'zod';
import { blindToBase, containerCheck, endOfLifeBase } from '../../src/index.ts';

export default containerCheck({
  id: 'image.end-of-life-base',
  area: 'image',
  title: 'Images in use are built on maintained distributions',
  severity: 'high',
  level: 2,
  rationale:
    'No fix will come for the libraries in it: what is published against them from now on stays open in every container made from it.',
  remedy: 'Build it anew on a release in support, and create the container anew.',
  references: ['endoflife.date:products', 'nist-800-190:4.1.1'],
  tags: ['images', 'patching'],
  params: z.strictObject({}),
  blind: blindToBase,
  judge: (contained, _, at) => endOfLifeBase(contained, at),
});
