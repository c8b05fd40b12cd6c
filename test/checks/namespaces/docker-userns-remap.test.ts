import remap from '../../../checks/namespaces/docker-userns-remap.ts';
import { testDockerSetting } from '../daemon/docker-setting-cases.ts';

testDockerSetting(remap, {
  good: { 'userns-remap': 'default' },
  bad: { 'userns-remap': '' },
  because: 'userns-remap: empty, set by /etc/docker/daemon.json',
  flags: ['--userns-remap', '--icc=false'],
  flagged: 'userns-remap: empty, set by a flag of dockerd',
});
