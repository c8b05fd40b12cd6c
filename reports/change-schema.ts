import { z } from 'zod';
import { CHANGE_KINDS, type ChangeKind } from '../src/model/changes.ts';

// Object.keys forgets that the table has no other names.
export const changeKind = z.enum(Object.keys(CHANGE_KINDS) as ChangeKind[]);

export const changeSchema = z
  .strictObject({
    kind: changeKind,
    check: z.string(),
    subject: z.string().exactOptional().describe('Absent where the whole finding changed'),
    before: z.string().exactOptional(),
    after: z.string().exactOptional(),
  })
  .meta({ id: 'Change', description: 'What became of one mismatch of one host' });
