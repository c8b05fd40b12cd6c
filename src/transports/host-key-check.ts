import type { HostFailure, SshEndpoint } from '../model/host.ts';
import { fingerprint } from './host-key.ts';
import { filesFailure, otherKeyFailure, refusedKeyFailure } from './host-key-errors.ts';
import { judgeHostKey, type KnownHosts, knownKeyTypes } from './known-hosts.ts';
import type { KnownHostsFiles } from './known-hosts-files.ts';

/** Who a server must prove to be. */
export interface HostKeyCheck {
  readonly knownTypes: readonly string[];
  /** Whether this key may be used: at the first key exchange and, unchanged, at every later one. */
  readonly verify: (key: Buffer) => boolean;
  /** `SHA256:…` of the key that was accepted. */
  readonly fingerprint: () => string | undefined;
  /** To be called once the server has proven to hold the key: saves it if it is new and welcome. */
  readonly proven: () => Promise<void>;
}

export interface HostKeyQuestion {
  readonly endpoint: SshEndpoint;
  readonly where: string;
  /** The hosts it is reached through. */
  readonly via: readonly SshEndpoint[];
  readonly files: readonly string[];
  readonly acceptNew: boolean;
  readonly fail: (failure: HostFailure) => void;
}

/** Reads known_hosts now, so that the check itself is synchronous; undefined after a failure. */
export async function prepareHostKeyCheck(
  store: KnownHostsFiles,
  question: HostKeyQuestion,
): Promise<HostKeyCheck | undefined> {
  try {
    return createHostKeyCheck(store, question, await store.read(question.files));
  } catch (error) {
    question.fail(filesFailure(question, error));
    return undefined;
  }
}

function createHostKeyCheck(
  store: KnownHostsFiles,
  question: HostKeyQuestion,
  known: readonly KnownHosts[],
): HostKeyCheck {
  const { endpoint, acceptNew, files, fail } = question;
  let accepted: Buffer | undefined;
  let isNew = false;

  function verify(key: Buffer): boolean {
    if (accepted !== undefined) {
      if (accepted.equals(key)) return true;
      fail(otherKeyFailure(question, accepted, key));
      return false;
    }
    const verdict = judgeHostKey(known, endpoint, key);
    isNew = verdict.verdict === 'unknown' && acceptNew && files.length > 0;
    if (verdict.verdict !== 'trusted' && !isNew) {
      fail(refusedKeyFailure(question, key, verdict));
      return false;
    }
    accepted = Buffer.from(key);
    return true;
  }

  async function proven(): Promise<void> {
    const [file] = files;
    if (!isNew || accepted === undefined || file === undefined) return;
    isNew = false;
    try {
      const verdict = await store.accept(file, endpoint, accepted);
      if (verdict.verdict !== 'trusted') fail(refusedKeyFailure(question, accepted, verdict));
    } catch (error) {
      fail(filesFailure(question, error));
    }
  }

  return {
    knownTypes: knownKeyTypes(known, endpoint),
    verify,
    fingerprint: () => (accepted === undefined ? undefined : fingerprint(accepted)),
    proven,
  };
}
