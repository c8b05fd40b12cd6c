import { writeFileSync } from 'node:fs';
import { UsageError } from '../../model/errors.ts';
import { templateFiles } from '../../own-checks/template.ts';
import { codeOf } from '../../yaml/text-file.ts';

export interface NewCheckOptions {
  readonly yaml?: true | undefined;
  readonly typescript?: true | undefined;
}

/** Writes a check to begin with, and its test, into this folder. Overwrites nothing. */
export function newCheck(id: string, { typescript }: NewCheckOptions): void {
  const files = templateFiles(id, typescript ? 'typescript' : 'yaml');
  for (const { name, text } of files) {
    try {
      writeFileSync(name, text, { flag: 'wx' });
    } catch (cause) {
      const code = codeOf(cause);
      const why = code === 'EEXIST' ? 'is there already' : `cannot be written (${code})`;
      throw new UsageError(`${name} ${why}; nothing is overwritten`, { cause });
    }
    console.log(`wrote ${name}`);
  }
  const test = typescript
    ? `node --test ${id}.test.mts        (npm install hostward, once)`
    : `hostward checks test ${id}.yaml`;
  console.log(`test it   ${test}`);
  console.log(`try it    hostward audit --checks ./${id}.${typescript ? 'mts' : 'yaml'}`);
}
