import { dockerSettingCheck } from '../../src/index.ts';

export default dockerSettingCheck({
  id: 'seccomp.docker-profile',
  area: 'seccomp',
  keys: ['seccomp-profile'],
  title: 'dockerd’s default seccomp profile is not switched off',
  severity: 'high',
  level: 1,
  expected: 'builtin, or a profile',
  byDefault: 'builtin',
  holds: ({ 'seccomp-profile': profile }) => profile !== 'unconfined',
  rationale: 'unconfined takes the system call filter from every container at once.',
  remedy: 'Remove `seccomp-profile` in /etc/docker/daemon.json, then `systemctl restart docker`.',
  references: ['cis-docker-1.6:2.17', 'docker-bench:2.17'],
});
