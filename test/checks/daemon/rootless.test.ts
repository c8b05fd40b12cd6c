import checks from '../../../checks/daemon/rootless.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const HOME = '/home/ada';
const ROOT: Given = {
  'text:/proc/self/status': 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n',
  'stat:/home/*': `700|1000|1000|ada|ada|directory|4096|1|${HOME}\n`,
};
const USER: Given = {
  ...ROOT,
  'text:/proc/self/status': 'Uid:\t1001\t1001\t1001\t1001\nCapEff:\t0\n',
};

/** A file of the home, with the reading that finds it. */
const at = (path: string, content: string): Given => ({
  [`text:/home/*/.config/${path}`]: content
    .split('\n')
    .map((line) => `${HOME}/.config/${path.replace('*', '10')}:${line}\n`)
    .join(''),
});
const docker = (settings: object): Given => at('docker/daemon.json', JSON.stringify(settings));
const none = { name: 'nothing in homes', given: ROOT };
const unseen = [
  { name: 'another account', given: USER },
  { name: 'homes that may not be looked into', given: { ...ROOT, 'stat:/home/*': DENIED } },
];

testCheck(checkIn(checks, 'daemon.rootless-daemon-flags'), {
  pass: [
    {
      name: 'the socket alone',
      given: { ...ROOT, ...docker({ hosts: ['unix:///run/user/1000/docker.sock'] }) },
    },
    {
      name: 'said again',
      given: {
        ...ROOT,
        ...at(
          'systemd/user/docker.service',
          '[Service]\nEnvironment=DOCKERD_ROOTLESS_ROOTLESSKIT_DISABLE_HOST_LOOPBACK=true',
        ),
      },
    },
    {
      name: 'a file that dockerd refuses',
      given: { ...ROOT, ...docker({ hosts: 7 }), ...docker({}) },
    },
  ],
  fail: [
    {
      name: 'everything',
      given: {
        ...ROOT,
        ...docker({ hosts: ['tcp://0.0.0.0:2375'] }),
        ...at(
          'systemd/user/docker.service.d/*.conf',
          '[Service]\nEnvironment="A=1" "DOCKERD_ROOTLESS_ROOTLESSKIT_DISABLE_HOST_LOOPBACK=false"',
        ),
        ...at(
          'containers/containers.conf',
          '[engine]\nnetwork_cmd_options = ["allow_host_loopback=true"]',
        ),
      },
      because: [
        `hosts in ${HOME}/.config/docker/daemon.json: tcp://0.0.0.0:2375`,
        `DOCKERD_ROOTLESS_ROOTLESSKIT_DISABLE_HOST_LOOPBACK in ${HOME}/.config/systemd/user/docker.service.d/10.conf: false`,
        `network_cmd_options in ${HOME}/.config/containers/containers.conf: ["allow_host_loopback=true"]`,
      ],
    },
  ],
  notApplicable: [none],
  unknown: [
    ...unseen,
    { name: 'broken TOML', given: { ...ROOT, ...at('containers/containers.conf', '[engine') } },
  ],
});

testCheck(checkIn(checks, 'daemon.rootless-registries'), {
  pass: [
    {
      name: 'loopback alone',
      given: {
        ...ROOT,
        ...docker({ 'insecure-registries': ['127.0.0.1:5000', 'localhost:5000'] }),
      },
    },
    {
      name: 'verified',
      given: {
        ...ROOT,
        ...at('containers/registries.conf', '[[registry]]\nlocation = "a.example"'),
      },
    },
  ],
  fail: [
    {
      name: 'of both engines',
      given: {
        ...ROOT,
        ...docker({ 'insecure-registries': ['r.example:5000'] }),
        ...at(
          'containers/registries.conf',
          '[[registry]]\nlocation = "a.example"\ninsecure = true\n[[registry]]\nlocation = "c.example"\n[[registry.mirror]]\nlocation = "b.example"\ninsecure = true',
        ),
      },
      because: [
        `registry r.example:5000 in ${HOME}/.config/docker/daemon.json: insecure`,
        `registry "a.example" in ${HOME}/.config/containers/registries.conf: insecure`,
        `registry "b.example" in ${HOME}/.config/containers/registries.conf: insecure`,
      ],
    },
  ],
  notApplicable: [none],
  unknown: unseen,
});

const storage = (mode: string): Given => ({
  'stat:/home/*/.local/share/containers/storage': `${mode}|1000|1000|ada|ada|directory|4096|1|${HOME}/.local/share/containers/storage\n`,
});

testCheck(checkIn(checks, 'daemon.rootless-storage'), {
  pass: [{ name: 'its owner’s', given: { ...ROOT, ...storage('755') } }],
  fail: [
    {
      name: 'everybody’s',
      given: { ...ROOT, ...storage('777') },
      because: [`${HOME}/.local/share/containers/storage mode: 0777`],
    },
  ],
  notApplicable: [none],
  unknown: unseen,
});

const policy = (content: string): Given => at('containers/policy.json', content);

testCheck(checkIn(checks, 'image.user-signature-policy'), {
  pass: [{ name: 'rejects', given: { ...ROOT, ...policy('{"default": [{"type": "reject"}]}') } }],
  fail: [
    {
      name: 'takes anything',
      given: { ...ROOT, ...policy('{"default": [{"type": "insecureAcceptAnything"}]}') },
      because: [`${HOME}/.config/containers/policy.json: insecureAcceptAnything`],
    },
    {
      name: 'broken',
      given: { ...ROOT, ...policy('{') },
      because: [`${HOME}/.config/containers/policy.json: no policy that can be read`],
    },
  ],
  notApplicable: [none],
  unknown: unseen,
});
