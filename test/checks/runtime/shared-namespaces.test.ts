import check from '../../../checks/runtime/shared-namespaces.ts';
import { changed, idOf, processesOf, recording } from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const both = processesOf(docker, 'plain', 'locked');
const ID = { plain: idOf(docker, 'plain'), locked: idOf(docker, 'locked') };
const [PLAIN, LOCKED] = [ID.plain.slice(0, 12), ID.locked.slice(0, 12)];
const PID = new RegExp(`^first (\\d+) ${ID.plain}`, 'm').exec(both.stdout)?.[1] ?? '';

const file = (path: string, ...lines: readonly string[]) =>
  [`file ${path}`, ...lines, 'whole', ''].join('\n');
const project = (name: string) => `set\tConfig\tLabels\tcom.docker.compose.project\t"${name}"`;
const of = (id: string, config: readonly string[], host: readonly string[]) =>
  file(`/var/lib/docker/containers/${id}/config.v2.json`, ...config) +
  file(`/var/lib/docker/containers/${id}/hostconfig.json`, ...host);
const joins = [
  `set\tNetworkMode\t"container:${ID.plain}"`,
  `set\tIpcMode\t"container:${ID.plain}"`,
];
const given = (...files: readonly string[]) => ({
  'processes:': both,
  'container_settings:': `${files.join('')}end\n`,
});
const TASK = '/var/lib/containers/storage/overlay-containers';
const podman = (path: string, processes = both) => ({
  ...given(
    file(`${TASK}/${ID.plain}/userdata/config.json`, 'set\tlinux\tnamespaces\t0\ttype\t"pid"'),
    file(
      `${TASK}/${ID.locked}/userdata/config.json`,
      'set\tlinux\tnamespaces\t1\ttype\t"network"',
      `set\tlinux\tnamespaces\t1\tpath\t"${path}"`,
    ),
  ),
  'processes:': processes,
});
const POD = 'e'.repeat(64);

testCheck(check, {
  pass: [
    {
      name: 'each its own',
      given: given(of(ID.plain, [], ['set\tNetworkMode\t"none"']), of(ID.locked, [], [])),
    },
    {
      name: 'of one project',
      given: given(of(ID.plain, [project('shop')], []), of(ID.locked, [project('shop')], joins)),
    },
    {
      name: 'of one pod of Podman',
      given: podman(
        `/proc/${PID}/ns/net`,
        changed(both, [/\/docker\/([0-9a-f]{64})/g, `/libpod_pod_${POD}/libpod-$1`]),
      ),
    },
    { name: 'a named network namespace', given: podman('/run/netns/a') },
  ],
  fail: [
    {
      name: 'of another project',
      given: given(of(ID.plain, [project('shop')], []), of(ID.locked, [project('blog')], joins)),
      because: [`container ${LOCKED}: network, ipc of ${PLAIN}`],
    },
  ],
  notApplicable: [
    {
      name: 'no container',
      given: { 'processes:': processesOf(docker), 'container_settings:': 'end\n' },
    },
  ],
  manual: [
    {
      name: 'of no project',
      given: given(of(ID.plain, [], []), of(ID.locked, [project('blog')], joins)),
    },
    { name: 'by Podman', given: podman(`/proc/${PID}/ns/net`) },
  ],
  unknown: [
    {
      name: 'one of them not read',
      given: given(of(ID.locked, [], [])),
    },
  ],
});
