import unset from '../../../checks/seccomp/containerd-unset-profile.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import {
  NO_CONTAINERD,
  UNTOLD_CONTAINERD,
  withContainerd,
  withKubelet,
} from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const V2 = 'plugins."io.containerd.grpc.v1.cri"';
const KUBELET = 'stat:/usr/bin/kubelet';
const kubelet: Given = { [KUBELET]: statLine('/usr/bin/kubelet', '755') };

testCheck(unset, {
  pass: [
    {
      name: 'the kubelet',
      given: {
        ...withContainerd(''),
        ...withKubelet('kind: KubeletConfiguration\nseccompDefault: true # since 1.27\n'),
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
      given: { ...withContainerd(''), ...withKubelet('seccompDefault: false\n') },
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
  notApplicable: [...NO_CONTAINERD, { name: 'no kubelet', given: withContainerd('') }],
  unknown: UNTOLD_CONTAINERD.map((c) => ({ ...c, given: { ...c.given, ...kubelet } })),
});
