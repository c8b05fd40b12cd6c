import { describe, expect, it } from 'vitest';
import { isolation } from '../../../src/probes/isolation/isolation.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import {
  capabilities,
  changed,
  device,
  labelled,
  mount,
  named,
  OWN_USERS,
  type Processes,
  processesOf,
  recording,
  uid,
} from '../../support/container-evidence.ts';
import { observeFact } from '../../support/observe-fact.ts';

const docker = recording('docker-cgroup-v1');
const SOCKET = { 'stat:/run/docker.sock': docker['stat:/run/docker.sock'] ?? '' };

function pathsOf(processes: Processes, given: Given = {}): readonly string[] {
  const seen = observeFact(isolation, { ...named(docker, processes), ...given });
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value.flatMap(({ escapePaths }) => escapePaths.map(({ id }) => id));
}

const of = (name: string): Processes => processesOf(docker, name);
describe('tracing the host', () => {
  it('takes the host’s processes, the capability, and no security module against it', () => {
    expect(pathsOf(of('tracer'))).toEqual(['host-pid-ptrace']);
    expect(pathsOf(changed(of('tracer'), [/ pid host$/m, ' pid own']))).toEqual([]);
    expect(pathsOf(changed(of('tracer'), capabilities('00000000a80425fb')))).toEqual([]);
    expect(pathsOf(labelled(of('tracer'), 'docker-default (enforce)'))).toEqual([]);
    expect(pathsOf(labelled(of('tracer'), 'docker-default (complain)'))).toEqual([
      'host-pid-ptrace',
    ]);
    expect(pathsOf(labelled(of('tracer'), 'my-profile (enforce)'))).toEqual(['host-pid-ptrace']);
  });

  it('ends where the host forbids all tracing, or at a user namespace', () => {
    const scope = { 'text:/proc/sys/kernel/yama/ptrace_scope': '3\n' };
    expect(pathsOf(of('tracer'), scope)).toEqual([]);
    expect(pathsOf(changed(of('tracer'), ...OWN_USERS))).toEqual([]);
  });
});

describe('capabilities', () => {
  const admin = changed(of('plain'), capabilities('00000000a82425fb'));

  it('SYS_ADMIN mounts, and has release_agent where there is cgroup v1', () => {
    expect(pathsOf(admin)).toEqual(['cgroup-release-agent', 'sys-admin-mount']);
    const v2 = changed(admin, [/^\/proc\/1\/mountinfo:.* - cgroup cgroup .*\n/gm, '']);
    expect(pathsOf(v2)).toEqual(['sys-admin-mount']);
    expect(pathsOf(labelled(admin, 'docker-default (enforce)'))).toEqual([]);
    expect(pathsOf(changed(admin, ...OWN_USERS))).toEqual([]);
  });

  it('in the bounding set alone open nothing to an ordinary user', () => {
    const app = changed(of('jobs'), [
      /^(\/proc\/(?!1\/)\d+\/status:CapBnd:\t).*$/gm,
      '$1000001ffffffffff',
    ]);
    expect(pathsOf(changed(app, [/^.*docker\.sock.*\n/gm, '']))).toEqual([]);
  });

  it('in the bounding set are root’s, unless no_new_privs is set', () => {
    const root = changed(of('plain'), [
      /^(\/proc\/(?!1\/)\d+\/status:CapBnd:\t).*$/gm,
      '$100000000a82425fb',
    ]);
    expect(pathsOf(root)).toContain('sys-admin-mount');
    expect(
      pathsOf(changed(root, [/^(\/proc\/(?!1\/)\d+\/status:NoNewPrivs:\t)0$/gm, '$11'])),
    ).toEqual([]);
  });

  it('SYS_MODULE loads what the kernel lets be loaded', () => {
    const module = changed(of('plain'), capabilities('00000000a80525fb'));
    const key = 'text:/proc/sys/kernel/modules_disabled';
    expect(pathsOf(module, { [key]: '0\n' })).toEqual(['sys-module']);
    expect(pathsOf(module, { [key]: '1\n' })).toEqual([]);
    expect(pathsOf(module)).toEqual([]);
    expect(
      pathsOf(module, { [key]: '0\n', 'text:/sys/module/module/parameters/sig_enforce': 'Y\n' }),
    ).toEqual([]);
    // The engines' AppArmor profiles leave capabilities alone.
    expect(pathsOf(labelled(module, 'docker-default (enforce)'), { [key]: '0\n' })).toEqual([
      'sys-module',
    ]);
  });

  it('DAC_READ_SEARCH needs a file of the host’s disk to start from', () => {
    const search = changed(of('plain'), capabilities('00000000a80425ff'));
    expect(pathsOf(search)).toEqual(['dac-read-search']);
    expect(
      pathsOf(changed(search, [/^\/proc\/(?!1\/)\d+\/mountinfo:.* - ext4 .*\n/gm, ''])),
    ).toEqual([]);
  });

  it('are all there for privileged, also from an engine that does not know the newest', () => {
    expect(pathsOf(of('privileged'))).toContain('privileged');
    expect(pathsOf(labelled(of('privileged'), 'docker-default (enforce)'))).not.toContain(
      'privileged',
    );
    expect(pathsOf(changed(of('privileged'), capabilities('0000003ffeff7fff')))).not.toContain(
      'privileged',
    );
  });
});

