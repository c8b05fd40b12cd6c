import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chainProblems, type LinkedRun } from '../../integrity/chain.ts';
import { type Examined, examine } from '../../integrity/examine.ts';
import { publicKeyOf } from '../../integrity/signature.ts';
import { UsageError } from '../../model/errors.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { readChain, readSeal } from '../../store/sealed-folder.ts';

interface Options {
  /** The public key that runs have to be signed with. */
  readonly key?: string | undefined;
  readonly chain?: string | undefined;
}

const TRUE = 0;
const ALTERED = 1;

/**
 * Says what is true of sealed runs, and what is not.
 * @returns the exit status: 1 when anything is not as it was sealed.
 */
export async function verify(paths: readonly string[], options: Options): Promise<number> {
  const trusted = options.key === undefined ? undefined : trustedKey(options.key);
  const linked: LinkedRun[] = [];
  let isTrue = true;
  for (const path of paths) {
    const examined = examine(await readSeal(path), trusted);
    isTrue &&= examined.problems.length === 0;
    const { manifest, seal } = examined;
    if (manifest !== undefined && seal !== undefined) {
      linked.push({ run: manifest.run, seal, follows: manifest.follows });
    }
    tell(wordsOf(path, examined));
  }
  const chain = options.chain === undefined ? undefined : await readChain(options.chain);
  const broken = chainProblems(linked, chain);
  tell(broken.map((problem) => `BROKEN CHAIN: ${problem}`));
  if (broken.length === 0 && (chain !== undefined || linked.length > 1)) {
    tell([`The chain is whole: ${linked.length} runs.`]);
  }
  return isTrue && broken.length === 0 ? TRUE : ALTERED;
}

function wordsOf(path: string, examined: Examined): readonly string[] {
  const { manifest, problems, added, files } = examined;
  const run =
    manifest === undefined
      ? []
      : [
          `  run ${manifest.run} of hostward ${manifest.toolVersion}, by ${manifest.auditor.account} on ${manifest.auditor.machine}, ${manifest.startedAt} to ${manifest.finishedAt}`,
        ];
  return [
    `${path}: ${problems.length === 0 ? `as it was sealed, ${files} files` : 'NOT AS IT WAS SEALED'}`,
    ...run,
    ...problems.map((problem) => `  ${problem}`),
    ...(problems.length === 0 ? [`  ${SIGNATURE[examined.signature]}`] : []),
    ...added.map((file) => `  ${file} came later: it is not sealed`),
  ];
}

const SIGNATURE: Readonly<Record<Examined['signature'], string>> = {
  none: 'not signed: who can write there could seal it anew',
  valid: 'signed with the key that it names itself; --key tells whether that is the right one',
  trusted: 'signed with the given key',
};

function tell(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${visibleLine(line)}\n`);
}

function trustedKey(path: string): KeyObject {
  try {
    return publicKeyOf(readFileSync(path, 'utf8'), path);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`${path}: ${String(cause)}; name a public key`, { cause });
  }
}
