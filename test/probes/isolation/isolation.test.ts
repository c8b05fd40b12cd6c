import { describe, expect, it } from 'vitest';
import type { BarrierName, IsolatedContainer } from '../../../src/model/isolation.ts';
import { isolation } from '../../../src/probes/isolation/isolation.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import {
  changed,
  labelled,
  named,
  type Processes,
  processesOf,
  recording,
} from '../../support/container-evidence.ts';
import { observeFact } from '../../support/observe-fact.ts';

const docker = recording('docker-cgroup-v1');
const remapped = recording('docker-userns-remap');
const pod = recording('containerd-pod');

function isolated(given: Given): readonly IsolatedContainer[] {
  const seen = observeFact(isolation, given);
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value;
}

/** Everything that the recorded host answered, as far as the matrix rests on it. */
function whole(from: ReturnType<typeof recording>): readonly IsolatedContainer[] {
  const others =
    /^(clock|text:\/etc|text:\/usr|text:\/sys\/class|text:\/proc\/sys\/kernel\/(arch|osrelease))/;
  return isolated(Object.fromEntries(Object.entries(from).filter(([key]) => !others.test(key))));
}

const one = (list: readonly IsolatedContainer[], name: string): IsolatedContainer => {
  const found = list.find((container) => container.name === name);
  if (found === undefined) throw new Error(`no container ${name}`);
  return found;
};

const open = ({ barriers }: IsolatedContainer): readonly string[] =>
  Object.entries(barriers).flatMap(([name, { state }]) => (state === 'open' ? [name] : []));

const pathsOf = ({ escapePaths }: IsolatedContainer): readonly string[] =>
  escapePaths.map(({ id }) => id);

describe('containers of a Docker host without security module, on cgroup v1', () => {
  const list = whole(docker);
  const plain = ['user', 'cgroup', 'mac', 'noNewPrivileges', 'readOnlyRoot', 'limits'];

  it.each<[string, readonly string[], readonly string[]]>([
    ['plain', plain, []],
    ['locked', ['user', 'cgroup', 'mac'], []],
    [
      'tracer',
      ['user', 'pid', 'cgroup', 'mac', 'capabilities', 'noNewPrivileges', 'readOnlyRoot', 'limits'],
      ['host-pid-ptrace'],
    ],
    [
      'kernel',
      [
        'user',
        'network',
        'ipc',
        'uts',
        'cgroup',
        'mac',
        'noNewPrivileges',
        'readOnlyRoot',
        'limits',
      ],
      ['core-pattern'],
    ],
    [
      'disk',
      [...plain, 'hostMounts', 'devices', 'sockets'],
      ['containerd-socket', 'device', 'docker-socket', 'host-system-mount'],
    ],
    ['jobs', [...plain, 'hostMounts', 'sockets'], ['docker-socket']],
    [
      'caps',
      [
        'user',
        'cgroup',
        'seccomp',
        'mac',
        'capabilities',
        'noNewPrivileges',
        'readOnlyRoot',
        'limits',
        'hostMounts',
        'sockets',
      ],
      [
        'cgroup-release-agent',
        'containerd-socket',
        'core-pattern',
        'dac-read-search',
        'docker-socket',
        'host-engine-data-mount',
        'sys-admin-mount',
      ],
    ],
    [
      'privileged',
      [
        'user',
        'cgroup',
        'seccomp',
        'mac',
        'capabilities',
        'noNewPrivileges',
        'readOnlyRoot',
        'limits',
        'devices',
        'sockets',
      ],
      [
        'cgroup-release-agent',
        'core-pattern',
        'dac-read-search',
        'device',
        'docker-socket',
        'privileged',
        'sys-admin-mount',
      ],
    ],
  ])('%s', (name, barriers, paths) => {
    expect(open(one(list, name))).toEqual(barriers);
    expect(pathsOf(one(list, name))).toEqual(paths);
    expect(Object.values(one(list, name).barriers).map(({ state }) => state)).not.toContain(
      'unknown',
    );
  });

  it('say what was read', () => {
    const { barriers } = one(list, 'locked');
    expect(barriers.limits.detail).toBe('memory 64 MiB, processes 50');
    expect(barriers.capabilities.detail).toBe('none at all');
    expect(barriers.readOnlyRoot.detail).toBe('read-only overlay');
    expect(one(list, 'disk').barriers.hostMounts.detail).toBe('/etc writable, /run read-only');
    expect(one(list, 'disk').barriers.devices.detail).toBe('/dev/xvda');
    expect(one(list, 'disk').barriers.sockets.detail).toContain('/run/docker.sock');
  });

  it('name the barriers that each way goes through', () => {
    expect(one(list, 'tracer').escapePaths).toEqual([
      {
        id: 'host-pid-ptrace',
        description: 'It would attach to a process of the host’s root and run its own code in it.',
        barriers: ['pid', 'capabilities', 'user', 'mac'],
      },
    ]);
  });
});

