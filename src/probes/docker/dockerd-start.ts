import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { daemons, ofRoot } from '../engines/daemon-processes.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { stat } from '../files/stat.ts';

const PID_FILE = '/run/docker.pid';

/**
 * When root's dockerd started, in seconds since 1970: it writes its pid file then, and only then.
 * Absent when none runs; failed when the pid file is of another process.
 */
export const dockerdStart: Derived<number> = derived(
  'dockerd-start:',
  { daemons, pid: fileText(PID_FILE), file: stat(PID_FILE) },
  ({ daemons: list, pid, file }): Observation<number> => {
    if (list.state !== 'value') return list;
    const running = ofRoot(list.value, 'dockerd');
    if (running.length === 0) return absent('dockerd does not run');
    if (pid.state !== 'value') return pid.state === 'absent' ? failed(pid.reason) : pid;
    if (file.state !== 'value') return file.state === 'absent' ? failed(file.reason) : file;
    const written = pid.value.trim();
    return running.some((daemon) => String(daemon.pid) === written)
      ? value(file.value.modifiedAt)
      : failed(`${PID_FILE} names no dockerd that runs`);
  },
);
