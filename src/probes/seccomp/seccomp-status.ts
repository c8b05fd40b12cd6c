import { value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** Whether the running kernel tells processes' seccomp mode: it has CONFIG_SECCOMP (proc_pid_status(5)). */
export const seccompStatus: Probe<boolean> = textProbe(
  'seccomp-status',
  '/proc/self/status',
  (status) => value(/^Seccomp:\s*\d/m.test(status)),
);
