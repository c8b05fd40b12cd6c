import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  containerProcesses,
  type ProcessTable,
} from '../../../src/probes/containers/container-processes.ts';
import { changed, idOf, processesOf, recording } from '../../support/container-evidence.ts';

const docker = recording('docker-cgroup-v1');

function tableOf(stdout: string, stderr = ''): ProcessTable {
  const seen = containerProcesses.parse({ exit: 0, stdout, stderr });
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value;
}

const INIT = `scan 0
/proc/1/status:Name:	systemd
/proc/1/status:Uid:	0	0	0	0
/proc/1/status:Gid:	0	0	0	0
/proc/1/status:CapInh:	0000000000000000
/proc/1/status:CapPrm:	000001ffffffffff
/proc/1/status:CapEff:	000001ffffffffff
/proc/1/status:CapBnd:	000001ffffffffff
/proc/1/status:CapAmb:	0000000000000000
`;

const status = (pid: number, name = 'app', more = ''): string => `/proc/${pid}/status:Name:	${name}
/proc/${pid}/status:Uid:	0	1000	1000	1000
/proc/${pid}/status:Gid:	0	1001	0	0
/proc/${pid}/status:Groups:	4 998
/proc/${pid}/status:NSpid:	${pid}	1
/proc/${pid}/status:CapInh:	0000000000000000
/proc/${pid}/status:CapPrm:	0000000000000001
/proc/${pid}/status:CapEff:	0000000000000001
/proc/${pid}/status:CapBnd:	00000000a80425fb
/proc/${pid}/status:CapAmb:	0000000000000000
${more}`;

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

describe('containers of a recorded Docker host', () => {
  const table = tableOf(docker['processes:']?.stdout ?? '', docker['processes:']?.stderr ?? '');

  it('are found whatever their settings', () => {
    expect(table.containers.map(({ id }) => id)).toEqual(
      ['caps', 'disk', 'jobs', 'kernel', 'locked', 'plain', 'privileged', 'tracer']
        .map((name) => idOf(docker, name))
        .sort(),
    );
  });

  it('are read in full', () => {
    const locked = table.containers.find(({ id }) => id === idOf(docker, 'locked'));
    expect(locked).toMatchObject({
      namespaces: { user: 'host', pid: 'own', net: 'own', mnt: 'own', cgroup: 'host' },
      uidMap: [{ inside: 0, outside: 0, count: 4294967295 }],
      label: 'none',
      limits: { memory: 64 * 1024 * 1024, pids: 50, oomKillDisabled: false },
      devices: [],
      oomScoreAdjust: 0,
      processes: [
        {
          name: 'sleep',
          uid: 1000,
          gids: [1000, 1000],
          innerPid: 1,
          bounding: 0n,
          noNewPrivileges: true,
          seccomp: 2,
        },
      ],
    });
    expect(locked?.mounts?.find(({ mountPoint }) => mountPoint === '/')?.options).toContain('ro');
  });

  it('say of the host what process 1 says', () => {
    expect(table.hostCapabilities).toBe(0x1fffeffffffn);
    expect(table.hostIsInitial).toBe(true);
    expect(table.hostMounts?.some(({ mountPoint }) => mountPoint === '/var/lib/docker')).toBe(true);
  });
});

describe('what is not told', () => {
  it('is denied when process 1 is hidden: then no container is no answer', () => {
    expect(containerProcesses.parse({ exit: 1, stdout: 'scan 1\n', stderr: '' })).toMatchObject({
      state: 'denied',
    });
  });

  it('is failed when the search did not end, or ended badly', () => {
    const init = INIT.replace('scan 0\n', '');
    expect(containerProcesses.parse({ exit: 0, stdout: init, stderr: '' }).state).toBe('failed');
    expect(
      containerProcesses.parse({ exit: 0, stdout: `scan 137\n${init}`, stderr: '' }).state,
    ).toBe('failed');
  });

  it('is no container where none runs', () => {
    expect(tableOf(INIT.replace('scan 0', 'scan 1')).containers).toEqual([]);
  });
});

describe('processes that come and go', () => {
  const files = (pid: number, id: string): string => `${status(pid)}first ${pid} ${id}
ns ${pid} user host
/proc/${pid}/cgroup:0::/system.slice/docker-${id}.scope
/proc/${pid}/uid_map:         0          0 4294967295
`;

  it('leave a container out once all of them ended', () => {
    expect(tableOf(`${INIT}mark 7 /docker/${A}\nfirst 7 ${A}\nns 7 user own\n`).containers).toEqual(
      [],
    );
  });

  it('leave it in, unread, when only the first ended', () => {
    const [one] = tableOf(
      `${INIT}mark 7 /docker/${A}\nmark 8 /docker/${A}\nfirst 7 ${A}\nns 7 user own\n${status(8)}`,
    ).containers;
    expect(one).toMatchObject({ id: A, namespaces: { user: 'unreadable' }, limits: {} });
    expect(one?.pid).toBeUndefined();
  });

  it('are not taken for another that got the number of one', () => {
    const reused = files(7, A).replace(`docker-${A}.scope`, 'sshd.service');
    const [one] = tableOf(`${INIT}mark 7 /docker/${A}\n${reused}`).containers;
    expect(one?.namespaces.user).toBe('unreadable');
    expect(one?.uidMap).toBeUndefined();
  });

  it('are counted once when their files were read twice', () => {
    const once = `mark 7 /docker/${A}\n${files(7, A)}`;
    const again = `again\n${once
      .split('\n')
      .filter((line) => line.startsWith('/'))
      .join('\n')}`;
    const [one] = tableOf(`${INIT}${once}${again}\n${INIT}`).containers;
    expect(one?.uidMap).toHaveLength(1);
    expect(one?.devices).toBeUndefined();
  });
});

