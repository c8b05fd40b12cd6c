import { describe, expect, it } from 'vitest';
import { containers } from '../../../src/probes/containers/containers.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { changed, idOf, named, processesOf, recording } from '../../support/container-evidence.ts';
import { observeFact } from '../../support/observe-fact.ts';

const docker = recording('docker-cgroup-v1');
const pod = recording('containerd-pod');

function listOf(given: Parameters<typeof observeFact>[1]) {
  const seen = observeFact(containers, given);
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value;
}

describe('containers', () => {
  it('are called as their engine calls them, sorted', () => {
    const list = listOf(named(docker, processesOf(docker, 'plain', 'locked')));
    expect(list.map(({ name, engine, image }) => [name, engine, image])).toEqual([
      ['locked', 'docker', 'hostward-test:1'],
      ['plain', 'docker', 'hostward-test:1'],
    ]);
  });

  it('are called by their id where no engine tells', () => {
    const [one] = listOf({ 'processes:': processesOf(docker, 'plain') });
    expect(one?.name).toMatch(/^[0-9a-f]{12}$/);
    expect(one?.engine).toBe('docker');
  });

  it('of a pod have the pod’s name, and its sandbox is known', () => {
    const list = listOf({
      'processes:': pod['processes:'] ?? '',
      'container_names:': pod['container_names:'] ?? '',
    });
    expect(list.map(({ name, engine, sandbox }) => [name, engine, sandbox])).toEqual([
      ['prod/shop-7d9c/pause', 'containerd', true],
      ['prod/shop-7d9c/web', 'containerd', false],
    ]);
  });

  it.each([
    ['/system.slice/docker-', 'docker'],
    ['/machine.slice/libpod-', 'podman'],
    ['/system.slice/shop.service/libpod-payload-', 'podman'],
    ['/kubepods.slice/kubepods-pod1.slice/crio-', 'cri-o'],
    ['/kubepods.slice/kubepods-pod1.slice/cri-containerd-', 'containerd'],
    ['/system.slice/nerdctl-', 'containerd'],
    ['/kubepods/pod1/', 'unknown'],
  ])('in cgroup %s are of %s', (cgroup, engine) => {
    const processes = changed(processesOf(docker, 'plain'), [
      /\/docker\/(?=[0-9a-f]{64}$)/m,
      cgroup,
    ]);
    expect(listOf({ 'processes:': processes })[0]?.engine).toBe(engine);
  });

  it('without cgroup are Podman’s when conmon keeps them', () => {
    const [pid = ''] = /(?<=^first )\d+/m.exec(processesOf(docker, 'plain').stdout) ?? [];
    const processes = changed(
      processesOf(docker, 'plain'),
      [/^mark \d+ \/.*$/m, `mark ${pid} /conmon77`],
      [/^first .*$/m, `first ${pid} conmon77`],
    );
    expect(listOf({ 'processes:': processes })).toMatchObject([
      { name: 'conmon77', engine: 'podman', pid: Number(pid) },
    ]);
  });

  it('never go by one name twice', () => {
    const names = docker['container_names:']?.stdout.replaceAll('"/plain"', '"/locked"') ?? '';
    const list = listOf({
      'processes:': processesOf(docker, 'plain', 'locked'),
      'container_names:': names,
    });
    expect(list.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^locked [0-9a-f]{12}$/),
      expect.stringMatching(/^locked [0-9a-f]{12}$/),
    ]);
  });

  it('have the names that their settings tell, where Docker’s data lies elsewhere', () => {
    const id = idOf(docker, 'plain');
    const settings = [
      `file /data/docker/containers/${id}/config.v2.json`,
      'set\tConfig\tImage\t"nginx:1"',
      'set\tName\t"/web"',
      'whole',
      'end',
      '',
    ];
    expect(
      listOf({
        'processes:': processesOf(docker, 'plain'),
        'container_settings:': settings.join('\n'),
      }),
    ).toMatchObject([{ name: 'web', image: 'nginx:1' }]);
  });

  it('are told nothing by a home that speaks of root’s containers', () => {
    const id = idOf(docker, 'plain');
    const of = (root: string, name: string) =>
      `file ${root}/containers/${id}/config.v2.json\nset\tName\t"/${name}"\nwhole\n`;
    const settings = `${of('/var/lib/docker', 'web')}${of('/home/eve/.local/share/docker', 'other')}end\n`;
    expect(
      listOf({ 'processes:': processesOf(docker, 'plain'), 'container_settings:': settings }),
    ).toMatchObject([{ name: 'web' }]);
  });

  it('are found although their names may not be read', () => {
    expect(
      listOf({ 'processes:': processesOf(docker, 'plain'), 'container_names:': DENIED }),
    ).toHaveLength(1);
  });

  it('are not told where processes are hidden', () => {
    const hidden = changed(processesOf(docker, 'plain'), [/^\/proc\/1\/status.*\n/gm, '']);
    expect(observeFact(containers, { 'processes:': hidden }).state).toBe('denied');
  });
});
