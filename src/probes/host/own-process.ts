import { failed, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** The rights that the collector itself ran with, from proc_pid_status(5) of its own process. */
export interface OwnProcess {
  /** Effective user. */
  readonly uid: number;
  /** Effective capabilities, a bit each. */
  readonly capabilities: bigint;
}

export const ownProcess: Probe<OwnProcess> = textProbe('self', '/proc/self/status', (status) => {
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1];
  const capabilities = /^CapEff:\s+([0-9a-f]{1,16})$/m.exec(status)?.[1];
  if (uid === undefined || capabilities === undefined) return failed('not a status of a process');
  return value({ uid: Number(uid), capabilities: BigInt(`0x${capabilities}`) });
});
