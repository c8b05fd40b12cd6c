import { CommanderError } from '@commander-js/extra-typings';
import { UsageError } from '../model/errors.ts';
import { auditCommand } from './commands/audit.ts';
import { targetsOf } from './targets.ts';

/** What can be told of an audit before it runs. */
interface Ahead {
  readonly readsThisMachine: boolean;
  /** Why it would be refused as things stand: an inventory that is not there yet. */
  readonly doubt?: string;
}

/**
 * Reads the words as `hostward audit` will; no host is contacted.
 * @throws UsageError where audit has no such option.
 */
export async function lookAhead(words: readonly string[]): Promise<Ahead> {
  const { targets, options } = parsed(words);
  try {
    const { hosts } = await targetsOf(targets, options);
    return {
      readsThisMachine: hosts.some(({ connection }) => connection.transport === 'local'),
    };
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    return { readsThisMachine: false, doubt: cause.message };
  }
}

function parsed(words: readonly string[]) {
  const command = auditCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, outputError: () => undefined });
  try {
    const { operands, unknown } = command.parseOptions([...words]);
    const [first] = unknown;
    if (first !== undefined) throw new UsageError(`audit has no option ${first}`);
    return { targets: operands, options: command.opts() };
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    throw new UsageError(`audit refuses these words: ${cause.message}`, { cause });
  }
}
