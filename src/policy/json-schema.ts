import { z } from 'zod';
import { attestationsFile, gateFile, profileFile, waiversFile } from './schema.ts';

const FILES = {
  profile: profileFile,
  waivers: waiversFile,
  attestations: attestationsFile,
  gate: gateFile,
};

/** JSON Schema (draft 2020-12) of a policy file, for editors. */
export const policyJsonSchema = (file: keyof typeof FILES): unknown =>
  z.toJSONSchema(FILES[file], { target: 'draft-2020-12', io: 'input' });
