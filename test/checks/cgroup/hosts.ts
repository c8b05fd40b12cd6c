import type { Given } from '../../../src/testing/check-cases.ts';

const ROOT = '24 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro\n';
const BEHIND = 'rw,nosuid,nodev,noexec,relatime shared:9';

/** Debian 12. */
export const UNIFIED = `${ROOT}30 24 0:26 / /sys/fs/cgroup ${BEHIND} - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n`;

/** RHEL 8. */
export const LEGACY = `${ROOT}31 24 0:27 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,mode=755
34 31 0:29 / /sys/fs/cgroup/systemd ${BEHIND} - cgroup cgroup rw,xattr,name=systemd
38 31 0:33 / /sys/fs/cgroup/memory ${BEHIND} - cgroup cgroup rw,memory
39 31 0:34 / /sys/fs/cgroup/cpu,cpuacct ${BEHIND} - cgroup cgroup rw,cpu,cpuacct
40 31 0:35 / /sys/fs/cgroup/pids ${BEHIND} - cgroup cgroup rw,pids
`;

/** Ubuntu 20.04. */
export const HYBRID = `${LEGACY}33 31 0:28 / /sys/fs/cgroup/unified ${BEHIND} - cgroup2 cgroup2 rw,nsdelegate\n`;

export const MOUNTS = 'text:/proc/self/mountinfo';

/** Process 1, and none of an engine. */
export const INIT = '/proc/1/status:Name:\tsystemd\n/proc/1/status:Uid:\t0\t0\t0\t0\n';

/** A host that has Docker. */
export const WITH_DOCKER: Given = {
  'processes:': INIT,
  'stat:/usr/bin/dockerd': '755|0|0|root|root|regular file|90000000|1700000000|/usr/bin/dockerd\n',
};

/** A host that systemd runs. */
export const WITH_SYSTEMD: Given = {
  'stat:/run/systemd/system': '755|0|0|root|root|directory|400|1700000000|/run/systemd/system\n',
};
