import type { BecomeMethod, Host, SshEndpoint } from '../../src/model/host.ts';
import type { Deadlines, ScriptEnd, Secrets, Transport } from '../../src/transports/transport.ts';

/** Generous: the machine that runs the tests is slow at times. */
const PATIENT: Deadlines = { connectMs: 15_000, authenticateMs: 15_000, hostMs: 25_000 };

export const LOCAL: Host = {
  name: 'here',
  labels: {},
  groups: [],
  become: 'none',
  connection: { transport: 'local' },
};

/** A host over SSH, as an inventory would name it. */
export function sshHost(
  endpoint: Partial<SshEndpoint> & Pick<SshEndpoint, 'port'>,
  knownHostsFiles: readonly string[],
  more: { readonly jumps?: readonly SshEndpoint[]; readonly become?: BecomeMethod } = {},
): Host {
  return {
    name: 'there',
    labels: {},
    groups: [],
    become: more.become ?? 'none',
    connection: {
      transport: 'ssh2',
      endpoint: { address: '127.0.1.1', user: 'root', identityFiles: [], ...endpoint },
      jumps: more.jumps ?? [],
      knownHostsFiles,
    },
  };
}

export interface Audit {
  readonly end: ScriptEnd;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface AuditOptions {
  readonly deadlines?: Partial<Deadlines>;
  readonly secrets?: Secrets;
  /** Called at each chunk of standard output with all of it, to abort the run from there. */
  readonly watch?: (stdout: Buffer, stop: AbortController) => void;
  readonly stop?: AbortController;
}

/** Runs a script and keeps what it prints. */
export async function audit(
  transport: Transport,
  host: Host,
  script: string,
  options: AuditOptions = {},
): Promise<Audit> {
  const { watch, stop = new AbortController() } = options;
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const end = await transport({
    host,
    script,
    sink: {
      stdout: (bytes) => {
        stdout.push(bytes);
        if (watch !== undefined) watch(Buffer.concat(stdout), stop);
      },
      stderr: (bytes) => {
        stderr.push(bytes);
      },
    },
    deadlines: { ...PATIENT, ...options.deadlines },
    secrets: options.secrets ?? {},
    signal: stop.signal,
  });
  return { end, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
}

/** The failure that a run ended with; throws when it ran. */
export function failureOf({ end }: Audit) {
  if (end.ended !== 'failed') throw new Error(`it did not fail: ${JSON.stringify(end)}`);
  return end.failure;
}
