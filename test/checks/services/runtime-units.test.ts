import units from '../../../checks/services/runtime-units.ts';
import { testCheck } from '../../support/test-check.ts';

const DOCKER = 'text:/usr/lib/systemd/system/docker.service';
const OWN_DOCKER = 'text:/etc/systemd/system/docker.service';
const CONTAINERD = 'text:/usr/lib/systemd/system/containerd.service';
/** Of docker-ce 28 and containerd.io 1.7, as far as it matters here. */
const STOCK = `[Service]
Type=notify
Restart=always
Delegate=yes
KillMode=process
OOMScoreAdjust=-500
`;

testCheck(units, {
  pass: [
    { name: 'as they come', given: { [DOCKER]: STOCK, [CONTAINERD]: STOCK } },
    {
      name: 'controllers by name',
      given: { [CONTAINERD]: STOCK.replace('yes', 'cpu memory pids') },
    },
  ],
  fail: [
    {
      name: 'a copy of one’s own',
      given: {
        [OWN_DOCKER]: '[Service]\nExecStart=/usr/bin/dockerd\nOOMScoreAdjust=500\n',
        [DOCKER]: STOCK,
      },
      because: [
        'docker.service Delegate: not set',
        'docker.service KillMode: control-group, the default',
        'docker.service Restart: no, the default',
        'docker.service OOMScoreAdjust: 500',
      ],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});
