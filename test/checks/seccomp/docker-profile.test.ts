import profile from '../../../checks/seccomp/docker-profile.ts';
import { testDockerSetting } from '../daemon/docker-setting-cases.ts';

testDockerSetting(profile, {
  good: {},
  bad: { 'seccomp-profile': 'unconfined' },
  because: 'seccomp-profile: unconfined, set by /etc/docker/daemon.json',
  flags: ['--seccomp-profile', 'unconfined'],
  flagged: 'seccomp-profile: unconfined, set by a flag of dockerd',
});
