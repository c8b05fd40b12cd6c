import { z } from 'zod';
import { Inventory } from './schema.ts';

/** JSON Schema (draft 2020-12) of an inventory, for editors: completion, descriptions, typing errors. */
export function inventoryJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    ...z.toJSONSchema(Inventory, { target: 'draft-2020-12', io: 'input' }),
    title: 'hostward inventory',
  };
}
