import type { HostFailure } from '../../model/host.ts';
import type { Ssh2Options } from '../ssh2/transport.ts';
import type { ENOUGH, ScriptEnd, ScriptRun, Secrets } from '../transport.ts';

/** What a thread of connections is started with. */
export interface ThreadStart {
  readonly ssh2: Ssh2Options;
  /** One number that the thread raises as long as its event loop turns. */
  readonly pulse: Int32Array<SharedArrayBuffer>;
}

/** How often a thread raises its pulse, in milliseconds. */
export const BEAT_MS = 200;

/** A run of a script, without the functions of it. */
export interface RunOrder {
  readonly what: Omit<ScriptRun, 'sink' | 'signal' | 'onReached' | 'secrets'>;
  readonly secrets: Omit<Secrets, 'passphrase'>;
  /** Whether somebody can be asked for passphrases. */
  readonly canAsk: boolean;
}

export type ToThread =
  | { readonly kind: 'run'; readonly run: number; readonly order: RunOrder }
  | { readonly kind: 'abort'; readonly run: number; readonly reason: typeof ENOUGH | HostFailure }
  | {
      readonly kind: 'passphrase';
      readonly question: number;
      readonly passphrase: string | undefined;
    };

export type FromThread =
  /** It has loaded all that it is made of. */
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'output';
      readonly run: number;
      readonly stream: 'stdout' | 'stderr';
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'reached'; readonly run: number }
  | { readonly kind: 'end'; readonly run: number; readonly end: ScriptEnd }
  /** A defect of ours. */
  | { readonly kind: 'crash'; readonly run: number; readonly error: unknown }
  | {
      readonly kind: 'question';
      readonly run: number;
      readonly question: number;
      readonly identityFile: string;
    };
