import podmanUserns from '../../../checks/namespaces/podman-default.ts';
import { IDLE } from '../../support/daemon-evidence.ts';
import { runningPodman, withPodman } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const noPodman = [{ name: 'no Podman', given: IDLE }];
const brokenPodman = [{ name: 'no TOML', given: withPodman('[containers]\nx') }];

testCheck(podmanUserns, {
  pass: [{ name: 'auto', given: runningPodman('[containers]\nuserns = "auto:size=65536"\n') }],
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
