import { absent, type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived, type Probe } from '../fact.ts';
import { configFolder } from '../files/config-folder.ts';
import { filesText } from '../files/file-text.ts';
import { stat } from '../files/stat.ts';
import { ownProcess } from '../host/own-process.ts';
import { parseUnitFile } from '../systemd/unit-files.ts';

const MANAGERS = '/sys/fs/cgroup/user.slice/user-*.slice/user@*.service/cgroup.controllers';

/** Controllers that systemd has handed to the manager of each user who is logged in, by user id. */
export const userControllers: Probe<ReadonlyMap<number, readonly string[]>> = {
  ...filesText(MANAGERS),
  key: 'user-controllers:',
  parse: (raw): Observation<ReadonlyMap<number, readonly string[]>> => {
    const files = filesText(MANAGERS).parse(raw);
    if (files.state !== 'value') return files;
    return value(
      new Map(
        files.value.flatMap(({ path, content }) => {
          const uid = /\/user@(\d{1,10})\.service\//.exec(path)?.[1];
          return uid === undefined ? [] : [[Number(uid), content.trim().split(/\s+/)] as const];
        }),
      ),
    );
  },
};

/** The most tasks of a user's slice; without a value systemd sets no limit. */
export interface UserTasksMax {
  readonly value: string | undefined;
  readonly source: string;
}

/** Absent where systemd does not run the host, nor is installed in an image. */
export const userTasksMax: Derived<UserTasksMax> = derived(
  'user-tasks-max:',
  {
    booted: stat('/run/systemd/system'),
    installed: stat('/usr/lib/systemd/systemd'),
    self: ownProcess,
    etc: configFolder('/etc/systemd/system/user-.slice.d'),
    run: configFolder('/run/systemd/system/user-.slice.d'),
    usr: configFolder('/usr/lib/systemd/system/user-.slice.d'),
    lib: configFolder('/lib/systemd/system/user-.slice.d'),
  },
  ({ booted, installed, self, etc, run, usr, lib }): Observation<UserTasksMax> => {
    const systemd = self.state === 'unsupported' ? installed : booted;
    if (systemd.state !== 'value') return systemd.state === 'absent' ? absent(NONE) : systemd;
    const folders = allOf([etc, run, usr, lib]);
    if (folders.state !== 'value') return folders;
    const files = folders.value.flat();
    const effective = files
      .filter(({ name }, at) => files.findIndex((other) => other.name === name) === at)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const last = effective.flatMap(parseUnitFile).findLast(({ key }) => key === 'Slice.TasksMax');
    return value({
      value: last?.value === '' ? undefined : last?.value,
      source: last === undefined ? '' : `${last.path}:${last.line}`,
    });
  },
);

const NONE = 'systemd does not run this host';
