import { denied, type Observation, value } from '../../model/observation.ts';
import { type DaemonProcess, daemons } from '../engines/daemon-processes.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, stats } from '../files/stat.ts';
import { ownProcess } from '../host/own-process.ts';

/** Engines that users run for themselves. */
export interface Rootless {
  readonly processes: readonly DaemonProcess[];
  readonly sockets: readonly FileStat[];
  /** `/run/user/UID` of users who have a socket there. */
  readonly folders: readonly FileStat[];
}

const FOLDERS = '/run/user/*';

/**
 * Nothing found is an answer only for root: a pattern that leads through folders of others
 * finds nothing for anyone else, without a word.
 */
export const rootless: Derived<Rootless> = derived(
  'rootless:',
  {
    daemons,
    self: ownProcess,
    folders: stats(FOLDERS),
    docker: stats(`${FOLDERS}/docker.sock`),
    podman: stats(`${FOLDERS}/podman/podman.sock`),
    buildkit: stats(`${FOLDERS}/buildkit/buildkitd.sock`),
  },
  ({ daemons: list, self, folders, docker, podman, buildkit }): Observation<Rootless> => {
    if (list.state !== 'value' && list.state !== 'unsupported') return list;
    if (list.state === 'value' && self.state !== 'value') return self;
    if (folders.state !== 'value') return folders;
    if (docker.state !== 'value') return docker;
    if (podman.state !== 'value') return podman;
    if (buildkit.state !== 'value') return buildkit;
    const uid = self.state === 'value' ? self.value.uid : undefined;
    const closed = folders.value.find(
      (folder) => folder.uid !== uid && (folder.mode & 0o005) === 0,
    );
    if (list.state === 'value' && uid !== 0 && closed !== undefined) {
      return denied(`looking into ${closed.path} needs more privilege`);
    }
    const sockets = [...docker.value, ...podman.value, ...buildkit.value];
    const processes = list.state === 'value' ? list.value : [];
    return value({
      processes: processes.filter((one) => one.uid !== 0 && !one.inContainer),
      sockets,
      folders: folders.value.filter(({ path }) =>
        sockets.some((s) => s.path.startsWith(`${path}/`)),
      ),
    });
  },
);
