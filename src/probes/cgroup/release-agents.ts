import { failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText } from '../files/file-text.ts';
import type { Mount } from '../mounts/mountinfo.ts';
import { cgroupMode } from './cgroup-mode.ts';

/** A program that a version 1 hierarchy starts when a group empties. */
export interface ReleaseAgent {
  readonly path: string;
  readonly agent: string;
  /** `systemd` for `name=systemd`; empty for a hierarchy of controllers. */
  readonly hierarchy: string;
}

const PLACE = /^\/sys\/fs\/cgroup\/[^/]+$/;

/** Agents that are set. Failed when a hierarchy is mounted only where no one looks. */
export const releaseAgents: Derived<readonly ReleaseAgent[]> = derived(
  'release-agents:',
  { mode: cgroupMode, files: filesText('/sys/fs/cgroup/*/release_agent') },
  ({ mode, files }): Observation<readonly ReleaseAgent[]> => {
    if (mode.state !== 'value') return mode;
    if (files.state !== 'value') return files;
    const { legacy } = mode.value;
    const seen = legacy.filter(({ mountPoint }) => PLACE.test(mountPoint));
    const hidden = legacy.find(
      ({ device, mountPoint }) =>
        !PLACE.test(mountPoint) && !seen.some((mount) => mount.device === device),
    );
    if (hidden !== undefined) return failed(`release_agent at ${hidden.mountPoint} is not read`);
    // Each root of a hierarchy has the file; in a container, or where /sys is empty, none can be seen.
    if (files.value.length === 0 && seen.length > 0) {
      return failed('no hierarchy shows its release_agent');
    }
    return value(
      files.value
        .map(({ path, content }) => ({
          path,
          agent: content.trim(),
          hierarchy: nameOf(seen.find(({ mountPoint }) => path.startsWith(`${mountPoint}/`))),
        }))
        .filter(({ agent }) => agent !== ''),
    );
  },
);

const nameOf = (mount: Mount | undefined): string =>
  mount?.superOptions.find((option) => option.startsWith('name='))?.slice('name='.length) ?? '';
