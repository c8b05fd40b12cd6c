import unset from '../../../checks/seccomp/containerd-unset-profile.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, processes, statLine } from '../../support/daemon-evidence.ts';
import { KUBELET_FILE, withContainerd } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const V2 = 'plugins."io.containerd.grpc.v1.cri"';
const none = [
  { name: 'no containerd', given: IDLE },
  {
    name: 'a child of dockerd',
    given: {
      'processes:': processes(
        { name: 'dockerd', pid: 5, args: ['dockerd'] },
        { name: 'containerd', pid: 6, parent: 5 },
      ),
    },
  },
];
const untold = [
  { name: 'no TOML', given: withContainerd('version = ') },
  { name: 'an import that is not collected', given: withContainerd('imports = ["/opt/*.toml"]') },
  {
    name: 'another file',
    given: {
      ...withContainerd(''),
      'text:/usr/lib/systemd/system/containerd.service':
        '[Service]\nExecStart=/usr/bin/containerd --config /opt/c.toml\n',
    },
  },
  {
    name: 'a containerd that nobody knows, as k3s starts',
    given: { 'processes:': processes({ name: 'containerd', pid: 700, parent: 650 }) },
  },
];
const KUBELET = 'stat:/usr/bin/kubelet';
const kubelet: Given = { [KUBELET]: statLine('/usr/bin/kubelet', '755') };

testCheck(unset, {
  pass: [
    {
      name: 'the kubelet',
      given: {
        ...withContainerd(''),
        ...kubelet,
        [KUBELET_FILE]: 'kind: KubeletConfiguration\nseccompDefault: true # since 1.27\n',
      },
    },
    {
      name: 'containerd',
      given: {
        ...withContainerd(`[${V2}]\nunset_seccomp_profile = "runtime/default"\n`),
        ...kubelet,
      },
    },
  ],
  fail: [
    {
      name: 'neither',
      given: { ...withContainerd(''), ...kubelet, [KUBELET_FILE]: 'seccompDefault: false\n' },
      because: [
        'profile of pods that ask for none: seccompDefault false, unset_seccomp_profile not set',
      ],
    },
    {
      name: 'unconfined',
      given: { ...withContainerd(`[${V2}]\nunset_seccomp_profile = "unconfined"\n`), ...kubelet },
      because: [
        'profile of pods that ask for none: seccompDefault not set, unset_seccomp_profile "unconfined"',
      ],
    },
  ],
  notApplicable: [...none, { name: 'no kubelet', given: withContainerd('') }],
  unknown: untold.map((c) => ({ ...c, given: { ...c.given, ...kubelet } })),
});
