import runtime from '../../../checks/daemon/default-runtime.ts';
import { IDLE, JSON_PATH, processes, runningDocker } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const none = [{ name: 'no Docker', given: IDLE }];
const broken = [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }];

testCheck(runtime, {
  pass: [
    { name: 'runc', given: runningDocker({}) },
    {
      name: 'gVisor',
      given: runningDocker({
        'default-runtime': 'runsc',
        runtimes: { runsc: { path: '/usr/bin/runsc' } },
      }),
    },
    { name: 'a shim', given: runningDocker({ 'default-runtime': 'io.containerd.runsc.v1' }) },
    {
      name: 'named by the profile',
      given: {
        'processes:': processes({
          name: 'dockerd',
          args: ['dockerd', '--default-runtime=nvidia', '--add-runtime=nvidia=/usr/bin/nvidia'],
        }),
      },
      params: { runtimes: ['nvidia'] },
    },
  ],
  fail: [
    {
      name: 'one that is not defined',
      given: runningDocker({ 'default-runtime': 'kata' }),
      because: ['default-runtime kata: not among `runtimes`: dockerd does not start'],
    },
  ],
  notApplicable: none,
  manual: [
    {
      name: 'nvidia',
      given: runningDocker({
        'default-runtime': 'nvidia',
        runtimes: { nvidia: { path: '/usr/bin/nvidia-container-runtime', runtimeArgs: [] } },
      }),
    },
  ],
  unknown: broken,
});
