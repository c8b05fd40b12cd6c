import {
  defineCheck,
  fileText,
  kernelRelease,
  type Mismatch,
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
  references: ['man:user_namespaces(7)'],
  tags: ['kernel'],
  needs: {
    kernel: required(kernelRelease),
    users: required(fileText('/proc/self/uid_map')),
    docker: orAbsent(stat('/.dockerenv')),
    podman: orAbsent(stat('/run/.containerenv')),
    systemd: orAbsent(fileText('/run/systemd/container')),
  },
  evaluate({ users, docker, podman, systemd }) {
    const expected = 'no sign of a container';
    const wrong: Mismatch[] = [docker, podman]
      .filter((file) => file !== undefined)
      .map(({ path }) => ({ subject: path, expected, actual: 'present' }));
    if (systemd !== undefined) {
      wrong.push({
        subject: '/run/systemd/container',
        expected,
        actual: systemd.trim() || 'present',
      });
    }
    if (!/^\s*0\s+0\s+4294967295\s*$/.test(users)) {
      wrong.push({
        subject: 'user namespace',
        expected: 'the first one',
        actual: users.trim().replace(/\s+/g, ' '),
      });
    }
    return passUnless(wrong, expected);
  },
});
