import { type Observation, value } from '../../model/observation.ts';
import { type DockerView, dockerSettings } from '../docker/docker-settings.ts';
import { type Derived, derived } from '../fact.ts';
import { presentStats } from '../files/present-stats.ts';
import { type FileStat, stat } from '../files/stat.ts';
import { type Account, accounts, type Group, groups, membersOf } from '../host/accounts.ts';

/** A group whose members can connect to an engine, and so are root on the host. */
export interface EngineGroup {
  readonly name: string;
  readonly gid: number;
  /** What it opens. */
  readonly opens: string;
  /** Accounts in it but root. Those of a directory service are not seen. */
  readonly members: readonly EngineGroupMember[];
}

interface EngineGroupMember {
  readonly name: string;
  /** Undefined when /etc/passwd does not have the account. */
  readonly uid?: number;
}

/** Groups that open Docker's socket: by dockerd's settings and by the socket. */
export const dockerGroups: Derived<readonly EngineGroup[]> = derived(
  'docker-groups:',
  { docker: dockerSettings('group'), socket: stat('/run/docker.sock'), groups, accounts },
  ({ docker, socket, groups: known, accounts: all }): Observation<readonly EngineGroup[]> => {
    if (docker.state !== 'value') return docker;
    if (known.state !== 'value') return known;
    if (all.state !== 'value') return all;
    if (socket.state !== 'value' && socket.state !== 'absent') return socket;
    const names = settledNames(docker.value);
    const byName = known.value.filter(({ name }) => names.includes(name));
    const owner = socket.state === 'value' ? ownerOf(socket.value, known.value) : [];
    const found = [...byName, ...owner.filter(({ gid }) => !byName.some((g) => g.gid === gid))];
    return value(found.map((group) => withMembers(group, '/run/docker.sock', all.value)));
  },
);

const settledNames = ({ sides }: DockerView<'group'>): readonly string[] =>
  sides.map(({ settings }) => settings.group ?? 'docker');

/** Other sockets that give root, and groups that give it by name (Ubuntu's lxd, Incus). */
const OTHER_SOCKETS = [
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/podman/podman.sock',
  '/run/buildkit/buildkitd.sock',
] as const;

const SOCKETS_OF: Readonly<Record<string, string>> = {
  lxd: 'the LXD socket',
  'incus-admin': 'the Incus socket',
};

export const otherEngineGroups: Derived<readonly EngineGroup[]> = derived(
  'other-engine-groups:',
  { sockets: presentStats(OTHER_SOCKETS), groups, accounts },
  ({ sockets, groups: known, accounts: all }): Observation<readonly EngineGroup[]> => {
    if (sockets.state !== 'value') return sockets;
    if (known.state !== 'value') return known;
    if (all.state !== 'value') return all;
    const owners = sockets.value.flatMap((socket) =>
      ownerOf(socket, known.value).map((group) => withMembers(group, socket.path, all.value)),
    );
    const named = known.value.flatMap((group) => {
      const opens = Object.hasOwn(SOCKETS_OF, group.name) ? SOCKETS_OF[group.name] : undefined;
      return opens === undefined ? [] : withMembers(group, opens, all.value);
    });
    return value([...owners, ...named]);
  },
);

/** The group of a socket that its group can open; none when that is root's. */
function ownerOf({ gid, mode, group }: FileStat, known: readonly Group[]): readonly Group[] {
  if (gid === 0 || (mode & 0o020) === 0) return [];
  return [known.find((one) => one.gid === gid) ?? { name: group, gid, members: [] }];
}

function withMembers(group: Group, opens: string, all: readonly Account[]): EngineGroup {
  const uids = new Map(all.map(({ name, uid }) => [name, uid]));
  const members = membersOf(group, all).map((name) => {
    const uid = uids.get(name);
    return uid === undefined ? { name } : { name, uid };
  });
  return { name: group.name, gid: group.gid, opens, members };
}