describe('mounts of the host', () => {
  const host = (line: string) => changed(of('plain'), mount(line));

  it.each([
    ['500 72 254:0 / /host rw - ext4 /dev/vda rw', ['docker-socket', 'host-root-mount']],
    ['500 72 254:0 / /host ro - ext4 /dev/vda rw', ['docker-socket']],
    ['500 72 254:0 /etc/cron.d /jobs rw - ext4 /dev/vda rw', ['host-system-mount']],
    ['500 72 254:0 /var/lib/docker /d rw - ext4 /dev/vda rw', ['host-engine-data-mount']],
    ['500 72 254:0 /srv/data /data rw - ext4 /dev/vda rw', []],
    ['500 72 254:0 /home /home rw - ext4 /dev/vda rw', []],
    ['500 72 254:0 /etc/localtime /etc/localtime rw - ext4 /dev/vda rw', []],
    ['500 72 254:9 / /other-disk rw - ext4 /dev/vdb rw', []],
  ])('%s: %j', (line, paths) => {
    expect(pathsOf(host(line), SOCKET)).toEqual(paths);
  });

  const root = '500 72 254:0 /etc /host rw - ext4 /dev/vda rw';

  it('obey the host’s root only', () => {
    expect(pathsOf(changed(host(root), ...OWN_USERS))).toEqual([]);
    const user = changed(host(root), uid(1000), capabilities('0000000000000000'));
    expect(pathsOf(user)).toEqual([]);
    const override = changed(host(root), uid(1000), capabilities('0000000000000002'));
    expect(pathsOf(override)).toEqual(['host-system-mount']);
  });

  it('obey the root of a user namespace where owners are mapped', () => {
    const mapped = changed(host(root.replace(' rw - ', ' rw,idmapped - ')), ...OWN_USERS);
    expect(pathsOf(mapped)).toEqual(['host-system-mount']);
  });

  it('are closed by SELinux that enforces, and not by AppArmor', () => {
    const context = 'system_u:system_r:container_t:s0:c1,c2';
    const selinux = { 'text:/sys/fs/selinux/enforce': '1' };
    expect(pathsOf(labelled(host(root), context), selinux)).toEqual([]);
    expect(pathsOf(labelled(host(root), context.replace('container_t', 'spc_t')), selinux)).toEqual(
      ['host-system-mount'],
    );
    expect(pathsOf(labelled(host(root), context))).toEqual(['host-system-mount']);
    expect(pathsOf(labelled(host(root), 'docker-default (enforce)'))).toEqual([
      'host-system-mount',
    ]);
  });

  it('count by what the host calls them, in subvolumes and bind mounts too', () => {
    const btrfs = changed(host('500 72 0:99 /@/etc /x rw - btrfs /dev/vdb rw'), [
      /^(\/proc\/1\/mountinfo:)(?=27 1 )/m,
      '$1600 1 0:99 /@ / rw - btrfs /dev/vdb rw\n$1',
    ]);
    expect(pathsOf(btrfs)).toEqual(['host-system-mount']);
  });
});

