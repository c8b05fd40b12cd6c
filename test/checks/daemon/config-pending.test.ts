import pending from '../../../checks/daemon/config-pending.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, processes, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const START = 1_790_000_000;
const running: Given = {
  'processes:': processes({ name: 'dockerd', args: ['dockerd'] }),
  'text:/run/docker.pid': '812\n',
  'stat:/run/docker.pid': statLine('/run/docker.pid', '644', '0:0', 'regular file', START),
};

const changed = (path: string, at: number): Given => ({
  [`stat:${path}`]: statLine(path, '644', '0:0', 'regular file', at),
});

testCheck(pending, {
  pass: [
    { name: 'older', given: { ...running, ...changed('/etc/docker/daemon.json', START - 60) } },
    { name: 'no files', given: running },
  ],
  fail: [
    {
      name: 'both newer',
      given: {
        ...running,
        ...changed('/etc/docker/daemon.json', START + 1),
        ...changed('/usr/lib/systemd/system/docker.service', START + 9),
      },
      because: [
        '/etc/docker/daemon.json: changed since',
        '/usr/lib/systemd/system/docker.service: changed since',
      ],
    },
  ],
  notApplicable: [{ name: 'stopped', given: IDLE }],
  unknown: [
    { name: 'a pid file of another process', given: { ...running, 'text:/run/docker.pid': '5\n' } },
    {
      name: 'no pid file',
      given: { 'processes:': processes({ name: 'dockerd', args: ['dockerd'] }) },
    },
  ],
});
