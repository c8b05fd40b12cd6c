import { z } from 'zod';
import { isAddress, isHostName, isUser } from '../inventory/address.ts';
import { UsageError } from '../model/errors.ts';
import { BECOME_METHODS, type Host, type OpensshHop, type SshEndpoint } from '../model/host.ts';

const address = z.string().refine(isAddress);
const user = z.string().refine(isUser);
const port = z.int().min(1).max(65535);
const MAX_HOPS = 8;

const ssh2Hop = z.strictObject({ address, port, user });
const opensshHop = z.strictObject({
  address,
  port: port.exactOptional(),
  user: user.exactOptional(),
});

/** A host as a worker is told of it: no key, no file and no option of the auditor's machine. */
export const hostJobSchema = z.strictObject({
  kind: z.literal('host'),
  name: z.string().refine(isHostName),
  become: z.enum(BECOME_METHODS),
  pinned: z
    .string()
    .regex(/^\/[\w.@+/-]+$/)
    .exactOptional(),
  connection: z.discriminatedUnion('transport', [
    z.strictObject({
      transport: z.literal('ssh2'),
      endpoint: ssh2Hop,
      jumps: z.array(ssh2Hop).max(MAX_HOPS),
    }),
    z.strictObject({
      transport: z.literal('openssh'),
      endpoint: opensshHop,
      jumps: z.array(opensshHop).max(MAX_HOPS).exactOptional(),
    }),
  ]),
});

export type HostJob = z.output<typeof hostJobSchema>;

/** What a worker has of its own to reach hosts with. */
export interface WorkerAccess {
  /** Tried for every host; without any, the agent and the usual keys of the account. */
  readonly identityFiles: readonly string[];
  readonly knownHostsFiles: readonly string[];
  /** Installed scripts that it starts as root when a job names one. */
  readonly pinned: readonly string[];
}

/** @throws UsageError for hosts that only the auditor's machine can reach. */
export function jobOf(host: Host): HostJob {
  const { name, become, pinned, connection } = host;
  const common = {
    kind: 'host' as const,
    name,
    become,
    ...(pinned !== undefined && { pinned }),
  };
  switch (connection.transport) {
    case 'ssh2':
      return {
        ...common,
        connection: {
          transport: 'ssh2',
          endpoint: ssh2Part(connection.endpoint),
          jumps: connection.jumps.map(ssh2Part),
        },
      };
    case 'openssh':
      if (connection.sshOptions !== undefined) throw stays(name, 'sshOptions');
      if (connection.configFile !== undefined) throw stays(name, 'a configuration of ssh');
      return {
        ...common,
        connection: {
          transport: 'openssh',
          endpoint: opensshPart(connection.endpoint),
          ...(connection.jumps !== undefined && { jumps: connection.jumps.map(opensshPart) }),
        },
      };
    case 'local':
    case 'image':
    case 'engine':
      throw new UsageError(
        `${name} is on this machine (transport ${connection.transport}), where no worker reaches it; leave it out (--limit '!${name}') or audit it without --queue`,
      );
  }
}

/** An option of ssh can run any command: what a worker runs is said on its own machine. */
const stays = (name: string, what: string): UsageError =>
  new UsageError(
    `${name} has ${what}, which workers do not take from a queue; write it into ~/.ssh/config of the workers' account and leave it out here`,
  );

const ssh2Part = ({ address, port, user }: SshEndpoint) => ({ address, port, user });

const opensshPart = ({ address, port, user }: OpensshHop) => ({
  address,
  ...(port !== undefined && { port }),
  ...(user !== undefined && { user }),
});

/** The host that a worker contacts. */
export function hostOf({ name, become, pinned, connection }: HostJob, access: WorkerAccess): Host {
  const { identityFiles, knownHostsFiles } = access;
  const common = { name, labels: {}, groups: [], become, ...(pinned !== undefined && { pinned }) };
  const withKeys = <T extends object>(hop: T) => ({ ...hop, identityFiles });
  if (connection.transport === 'ssh2') {
    const endpoint = withKeys(connection.endpoint);
    const jumps = connection.jumps.map(withKeys);
    return { ...common, connection: { transport: 'ssh2', endpoint, jumps, knownHostsFiles } };
  }
  return {
    ...common,
    connection: {
      transport: 'openssh',
      endpoint: withKeys(connection.endpoint),
      ...(connection.jumps !== undefined && { jumps: connection.jumps.map(withKeys) }),
      knownHostsFiles,
      reason: 'the audit asks for it',
    },
  };
}
