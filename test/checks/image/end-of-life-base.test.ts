import check from '../../../checks/image/end-of-life-base.ts';
import { changed, idOf, processesOf, recording } from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const plain = processesOf(docker, 'plain');
const NAME = `container ${idOf(docker, 'plain').slice(0, 12)}, base`;
const PID = /^first (\d+) /m.exec(plain.stdout)?.[1] ?? '';

/** The container with a release, as the reader tells it. */
const on = (release: string, ...lines: readonly string[]) => {
  const file = lines.map((line) => `/proc/${PID}/root/${release}/os-release:${line}\n`).join('');
  const told = changed(plain, [/^devices \d+ read$/m, `$&\nrelease ${PID} ${release}`]);
  return { 'processes:': { ...told, stdout: `${told.stdout}\n${file}` } };
};
const release = (id: string, version: string, name = id) =>
  on('usr/lib', `NAME="${name}"`, `ID=${id}`, `VERSION_ID="${version}"`);

testCheck(check, {
  pass: [
    { name: 'in support', given: release('debian', '13') },
    { name: 'by extended support from the same archive', given: release('debian', '11') },
    { name: 'a point release', given: release('alpine', '3.22.1') },
  ],
  fail: [
    {
      name: 'ended',
      given: release('alpine', '3.18.4', 'Alpine Linux'),
      because: [`${NAME}: Alpine Linux 3.18.4, ended on 2025-05-09`],
    },
    {
      name: 'older than the table',
      given: release('alpine', '3.9.6', 'Alpine Linux'),
      because: [`${NAME}: Alpine Linux 3.9.6, ended long since`],
    },
    {
      name: 'Ubuntu without ESM, which a container does not show',
      given: release('ubuntu', '20.04', 'Ubuntu'),
      because: [`${NAME}: Ubuntu 20.04, ended on 2025-05-31`],
    },
    {
      name: 'CentOS Linux',
      given: release('centos', '7', 'CentOS Linux'),
      because: [`${NAME}: CentOS Linux 7, ended on 2024-06-30`],
    },
  ],
  notApplicable: [
    { name: 'no container', given: { 'processes:': processesOf(docker) } },
    { name: 'built on nothing', given: on('none') },
    { name: 'rolling', given: on('etc', 'ID=arch', 'NAME="Arch Linux"') },
    { name: 'newer than the table', given: release('debian', '99') },
    { name: 'not in the table', given: release('photon', '5.0') },
  ],
  unknown: [
    { name: 'a link', given: on('linked') },
    { name: 'not read', given: { 'processes:': plain } },
    { name: 'a file without a word', given: on('etc') },
  ],
});