describe('sockets', () => {
  const line = '500 72 254:0 /run/docker.sock /tmp/x.sock ro - ext4 /dev/vda rw';
  const user = (group: number) =>
    changed(of('plain'), mount(line), uid(1000), capabilities('0000000000000000'), [
      /^(\/proc\/(?!1\/)\d+\/status:Groups:\t).*$/gm,
      `$1${group}`,
    ]);
  const stat = (mode: string) => ({
    'stat:/run/docker.sock': `${mode}|0|998|root|docker|socket|0|1700000000|/run/docker.sock\n`,
  });

  it('take connections through a read-only mount, under any name', () => {
    expect(pathsOf(changed(of('plain'), mount(line)))).toEqual(['docker-socket']);
  });

  it('take them from members of their group and, if all may write, from everybody', () => {
    expect(pathsOf(user(998), stat('660'))).toEqual(['docker-socket']);
    expect(pathsOf(user(4), stat('660'))).toEqual([]);
    expect(pathsOf(user(4), stat('666'))).toEqual(['docker-socket']);
  });

  it('refuse the root of a user namespace', () => {
    expect(pathsOf(changed(of('plain'), mount(line), ...OWN_USERS), stat('660'))).toEqual([]);
    expect(pathsOf(changed(of('plain'), mount(line), ...OWN_USERS), stat('666'))).toEqual([
      'docker-socket',
    ]);
  });

  it('of an engine that a user runs give no root', () => {
    const own = line.replace('/run/docker.sock', '/run/user/1000/docker.sock');
    expect(pathsOf(changed(of('plain'), mount(own)))).toEqual([]);
  });

  it('lie in mounted folders, if they exist', () => {
    const folder = changed(of('plain'), mount('500 72 254:0 /run /host ro - ext4 /dev/vda rw'));
    expect(pathsOf(folder, SOCKET)).toEqual(['docker-socket']);
    expect(pathsOf(folder)).toEqual([]);
  });

  it('do not lie in a folder that the host has another file system over', () => {
    const over = changed(of('plain'), mount('500 72 254:0 / /host ro - ext4 /dev/vda rw'), [
      /^(\/proc\/1\/mountinfo:)(?=27 1 )/m,
      '$1600 27 0:77 / /run rw - tmpfs tmpfs rw\n$1',
    ]);
    expect(pathsOf(over, SOCKET)).toEqual([]);
  });

  it('of D-Bus obey the host’s root only', () => {
    const bus = '500 72 254:0 /run/dbus/system_bus_socket /bus rw - ext4 /dev/vda rw';
    expect(pathsOf(changed(of('plain'), mount(bus)))).toEqual(['dbus-socket']);
    expect(
      pathsOf(changed(of('plain'), mount(bus), uid(1000), capabilities('0000000000000002'))),
    ).toEqual([]);
  });
});

describe('kernel settings', () => {
  it('are writable where /proc/sys is not mounted over', () => {
    expect(pathsOf(of('kernel'))).toEqual(['core-pattern']);
    expect(pathsOf(changed(of('kernel'), ...OWN_USERS))).toEqual([]);
    expect(pathsOf(changed(of('kernel'), uid(1000)))).toEqual([]);
  });

  it('are closed by the engines’ AppArmor profile under their own name only', () => {
    expect(pathsOf(labelled(of('kernel'), 'docker-default (enforce)'))).toEqual([]);
    const elsewhere = changed(of('plain'), mount('500 72 0:21 / /host/proc rw - proc proc rw'));
    expect(pathsOf(labelled(elsewhere, 'docker-default (enforce)'))).toEqual(['core-pattern']);
    const readOnly = changed(of('plain'), mount('500 72 0:21 / /host/proc ro - proc proc rw'));
    expect(pathsOf(readOnly)).toEqual([]);
  });

  it('have a helper in /sys on kernels built with one', () => {
    const sys = changed(
      of('plain'),
      [/ \/ \/sys ro,/m, ' / /sys rw,'],
      [/ - sysfs sysfs ro$/m, ' - sysfs sysfs rw'],
    );
    const helper = '644|0|0|root|root|regular file|4096|1700000000|/sys/kernel/uevent_helper\n';
    expect(pathsOf(sys, { 'stat:/sys/kernel/uevent_helper': helper })).toEqual(['uevent-helper']);
    expect(pathsOf(sys)).toEqual([]);
  });
});

describe('devices', () => {
  const withDevice = (node: string) => changed(of('plain'), device(node));

  it.each([
    ['b sda', ['device']],
    ['b mapper/data', ['device']],
    ['b loop3', []],
    ['b zram0', []],
    ['c fuse', []],
    ['c mem', []],
  ])('%s: %j', (node, paths) => {
    expect(pathsOf(withDevice(node))).toEqual(paths);
  });

  it('open memory with SYS_RAWIO', () => {
    expect(pathsOf(changed(withDevice('c mem'), capabilities('00000000a80625fb')))).toEqual([
      'raw-memory',
    ]);
  });

  it('obey the host’s root only', () => {
    expect(pathsOf(changed(withDevice('b sda'), ...OWN_USERS))).toEqual([]);
  });
});
