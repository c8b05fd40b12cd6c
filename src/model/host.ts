/** How to become root on a host once logged in. */
export const BECOME_METHODS = ['none', 'sudo', 'doas'] as const;
export type BecomeMethod = (typeof BECOME_METHODS)[number];

/** Where an SSH server listens and who logs in. */
export interface SshEndpoint {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly identityFiles: readonly string[];
  /** No other key of an agent is offered. */
  readonly identitiesOnly?: true;
}

/** As much of an endpoint as ssh is told; its configuration says the rest. */
export interface OpensshHop {
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  readonly identityFiles: readonly string[];
}

/** One thing to audit. */
export interface Host {
  /** Unique in an inventory; names the host in every report. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  /** The profile of its group, where it has one of its own. */
  readonly profile?: string;
  /** The network that workers reach it from; absent for the one that needs no name. */
  readonly zone?: string;
  readonly become: BecomeMethod;
  /** A script installed there that is run in place of one that is sent. Absolute. */
  readonly pinned?: string;
  readonly connection:
    | { readonly transport: 'local' }
    /** The files of a system that is not booted: a folder or an archive. The path is absolute. */
    | { readonly transport: 'image'; readonly path: string }
    /** A container or an image of an engine on this machine; only its files are read. */
    | { readonly transport: 'engine'; readonly engine: 'docker' | 'podman'; readonly name: string }
    | {
        readonly transport: 'ssh2';
        readonly endpoint: SshEndpoint;
        /** Hops from the auditor to the host, first hop first. */
        readonly jumps: readonly SshEndpoint[];
        readonly knownHostsFiles: readonly string[];
        /** Where its configuration trusts a first key (StrictHostKeyChecking accept-new). */
        readonly acceptNewHostKeys?: true;
        /** What a configuration of ssh says of it and is not followed, in the words of a person. */
        readonly notes?: readonly string[];
      }
    | ({ readonly transport: 'openssh' } & OpensshConnection);
}

/** A host that the system's `ssh` is asked for; what is left out is up to the configuration of ssh. */
export interface OpensshConnection {
  /** Its address may be a name that only the configuration knows. */
  readonly endpoint: OpensshHop;
  /** Hops from the auditor to the host, first hop first; undefined leaves them to the configuration. */
  readonly jumps?: readonly OpensshHop[];
  readonly knownHostsFiles?: readonly string[];
  readonly acceptNewHostKeys?: true;
  /** Options of ssh_config, `Keyword=value`, that do not undo what hostward insists on. */
  readonly sshOptions?: readonly string[];
  /** The file given to `ssh -F`, or `none`; the usual files where it is left out. Absolute. */
  readonly configFile?: string;
  /** Why it is this transport, in the words of a person. */
  readonly reason: string;
}

/** Why a host gave no evidence. Reports and exit statuses speak in these classes. */
export const FAILURE_CLASSES = [
  'unresolvable',
  'refused',
  'timeout',
  'host-key-unknown',
  'host-key-changed',
  'auth-failed',
  'privilege-failed',
  'no-shell',
  'protocol',
  'collector-failed',
  'too-much-output',
  'image-unreadable',
  'no-worker',
  'worker-lost',
  'stopped',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export interface HostFailure {
  readonly class: FailureClass;
  /** A sentence a person can act on. Made harmless: holds no control characters of the host. */
  readonly message: string;
}

/** With which rights the evidence was read. */
export type Privilege = 'root' | 'sudo' | 'doas' | 'none';
