import check from '../../../checks/daemon/sudoers-docker.ts';
import { testCheck } from '../../support/test-check.ts';

const MAIN = 'text:/etc/sudoers';
const EXTRA = 'text:/etc/sudoers.d/*';
const DEBIAN = `Defaults\tenv_reset
Defaults\tsecure_path="/usr/local/sbin:/usr/sbin"
# %docker ALL=(ALL) /usr/bin/docker
root\tALL=(ALL:ALL) ALL
%sudo\tALL=(ALL:ALL) ALL
@includedir /etc/sudoers.d
`;
const extra = (...lines: readonly string[]): string =>
  lines.map((line) => `/etc/sudoers.d/ci:${line}\n`).join('');

testCheck(check, {
  pass: [
    {
      name: 'administrators, wrappers and other commands',
      given: {
        [MAIN]: DEBIAN,
        [EXTRA]: extra(
          '%sudo ALL=(root) NOPASSWD: /usr/bin/docker',
          'ci ALL=(root) NOPASSWD: /usr/bin/docker restart web, !/usr/bin/docker',
          'ada ALL=(deploy) /usr/bin/podman',
          'ada ALL = /usr/bin/systemctl restart docker',
        ),
      },
    },
    {
      name: 'a file that sudo passes over',
      given: { [MAIN]: DEBIAN, [EXTRA]: '/etc/sudoers.d/ci.bak:ci ALL=(ALL) /usr/bin/docker\n' },
    },
    {
      name: 'a folder that is not included',
      given: {
        [MAIN]: 'root ALL=(ALL) ALL\n',
        [EXTRA]: extra('ci ALL=(ALL) /usr/bin/docker'),
      },
    },
  ],
  fail: [
    {
      name: 'directly, by an alias, by a pattern and with open arguments',
      given: {
        [MAIN]: DEBIAN,
        [EXTRA]: extra(
          'Cmnd_Alias WEB = /usr/bin/id, \\',
          '  /usr/local/bin/nerdctl : K8S = /usr/bin/kubectl',
          'ci,ada ALL=(root) NOPASSWD: SETENV: /usr/bin/docker',
          '%ops ALL=(ada, root) WEB, K8S',
          'bob ALL=/usr/bin/podm*, /usr/bin/docker ps *',
          'eve ALL=(ada) /usr/bin/id, (root) /usr/bin/ctr',
        ),
      },
      because: [
        '/etc/sudoers.d/ci: ci, /usr/bin/docker: any arguments as root',
        '/etc/sudoers.d/ci: ada, /usr/bin/docker: any arguments as root',
        '/etc/sudoers.d/ci: %ops, /usr/local/bin/nerdctl: any arguments as root',
        '/etc/sudoers.d/ci: %ops, /usr/bin/kubectl: any arguments as root',
        '/etc/sudoers.d/ci: bob, /usr/bin/podm*: any arguments as root',
        '/etc/sudoers.d/ci: bob, /usr/bin/docker ps *: any arguments as root',
        '/etc/sudoers.d/ci: eve, /usr/bin/ctr: any arguments as root',
      ],
    },
    {
      name: 'a whole folder',
      given: { [MAIN]: 'ci ALL=(ALL) /usr/bin/\n' },
      because: ['/etc/sudoers: ci, /usr/bin/: any arguments as root'],
    },
  ],
  notApplicable: [{ name: 'no sudo', given: {} }],
  unknown: [{ name: 'an include that is not read', given: { [MAIN]: '@include /opt/sudoers\n' } }],
});
