import engine from '../../../checks/namespaces/rootless-engine.ts';
import { IDLE, processes } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

testCheck(engine, {
  pass: [
    {
      name: 'rootless',
      given: {
        'processes:': processes(
          { name: 'dockerd', uid: 1000 },
          { name: 'containerd', uid: 1000, pid: 813 },
        ),
      },
    },
  ],
  fail: [
    {
      name: 'root, where nothing may',
      given: {
        'processes:': processes({ name: 'dockerd' }, { name: 'podman', uid: 1000, pid: 9 }),
      },
      params: { rootlessRequired: true },
      because: ['dockerd: runs as root'],
    },
  ],
  notApplicable: [
    { name: 'nothing runs', given: IDLE },
    {
      name: 'a node of Kubernetes',
      given: { 'processes:': processes({ name: 'containerd' }, { name: 'kubelet', pid: 9 }) },
    },
    {
      name: 'in a container',
      given: { 'processes:': processes({ name: 'dockerd', container: 'e'.repeat(64) }) },
    },
  ],
  manual: [{ name: 'root', given: { 'processes:': processes({ name: 'dockerd' }) } }],
  unknown: [
    {
      name: 'hidden',
      given: {
        'processes:': { exit: 2, stderr: 'grep: /proc/1/status: No such file or directory\n' },
      },
    },
  ],
});
