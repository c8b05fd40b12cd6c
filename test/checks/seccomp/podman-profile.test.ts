import podmanProfile from '../../../checks/seccomp/podman-profile.ts';
import { IDLE } from '../../support/daemon-evidence.ts';
import { runningPodman, withPodman } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const noPodman = [{ name: 'no Podman', given: IDLE }];
const brokenPodman = [{ name: 'no TOML', given: withPodman('[containers]\nx') }];

testCheck(podmanProfile, {
  pass: [
    { name: 'not set', given: runningPodman('') },
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