it('counts a container within a container as the inner one', () => {
  const cgroup = `/docker/${A}/docker/${B}`;
  const table = tableOf(
    `${INIT}mark 7 /docker/${A}\nmark 8 /docker/${A}\nmark 8 ${cgroup}\n${status(7)}${status(8, 'inner')}`,
  );
  expect(
    table.containers.map(({ id, processes }) => [id, processes.map(({ name }) => name)]),
  ).toEqual([
    [A, ['app']],
    [B, ['inner']],
  ]);
});

it('knows a container without cgroup by the process that keeps it', () => {
  const [one] = tableOf(`${INIT}mark 8 /conmon7
first 8 conmon7
ns 8 user own
/proc/8/cgroup:0::/user.slice
${status(8)}`).containers;
  expect(one).toMatchObject({ id: 'conmon7', pid: 8, namespaces: { user: 'own' } });
});

it('takes the tightest limit of a container and the groups above it', () => {
  const [one] = tableOf(`${INIT}memory 1000000
mark 7 /kubepods/pod1/${A}
first 7 ${A}
limit 7 memory.max max
limit 7 pids.max 4096
limit 7 memory.max 536870912
limit 7 pids.max max
/proc/7/cgroup:0::/kubepods/pod1/${A}
${status(7)}`).containers;
  expect(one?.limits).toEqual({ memory: 536_870_912, pids: 4096 });
});

it('takes a limit beyond the host’s memory for none', () => {
  const [one] = tableOf(`${INIT}memory 1000
mark 7 /docker/${A}
first 7 ${A}
limit 7 memory.max 2048000
/proc/7/cgroup:0::/docker/${A}
${status(7)}`).containers;
  expect(one?.limits).toEqual({ memory: 'none' });
});

it('does not take a list of devices that broke off for whole', () => {
  const disk = processesOf(docker, 'disk');
  const [whole] = tableOf(disk.stdout).containers;
  expect(whole?.devices).toEqual([{ kind: 'block', name: 'xvda' }]);
  const [broken] = tableOf(changed(disk, [/^devices \d+ read\n/m, '']).stdout).containers;
  expect(broken?.devices).toBeUndefined();
});

it('does not take mounts that were cut for whole', () => {
  const lines = Array.from(
    { length: 5000 },
    (_, i) => `/proc/7/mountinfo:${i + 2} 1 0:5 / /m${i} rw - tmpfs tmpfs rw\n`,
  );
  const [one] = tableOf(
    `${INIT}mark 7 /docker/${A}\nfirst 7 ${A}\n/proc/7/cgroup:0::/docker/${A}\n${status(7)}${lines.join('')}`,
  ).containers;
  expect(one?.mounts).toBeUndefined();
});

it('reads labels of AppArmor and SELinux', () => {
  const label = (text: string) =>
    tableOf(
      `${INIT}mark 7 /docker/${A}\nfirst 7 ${A}\n/proc/7/cgroup:0::/docker/${A}\n${status(7)}/proc/7/attr/current:${text}\n`,
    ).containers[0]?.label;
  expect(label('docker-default (enforce)')).toBe('docker-default (enforce)');
  expect(label('system_u:system_r:container_t:s0:c1,c2\0')).toBe(
    'system_u:system_r:container_t:s0:c1,c2',
  );
});

it('never throws, whatever a host prints', () => {
  const words = fc.constantFrom(
    'mark 7 /docker/',
    `mark 7 /docker/${A}`,
    `first 7 ${A}`,
    'first x',
    'ns 7 user own',
    'limit 7 memory.max -1',
    'limit 7',
    'device 7 b ',
    'devices 7 read',
    'again',
    'scan 0',
    'memory x',
    '/proc/1/status:Uid:	0	0	0	0',
    '/proc/7/mountinfo:',
    '/proc/7/uid_map:a b c',
    `/proc/7/cgroup:0::/${A}`,
    ...status(7).split('\n'),
    ...INIT.split('\n'),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string(), fc.string({ unit: 'binary' }))), (lines) => {
      const seen = containerProcesses.parse({
        exit: 0,
        stdout: lines.join('\n'),
        stderr: lines.join('\n'),
      });
      expect(seen).toHaveProperty('state');
    }),
  );
});
