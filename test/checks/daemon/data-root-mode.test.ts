import dataRoot from '../../../checks/daemon/data-root-mode.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, JSON_PATH, runningDocker, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const folder = (path: string, mode: string, owner?: string): Given => ({
  [`stat:${path}`]: statLine(path, mode, owner, 'directory'),
});

testCheck(dataRoot, {
  pass: [
    {
      name: 'as they are made',
      given: {
        ...runningDocker({}),
        ...folder('/var/lib/docker', '710', '0:100000'),
        ...folder('/var/lib/containerd', '700'),
        ...folder('/run/containerd', '711'),
      },
    },
    { name: 'Podman', given: { ...IDLE, ...folder('/var/lib/containers/storage', '700') } },
  ],
  fail: [
    {
      name: 'as they once were',
      given: {
        ...IDLE,
        ...folder('/var/lib/docker', '711'),
        ...folder('/var/lib/containerd', '711'),
        ...folder('/run/containerd', '755', '1000:0'),
      },
      because: [
        '/var/lib/docker mode: 0711',
        '/var/lib/containerd mode: 0711',
        '/run/containerd owner: ada',
        '/run/containerd mode: 0755',
      ],
    },
  ],
  notApplicable: [{ name: 'no engine', given: IDLE }],
  manual: [{ name: 'data elsewhere', given: runningDocker({ 'data-root': '/srv/docker' }) }],
  unknown: [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }],
});
