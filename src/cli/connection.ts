import type { Script } from '../collector/compile.ts';
import type { Plan } from '../collector/plan.ts';
import type { CollectOptions } from '../fleet/collect-host.ts';
import { createTransport } from '../transports/create-transport.ts';
import type { Deadlines } from '../transports/transport.ts';
import { type SecretOptions, secretsOf } from './secrets.ts';
import { toolVersion } from './version.ts';

export interface ConnectionOptions extends SecretOptions {
  readonly timeout: number;
  readonly connectTimeout: number;
  readonly acceptNewHostKeys?: true | undefined;
}

/** Everything that collecting needs from the command line, the environment and the person before it. */
export async function fleetOptions(
  options: ConnectionOptions,
  what: { readonly plan: Plan; readonly script: Script },
): Promise<CollectOptions> {
  const agentSocket = process.env['SSH_AUTH_SOCK'];
  return {
    ...what,
    transport: createTransport({
      acceptNewHostKeys: options.acceptNewHostKeys ?? false,
      ...(agentSocket ? { agentSocket } : {}),
    }),
    secrets: await secretsOf(options),
    deadlines: deadlinesOf(options),
    toolVersion: toolVersion(),
    now: Date.now,
  };
}

export const deadlinesOf = ({ timeout, connectTimeout }: ConnectionOptions): Deadlines => ({
  connectMs: connectTimeout * 1000,
  authenticateMs: connectTimeout * 1000,
  hostMs: timeout * 1000,
});
