import type { Script } from '../collector/compile.ts';
import type { Plan } from '../collector/plan.ts';
import type { CollectOptions } from '../fleet/collect-host.ts';
import { createTransport } from '../transports/create-transport.ts';
import { paced } from '../transports/paced.ts';
import { retrying } from '../transports/retrying.ts';
import type { Deadlines, Transport } from '../transports/transport.ts';
import { type SecretOptions, secretsOf } from './secrets.ts';
import { toolVersion } from './version.ts';

/** How hosts are spared. */
export interface MannerOptions {
  /** Further tries of a connection that was turned away before any login. */
  readonly retries: number;
  /** New connections a second at most. */
  readonly connectRate?: number | undefined;
}

export interface ConnectionOptions extends SecretOptions, MannerOptions {
  readonly timeout: number;
  readonly connectTimeout: number;
  readonly acceptNewHostKeys?: true | undefined;
}

/** Longer than sshd takes to let others in that it was busy with. */
const RETRY_WAIT_MS = 500;

/** Everything that collecting needs from the command line, the environment and the person before it. */
export async function fleetOptions(
  options: ConnectionOptions,
  what: { readonly plan: Plan; readonly script: Script },
): Promise<CollectOptions> {
  const agentSocket = process.env['SSH_AUTH_SOCK'];
  const transport = createTransport({
    acceptNewHostKeys: options.acceptNewHostKeys ?? false,
    ...(agentSocket ? { agentSocket } : {}),
  });
  return {
    ...what,
    transport: mannered(transport, options),
    secrets: await secretsOf(options),
    deadlines: deadlinesOf(options),
    toolVersion: toolVersion(),
    now: Date.now,
  };
}

export function mannered(transport: Transport, { retries, connectRate }: MannerOptions): Transport {
  const even = connectRate === undefined ? transport : paced(transport, connectRate);
  return retrying(even, { retries, waitMs: RETRY_WAIT_MS });
}

export const deadlinesOf = ({ timeout, connectTimeout }: ConnectionOptions): Deadlines => ({
  connectMs: connectTimeout * 1000,
  authenticateMs: connectTimeout * 1000,
  hostMs: timeout * 1000,
});
