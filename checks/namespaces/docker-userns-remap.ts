import { dockerSettingCheck } from '../../src/index.ts';

/** Any mapped user is right, not `default` alone. What containers really run with is a check of its own. */
export default dockerSettingCheck({
  id: 'namespaces.docker-userns-remap',
  area: 'namespaces',
  keys: ['userns-remap'],
  title: 'Docker maps root of containers to an ordinary user of the host',
  severity: 'medium',
  level: 2,
  expected: 'default, or a user',
  byDefault: 'not set',
  holds: ({ 'userns-remap': user = '' }) => user !== '',
  rationale:
    'Root that breaks out of a container arrives on the host as nobody instead of as root.',
  remedy:
    'Set `"userns-remap": "default"` in /etc/docker/daemon.json, then `systemctl restart docker`; images and volumes start from nothing, in a data folder of their own.',
  references: ['cis-docker-1.6:2.9', 'docker-bench:2.9'],
});
