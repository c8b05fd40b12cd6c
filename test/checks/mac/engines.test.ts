import engines from '../../../checks/mac/engines.ts';
import { type Cases, DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { ENABLED, ENFORCE, file, INIT } from './hosts.ts';

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(engines, `mac.${id}`), cases);

const BASE: Given = { 'processes:': INIT };
const SELINUX: Given = { [ENFORCE]: '1\n' };
const APPARMOR: Given = { [ENABLED]: 'Y\n' };

const DAEMON_JSON = 'text:/etc/docker/daemon.json';
const docker = (json: string): Given => ({
  ...BASE,
  'stat:/usr/bin/dockerd': file('/usr/bin/dockerd'),
  'text:/usr/lib/systemd/system/docker.service': '[Service]\nExecStart=/usr/bin/dockerd\n',
  [DAEMON_JSON]: `${json}\n`,
});
check('selinux-docker-enabled', {
  pass: [{ name: 'on', given: { ...SELINUX, ...docker('{"selinux-enabled": true}') } }],
  fail: [
    {
      name: 'left to dockerd',
      given: { ...SELINUX, ...docker('{}') },
      because: ['selinux-enabled: false, the default'],
    },
    {
      name: 'off',
      given: { [ENFORCE]: '0\n', ...docker('{"selinux-enabled": false}') },
      because: ['selinux-enabled: false, set by /etc/docker/daemon.json'],
    },
  ],
  notApplicable: [
    { name: 'no Docker', given: { ...SELINUX, ...BASE } },
    { name: 'no SELinux', given: docker('{}') },
  ],
  unknown: [
    { name: 'not to be read', given: { ...SELINUX, ...docker(''), [DAEMON_JSON]: DENIED } },
  ],
});

const CONFIG_TOML = 'text:/etc/containerd/config.toml';
const containerd = (cri: string): Given => ({
  ...BASE,
  'stat:/usr/bin/containerd': file('/usr/bin/containerd'),
  'stat:/usr/bin/kubelet': file('/usr/bin/kubelet'),
  [CONFIG_TOML]: `version = 2\n[plugins."io.containerd.grpc.v1.cri"]\n${cri}\n`,
});
check('selinux-containerd-enabled', {
  pass: [{ name: 'on', given: { ...SELINUX, ...containerd('enable_selinux = true') } }],
  fail: [
    {
      name: 'left to containerd',
      given: { ...SELINUX, ...containerd('') },
      because: ['containerd enable_selinux: false, the default'],
    },
  ],
  notApplicable: [
    { name: 'no containerd', given: { ...SELINUX, ...BASE } },
    { name: 'no SELinux', given: containerd('') },
    {
      name: 'no Kubernetes',
      given: {
        ...SELINUX,
        ...BASE,
        'stat:/usr/bin/containerd': file('/usr/bin/containerd'),
        [CONFIG_TOML]: 'version = 2\ndisabled_plugins = ["cri"]\n',
      },
    },
  ],
  unknown: [
    { name: 'not to be read', given: { ...SELINUX, ...containerd(''), [CONFIG_TOML]: DENIED } },
  ],
});
const { 'stat:/usr/bin/kubelet': _, ...alone } = containerd('disable_apparmor = false');
check('apparmor-containerd-enabled', {
  pass: [{ name: 'said', given: { ...APPARMOR, ...alone } }],
  fail: [
    {
      name: 'switched off',
      given: {
        ...APPARMOR,
        ...BASE,
        'stat:/usr/bin/containerd': file('/usr/bin/containerd'),
        [CONFIG_TOML]:
          'version = 3\n[plugins."io.containerd.cri.v1.runtime"]\ndisable_apparmor = true\n',
      },
      because: ['containerd disable_apparmor: true, set by /etc/containerd/config.toml'],
    },
  ],
  notApplicable: [
    { name: 'no containerd', given: { ...APPARMOR, ...BASE } },
    { name: 'no AppArmor', given: alone },
  ],
  unknown: [{ name: 'not to be read', given: { ...APPARMOR, ...alone, [CONFIG_TOML]: DENIED } }],
});

