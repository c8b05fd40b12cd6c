import { z } from 'zod';
import type { AnyCheck } from './define-check.ts';

/** The names of a check's parameters. */
export const parameterNames = ({ params }: AnyCheck): readonly string[] =>
  params instanceof z.ZodObject ? Object.keys(params.shape) : [];

/** JSON Schema of a check's parameters, as a person writes them; undefined where it has none. */
export const parameterSchema = ({ params }: AnyCheck): unknown =>
  params === undefined
    ? undefined
    : z.toJSONSchema(params, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
