import type { FailureClass } from '../model/host.ts';

/** What a worker says of its work: one method an event, no object of which more could be written. */
export interface WorkerLog {
  readonly runJoined: (run: string, auditor: string, zones: readonly string[]) => void;
  readonly runRefused: (run: string, auditor: string, reason: string) => void;
  /** Its audit shows no sign of life: no more of its hosts are taken. */
  readonly runSilent: (run: string) => void;
  readonly runOver: (run: string) => void;
  /** Its audit was silent for so long that its jobs were removed. */
  readonly runSwept: (run: string) => void;
  readonly hostRead: (run: string, host: string, milliseconds: number) => void;
  readonly hostFailed: (run: string, host: string, why: FailureClass, message: string) => void;
  readonly hostReturned: (run: string, host: string) => void;
  /** hostward itself is broken. */
  readonly defect: (run: string, host: string, error: unknown) => void;
  readonly databaseLost: (reason: string) => void;
  readonly databaseBack: () => void;
  readonly queueTrouble: (error: Error) => void;
}
