import { connect, type Socket } from 'node:net';
import ssh2, {
  type GetStreamCallback,
  type IdentityCallback,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2';

/** An OpenSSH agent whose sockets can be closed: the library leaves those of a mute agent open. */
export class KeyAgent extends ssh2.OpenSSHAgent {
  readonly #sockets = new Set<Socket>();
  readonly #path: string;

  readonly #idleMs: number;

  /** Silence longer than `idleMs` is an error; 0 waits, as for a person who confirms a signature. */
  constructor(socketPath: string, idleMs: number) {
    super(socketPath);
    this.#path = socketPath;
    this.#idleMs = idleMs;
  }

  override getStream(done: GetStreamCallback): void {
    const socket = connect(this.#path);
    this.#sockets.add(socket);
    let isDone = false;
    const once: GetStreamCallback = (error, stream) => {
      if (isDone) return;
      isDone = true;
      done(error, stream);
    };
    socket.setTimeout(this.#idleMs, () => socket.destroy(new Error('the agent does not answer')));
    socket.on('connect', () => once(null, socket));
    socket.on('error', (error) => once(error));
    socket.on('close', () => {
      this.#sockets.delete(socket);
      once(new Error('the agent closed the connection'));
    });
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** One key of an agent, so that each is offered, counted and reported by itself. */
export class AgentKey extends ssh2.BaseAgent<ParsedKey> {
  readonly #agent: KeyAgent;
  readonly #key: ParsedKey;

  constructor(agent: KeyAgent, key: ParsedKey) {
    super();
    this.#agent = agent;
    this.#key = key;
  }

  /** Ends what the agent has not answered. */
  close(): void {
    this.#agent.close();
  }

  override getIdentities(done: IdentityCallback<ParsedKey>): void {
    done(null, [this.#key]);
  }

  override sign(
    key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    done?: SignCallback,
  ): void {
    if (typeof options === 'function') this.#agent.sign(key, data, options);
    else this.#agent.sign(key, data, options, done);
  }
}
