import releaseAgent from '../../../checks/cgroup/release-agent.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { HYBRID, LEGACY, MOUNTS, UNIFIED } from './hosts.ts';

const AGENTS = 'text:/sys/fs/cgroup/*/release_agent';
const OF_SYSTEMD =
  '/sys/fs/cgroup/systemd/release_agent:/usr/lib/systemd/systemd-cgroups-agent\n/sys/fs/cgroup/memory/release_agent:\n';
const ELSEWHERE = '90 24 0:70 / /tmp/cgrp rw,relatime - cgroup cgroup rw,rdma\n';

testCheck(releaseAgent, {
  pass: [
    { name: 'that of systemd alone', given: { [MOUNTS]: LEGACY, [AGENTS]: OF_SYSTEMD } },
    {
      name: 'none',
      given: { [MOUNTS]: HYBRID, [AGENTS]: '/sys/fs/cgroup/memory/release_agent:\n' },
    },
  ],
  fail: [
    {
      name: 'the classic escape',
      given: {
        [MOUNTS]: LEGACY,
        [AGENTS]: `${OF_SYSTEMD}/sys/fs/cgroup/cpu,cpuacct/release_agent:/var/lib/docker/overlay2/ab/diff/cmd\n`,
      },
      because: ['/sys/fs/cgroup/cpu,cpuacct/release_agent: /var/lib/docker/overlay2/ab/diff/cmd'],
    },
    {
      name: 'the path of systemd, where systemd sets none',
      given: {
        [MOUNTS]: LEGACY,
        [AGENTS]: '/sys/fs/cgroup/pids/release_agent:/usr/lib/systemd/systemd-cgroups-agent\n',
      },
      because: ['/sys/fs/cgroup/pids/release_agent: /usr/lib/systemd/systemd-cgroups-agent'],
    },
    {
      name: 'a hierarchy that is mounted twice',
      given: {
        [MOUNTS]: `${LEGACY}90 24 0:33 / /tmp/cgrp rw - cgroup cgroup rw,memory\n`,
        [AGENTS]: '/sys/fs/cgroup/memory/release_agent:/tmp/x\n',
      },
      because: ['/sys/fs/cgroup/memory/release_agent: /tmp/x'],
    },
  ],
  notApplicable: [{ name: 'version 2 alone', given: { [MOUNTS]: UNIFIED } }],
  unknown: [
    { name: 'a container, or an empty /sys', given: { [MOUNTS]: LEGACY } },
    { name: 'not to be read', given: { [MOUNTS]: LEGACY, [AGENTS]: DENIED } },
    {
      name: 'a hierarchy elsewhere',
      given: { [MOUNTS]: LEGACY + ELSEWHERE, [AGENTS]: OF_SYSTEMD },
    },
  ],
});