describe('containers of a Docker daemon that remaps users', () => {
  const list = whole(remapped);

  it('have no way to the host, whatever they were given', () => {
    expect(list.map((container) => [container.name, pathsOf(container)])).toEqual([
      ['adminmapped', []],
      ['mapped', []],
      ['optout', []],
    ]);
  });

  it('hold their capabilities in a user namespace only', () => {
    expect(one(list, 'adminmapped').barriers.user).toEqual({
      state: 'holds',
      detail: 'root inside is user 231072 of the host',
    });
    expect(one(list, 'adminmapped').barriers.capabilities.state).toBe('holds');
    expect(one(list, 'optout').barriers.user.state).toBe('open');
  });
});

it('leaves the sandbox of a pod out and sees what its container mounts', () => {
  const [web, ...rest] = whole(pod);
  expect(rest).toEqual([]);
  expect(web).toMatchObject({
    name: 'prod/shop-7d9c/web',
    engine: 'containerd',
    image: 'docker.io/library/shop:2.1',
    escapePaths: [{ id: 'host-system-mount' }],
  });
  expect(web?.barriers.hostMounts.detail).toBe('/opt/cni/bin writable');
});

describe('an account that may not read namespaces', () => {
  const processes = changed(
    processesOf(docker, 'plain', 'tracer'),
    [/^(ns \d+ \w+) \w+$/gm, '$1 unreadable'],
    [/^devices (\d+) read$/gm, 'devices $1 unreadable'],
  );
  const [plain] = isolated(named(docker, processes));

  it.each<BarrierName>(['pid', 'network', 'mount', 'ipc', 'uts', 'cgroup', 'devices'])(
    'learns nothing of %s',
    (name) => {
      expect(plain?.barriers[name].state).toBe('unknown');
    },
  );

  it('still sees whose root it is, by the map of users', () => {
    expect(plain?.barriers.user).toEqual({
      state: 'open',
      detail: 'root inside is the host’s root',
    });
    const mapped = changed(processes, [
      /^(\/proc\/(?!1\/)\d+\/uid_map:).*$/gm,
      '$1 0 231072 65536',
    ]);
    expect(isolated(named(docker, mapped))[0]?.barriers.user.state).toBe('holds');
  });
});

describe('the security module', () => {
  const mac = (processes: Processes, given: Given = {}) =>
    isolated({ ...named(docker, processes), ...given })[0]?.barriers.mac;
  const plain = processesOf(docker, 'plain');
  const enforcing = { 'text:/sys/fs/selinux/enforce': '1' };

  it.each([
    ['docker-default (enforce)', 'holds'],
    ['docker-default (complain)', 'open'],
    ['unconfined', 'open'],
    ['a//&b (mixed)', 'unknown'],
  ])('AppArmor %s: %s', (label, state) => {
    expect(mac(labelled(plain, label))?.state).toBe(state);
  });

  it.each([
    ['container_t', 'holds'],
    ['my_app.process', 'holds'],
    ['spc_t', 'open'],
  ])('SELinux %s: %s', (type, state) => {
    const context = `system_u:system_r:${type}:s0:c1,c2`;
    expect(mac(labelled(plain, context), enforcing)?.state).toBe(state);
  });

  it('SELinux that does not enforce holds nothing', () => {
    const label = labelled(plain, 'system_u:system_r:container_t:s0:c1,c2');
    expect(mac(label, { 'text:/sys/fs/selinux/enforce': '0' })?.state).toBe('open');
    expect(
      mac(label, { 'text:/sys/fs/selinux/enforce': { exit: 1, stderr: 'Permission denied' } })
        ?.state,
    ).toBe('unknown');
  });

  it('is not told where the label was not read', () => {
    const silent = { ...plain, stderr: '' };
    expect(mac(silent)?.state).toBe('open');
    expect(mac(silent, { 'text:/sys/module/apparmor/parameters/enabled': 'Y' })?.state).toBe(
      'unknown',
    );
  });
});

it('is not told where processes are hidden', () => {
  const hidden = changed(processesOf(docker, 'plain'), [/^\/proc\/1\/status.*\n/gm, '']);
  expect(observeFact(isolation, { 'processes:': hidden }).state).toBe('denied');
});
