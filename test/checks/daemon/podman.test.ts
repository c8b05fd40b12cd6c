import { describe } from 'vitest';
import podman from '../../../checks/daemon/podman.ts';
import podmanUserns from '../../../checks/namespaces/podman-default.ts';
import podmanProfile from '../../../checks/seccomp/podman-profile.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn, IDLE, processes, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const PODMAN = 'stat:/usr/bin/podman';
const ETC = 'text:/etc/containers/containers.conf';
const withPodman = (toml: string, ...dropIn: readonly string[]): Given => ({
  ...IDLE,
  [PODMAN]: statLine('/usr/bin/podman', '755'),
  [ETC]: toml,
  ...(dropIn.length === 0
    ? {}
    : {
        'text:/etc/containers/containers.conf.d/*.conf': dropIn
          .map((line) => `/etc/containers/containers.conf.d/50.conf:${line}\n`)
          .join(''),
      }),
});
const running = (toml: string): Given => ({
  'processes:': processes({ name: 'podman', args: ['podman', 'system', 'service'] }),
  [ETC]: toml,
});
const noPodman = [{ name: 'no Podman', given: IDLE }];
const brokenPodman = [{ name: 'no TOML', given: withPodman('[containers]\nx') }];

describe('Podman', () => {
  testCheck(checkIn(podman, 'daemon.podman-defaults'), {
    pass: [
      { name: 'nothing said', given: running('[containers]\n') },
      { name: 'private', given: withPodman('[containers]\nnetns = "private"\ndevices = []\n') },
      {
        name: 'a later file takes it back',
        given: withPodman('[containers]\nvolumes = ["/:/host"]\n', '[containers]', 'volumes = []'),
      },
    ],
    fail: [
      {
        name: 'the image of Podman in a container',
        given: withPodman(
          '[containers]\nnetns="host"\nuserns="host"\nipcns="host"\nutsns="host"\ncgroupns="host"\ncgroups="disabled"\n',
        ),
        because: [
          'Podman netns: "host", set by /etc/containers/containers.conf',
          'Podman ipcns: "host", set by /etc/containers/containers.conf',
          'Podman utsns: "host", set by /etc/containers/containers.conf',
          'Podman cgroupns: "host", set by /etc/containers/containers.conf',
          'Podman cgroups: "disabled", set by /etc/containers/containers.conf',
        ],
      },
      {
        name: 'devices that are added to',
        given: withPodman(
          '[containers]\nprivileged = true\ndevices = ["/dev/kvm"]\n',
          '[containers]',
          'devices = ["/dev/fuse", {append = true}]',
        ),
        because: [
          'Podman privileged: true, set by /etc/containers/containers.conf',
          'Podman devices /dev/kvm: given to every container',
          'Podman devices /dev/fuse: given to every container',
        ],
      },
    ],
    notApplicable: noPodman,
    unknown: brokenPodman,
  });

  testCheck(checkIn(podman, 'daemon.podman-pids-limit'), {
    pass: [
      { name: 'the default', given: running('') },
      { name: 'a number', given: withPodman('[containers]\npids_limit = 4096\n') },
    ],
    fail: [
      {
        name: 'none',
        given: withPodman('', '[containers]', 'pids_limit = 0'),
        because: ['Podman pids_limit: 0, set by /etc/containers/containers.conf.d/50.conf'],
      },
    ],
    notApplicable: noPodman,
    unknown: brokenPodman,
  });

  const LINK = '/etc/systemd/system/sockets.target.wants/podman.socket';
  testCheck(checkIn(podman, 'daemon.podman-service'), {
    pass: [{ name: 'off', given: { ...IDLE, [PODMAN]: statLine('/usr/bin/podman', '755') } }],
    fail: [
      {
        name: 'on',
        given: {
          ...IDLE,
          'stat:/run/podman/podman.sock': statLine(
            '/run/podman/podman.sock',
            '660',
            '0:0',
            'socket',
          ),
          [`stat:${LINK}`]: statLine(LINK, '644'),
        },
        because: [
          '/run/podman/podman.sock: the service can be reached now',
          `${LINK}: started at boot`,
        ],
      },
    ],
    notApplicable: noPodman,
    unknown: [
      {
        name: 'may not look',
        given: {
          ...IDLE,
          [PODMAN]: statLine('/usr/bin/podman', '755'),
          'stat:/run/podman/podman.sock': DENIED,
        },
      },
    ],
  });

  testCheck(podmanUserns, {
    pass: [{ name: 'auto', given: running('[containers]\nuserns = "auto:size=65536"\n') }],
    fail: [
      { name: 'not set', given: withPodman(''), because: ['Podman userns: host, the default'] },
      {
        name: 'host',
        given: withPodman('[containers]\nuserns = "host"\n'),
        because: ['Podman userns: host, set by /etc/containers/containers.conf'],
      },
    ],
    notApplicable: noPodman,
    unknown: brokenPodman,
  });

  testCheck(podmanProfile, {
    pass: [
      { name: 'not set', given: running('') },
      {
        name: 'shipped',
        given: withPodman('[containers]\nseccomp_profile = "/usr/share/containers/seccomp.json"\n'),
      },
    ],
    fail: [
      {
        name: 'unconfined',
        given: withPodman('[containers]\nseccomp_profile = "unconfined"\n'),
        because: ['Podman seccomp_profile: unconfined, set by /etc/containers/containers.conf'],
      },
    ],
    notApplicable: noPodman,
    unknown: brokenPodman,
  });
});