const CRIO_CONF = 'text:/etc/crio/crio.conf.d/*';
const crio = (runtime: string): Given => ({
  ...BASE,
  'stat:/usr/bin/crio': file('/usr/bin/crio'),
  [CRIO_CONF]: `/etc/crio/crio.conf.d/10-x.conf:[crio.runtime]\n/etc/crio/crio.conf.d/10-x.conf:${runtime}\n`,
});
const BY_CRIO = 'set by /etc/crio/crio.conf.d/10-x.conf';
check('selinux-crio-enabled', {
  pass: [{ name: 'on', given: { ...SELINUX, ...crio('selinux = true') } }],
  fail: [
    {
      name: 'off',
      given: { ...SELINUX, ...crio('selinux = false') },
      because: [`CRI-O selinux: false, ${BY_CRIO}`],
    },
    {
      name: 'left to CRI-O',
      given: { ...SELINUX, ...crio('') },
      because: ['CRI-O selinux: false, the default'],
    },
  ],
  notApplicable: [
    { name: 'no CRI-O', given: { ...SELINUX, ...BASE } },
    { name: 'no SELinux', given: crio('') },
  ],
  unknown: [{ name: 'not to be read', given: { ...SELINUX, ...crio(''), [CRIO_CONF]: DENIED } }],
});
check('apparmor-crio-profile', {
  pass: [
    { name: 'left to CRI-O', given: { ...APPARMOR, ...crio('') } },
    { name: 'another', given: { ...APPARMOR, ...crio('apparmor_profile = "ours"') } },
  ],
  fail: [
    {
      name: 'none',
      given: { ...APPARMOR, ...crio('apparmor_profile = "unconfined"') },
      because: [`CRI-O apparmor_profile: "unconfined", ${BY_CRIO}`],
    },
  ],
  notApplicable: [
    { name: 'no CRI-O', given: { ...APPARMOR, ...BASE } },
    { name: 'no AppArmor', given: crio('') },
  ],
  unknown: [{ name: 'not to be read', given: { ...APPARMOR, ...crio(''), [CRIO_CONF]: DENIED } }],
});

const CONTAINERS_CONF = 'text:/etc/containers/containers.conf';
const podman = (containers: string): Given => ({
  ...BASE,
  'stat:/usr/bin/podman': file('/usr/bin/podman'),
  [CONTAINERS_CONF]: `[containers]\n${containers}\n`,
});
const BY_PODMAN = 'set by /etc/containers/containers.conf';
check('selinux-podman-label', {
  pass: [{ name: 'left to Podman', given: { ...SELINUX, ...podman('') } }],
  fail: [
    {
      name: 'off',
      given: { ...SELINUX, ...podman('label = false') },
      because: [`Podman label: false, ${BY_PODMAN}`],
    },
  ],
  notApplicable: [
    { name: 'no Podman', given: { ...SELINUX, ...BASE } },
    { name: 'no SELinux', given: podman('label = false') },
  ],
  unknown: [
    { name: 'not to be read', given: { ...SELINUX, ...podman(''), [CONTAINERS_CONF]: DENIED } },
  ],
});
check('apparmor-podman-profile', {
  pass: [{ name: 'left to Podman', given: { ...APPARMOR, ...podman('') } }],
  fail: [
    {
      name: 'none',
      given: { ...APPARMOR, ...podman('apparmor_profile = "unconfined"') },
      because: [`Podman apparmor_profile: "unconfined", ${BY_PODMAN}`],
    },
  ],
  notApplicable: [
    { name: 'no Podman', given: { ...APPARMOR, ...BASE } },
    { name: 'no AppArmor', given: podman('') },
  ],
  unknown: [
    { name: 'not to be read', given: { ...APPARMOR, ...podman(''), [CONTAINERS_CONF]: DENIED } },
  ],
});
