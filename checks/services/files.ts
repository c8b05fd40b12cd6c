import { fileLimitChecks } from '../../src/index.ts';

export default fileLimitChecks([
  {
    id: 'services.cloud-init',
    area: 'services',
    title: 'Cloud user data and its logs are closed to ordinary users',
    severity: 'medium',
    level: 1,
    rationale:
      'Tokens to join a cluster, and passwords, come as user data and stay where cloud-init put them.',
    remedy:
      '`chmod 600 /var/lib/cloud/instances/*/user-data.txt*`; `chmod 640 /var/log/cloud-init-output.log`; `cloud-init clean --logs` before an image is made.',
    references: ['cloud-init-docs:explanation/instancedata'],
    tags: ['files', 'cloud'],
    limits: [
      {
        paths: [
          '/var/lib/cloud/instances/*/user-data.txt',
          '/var/lib/cloud/instances/*/user-data.txt.i',
          '/var/lib/cloud/instances/*/vendor-data.txt',
        ],
        file: 0o600,
        folder: 0o700,
      },
      {
        paths: ['/var/log/cloud-init-output.log'],
        file: 0o640,
        folder: 0o750,
        owners: ['syslog'],
        groups: ['adm', 'syslog'],
      },
    ],
  },
]);
