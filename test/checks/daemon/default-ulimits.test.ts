import ulimits from '../../../checks/daemon/default-ulimits.ts';
import {
  DEBIAN_UNIT,
  IDLE,
  JSON_PATH,
  processes,
  runningDocker,
  UNIT_PATH,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const none = [{ name: 'no Docker', given: IDLE }];
const broken = [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }];
const CONTAINERD = 'text:/usr/lib/systemd/system/containerd.service';

testCheck(ulimits, {
  pass: [
    {
      name: 'set',
      given: runningDocker({
        'default-ulimits': { nofile: { Name: 'nofile', Hard: 64000, Soft: 64000 } },
      }),
    },
    {
      name: 'as a flag',
      given: {
        'processes:': processes({
          name: 'dockerd',
          args: ['dockerd', '--default-ulimit', 'nofile=1024:2048'],
        }),
      },
    },
    {
      name: 'by the unit of Debian',
      given: { ...runningDocker({}), [UNIT_PATH]: DEBIAN_UNIT.replace(' $DOCKER_OPTS', '') },
    },
  ],
  fail: [
    {
      name: 'no limit, on purpose',
      given: runningDocker({
        'default-ulimits': { nofile: { Name: 'nofile', Hard: -1, Soft: -1 } },
      }),
      because: ['default-ulimits nofile: unlimited'],
    },
  ],
  notApplicable: none,
  manual: [
    { name: 'infinity', given: runningDocker({}) },
    {
      name: 'containerd starts the containers',
      given: {
        ...runningDocker({}),
        [UNIT_PATH]: DEBIAN_UNIT.replace(' $DOCKER_OPTS', ''),
        [CONTAINERD]: '[Service]\nLimitNOFILE=infinity\n',
      },
    },
  ],
  unknown: broken,
});
