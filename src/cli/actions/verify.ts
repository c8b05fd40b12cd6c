import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chainProblems, type LinkedRun } from '../../integrity/chain.ts';
import { type Examined, examine } from '../../integrity/examine.ts';
import { publicKeyOf } from '../../integrity/signature.ts';
import { UsageError } from '../../model/errors.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { readChain } from '../../store/sealed-folder.ts';
import type { StoreOptions } from '../run-store.ts';
import { sealsOf } from '../seals.ts';

interface Options extends StoreOptions {
  /** The public key that runs have to be signed with. */
  readonly key?: string | undefined;
  readonly chain?: string | undefined;
}

const TRUE = 0;
const ALTERED = 1;

/**
 * Says what is true of sealed runs, and what is not.
 * @param references folders, or runs of the store; without any, all of its runs that ended.
 * @returns the exit status: 1 when anything is not as it was sealed.
 */
export async function verify(references: readonly string[], options: Options): Promise<number> {
  const trusted = options.key === undefined ? undefined : trustedKey(options.key);
  const linked: LinkedRun[] = [];
  let isTrue = true;
  for await (const { name, seal: found } of sealsOf(references, options)) {
    const examined = typeof found === 'string' ? unsealed(found) : examine(found, trusted);
    isTrue &&= examined.problems.length === 0;
    const { manifest, seal } = examined;
    if (manifest !== undefined && seal !== undefined) {
      linked.push({ run: manifest.run, seal, follows: manifest.follows });
    }
    tell(wordsOf(name, examined));
  }
  const isChained = await verifyChain(linked, options.chain);
  return isTrue && isChained ? TRUE : ALTERED;
}

async function verifyChain(runs: readonly LinkedRun[], path: string | undefined): Promise<boolean> {
  const chain = path === undefined ? undefined : await readChain(path);
  const broken = chainProblems(runs, chain);
  tell(broken.map((problem) => `BROKEN CHAIN: ${problem}`));
  if (broken.length > 0) return false;
  if (chain !== undefined || runs.length > 1) tell([`The chain is whole: ${runs.length} runs.`]);
  return true;
}

const unsealed = (why: string): Examined => ({
  problems: [why],
  added: [],
  sums: 0,
  signature: 'none',
});

function wordsOf(name: string, examined: Examined): readonly string[] {
  const { manifest, problems, added, sums } = examined;
  const run =
    manifest === undefined
      ? []
      : [
          `  run ${manifest.run} of hostward ${manifest.toolVersion}, by ${manifest.auditor.account} on ${manifest.auditor.machine}, ${manifest.startedAt} to ${manifest.finishedAt}`,
        ];
  return [
    `${name}: ${problems.length === 0 ? `as it was sealed, ${sums} sums` : 'NOT AS IT WAS SEALED'}`,
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
