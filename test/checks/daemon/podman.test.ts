import podman from '../../../checks/daemon/podman.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { IDLE, statLine } from '../../support/daemon-evidence.ts';
import { runningPodman, withPodman } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const PODMAN = 'stat:/usr/bin/podman';
const noPodman = [{ name: 'no Podman', given: IDLE }];
const brokenPodman = [{ name: 'no TOML', given: withPodman('[containers]\nx') }];

testCheck(checkIn(podman, 'daemon.podman-defaults'), {
  pass: [
    { name: 'nothing said', given: runningPodman('[containers]\n') },
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
    { name: 'the default', given: runningPodman('') },
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
        'stat:/run/podman/podman.sock': statLine('/run/podman/podman.sock', '660', '0:0', 'socket'),
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
