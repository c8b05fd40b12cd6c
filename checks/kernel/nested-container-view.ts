import {
  defineCheck,
  fileText,
  kernelRelease,
  type Mismatch,
  manual,
  orAbsent,
  passUnless,
  required,
  stat,
} from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.nested-container-view',
  area: 'kernel',
  title: 'The audit sees the host and not the inside of a container',
  severity: 'low',
  level: 1,
  rationale: 'Inside a container the questions are answered for the wrong thing, and pass.',
  remedy: 'Audit the host itself: connect to its own SSH server.',
  references: ['man:user_namespaces(7)', 'man:pid_namespaces(7)'],
  tags: ['kernel'],
  needs: {
    kernel: required(kernelRelease),
    users: required(fileText('/proc/self/uid_map')),
    /** The kernel's own second process is seen from the first process namespace alone. */
    second: orAbsent(fileText('/proc/2/comm')),
    docker: orAbsent(stat('/.dockerenv')),
    podman: orAbsent(stat('/run/.containerenv')),
    systemd: orAbsent(fileText('/run/systemd/container')),
  },
  evaluate({ users, second, docker, podman, systemd }) {
    const expected = 'no sign of a container';
    const markers: Mismatch[] = [docker, podman]
      .filter((file) => file !== undefined)
      .map(({ path }) => ({ subject: path, expected, actual: 'present' }));
    const signs: Mismatch[] = [];
    if (systemd !== undefined) {
      const actual = systemd.trim() || 'present';
      signs.push({ subject: '/run/systemd/container', expected, actual });
    }
    if (!/^\s*0\s+0\s+4294967295\s*$/.test(users)) {
      const actual = users.trim().replace(/\s+/g, ' ');
      signs.push({ subject: 'user namespace', expected: 'the first one', actual });
    }
    const first = second?.trim() === 'kthreadd';
    if (first && signs.length === 0 && markers.length > 0) {
      const files = markers.map(({ subject }) => subject).join(' and ');
      return manual(
        `${files} is there, and so are the kernel's own processes: is this a machine made from an image, or a container that shares the host's processes?`,
      );
    }
    return passUnless([...markers, ...signs], expected);
  },
});
