import { fileLimitChecks } from '../../src/index.ts';

export default fileLimitChecks([
  {
    id: 'ssh.host-key-modes',
    area: 'ssh',
    title: 'Only root reads the keys of the host',
    severity: 'critical',
    level: 1,
    rationale:
      'Who has the host’s key passes for the host: logins and forwarded agents go to him instead.',
    remedy:
      '`chown root:root /etc/ssh/ssh_host_*_key && chmod 0600 /etc/ssh/ssh_host_*_key`; if accounts could read a key, make new ones.',
    references: [
      'cis-rhel9-2.0:5.1.2',
      'cis-ubuntu2404-1.0:5.1.2',
      'stig-rhel9:RHEL-09-255120',
      'cis-dil-2.0:5.2.2',
      'ssg:file_permissions_sshd_private_key',
    ],
    tags: ['ssh', 'files'],
    limits: [
      // ssh-keysign of RHEL 9 and before is setgid to this group, which is there for nothing else.
      { paths: ['/etc/ssh/ssh_host_*_key'], file: 0o640, folder: 0, groups: ['ssh_keys'] },
    ],
  },
  {
    id: 'ssh.public-host-key-modes',
    area: 'ssh',
    title: 'Only root changes the public keys of the host',
    severity: 'low',
    level: 1,
    rationale:
      'Inventories and certificates are made of these files: another key in them is trusted.',
    remedy:
      '`chown root:root /etc/ssh/ssh_host_*_key.pub && chmod 0644 /etc/ssh/ssh_host_*_key.pub`',
    references: [
      'cis-rhel9-2.0:5.1.3',
      'cis-ubuntu2404-1.0:5.1.3',
      'stig-rhel9:RHEL-09-255125',
      'cis-dil-2.0:5.2.3',
      'ssg:file_permissions_sshd_pub_key',
    ],
    tags: ['ssh', 'files'],
    limits: [
      { paths: ['/etc/ssh/ssh_host_*_key.pub'], file: 0o644, folder: 0, groups: ['ssh_keys'] },
    ],
  },
  {
    id: 'ssh.configuration-modes',
    area: 'ssh',
    title: 'Only root changes the settings of SSH',
    severity: 'high',
    level: 1,
    rationale: 'One line makes sshd run a program as root for each login, or take any key.',
    remedy:
      '`chown -R root:root /etc/ssh && chmod go-w /etc/ssh /etc/ssh/sshd_config /etc/ssh/sshd_config.d /etc/ssh/sshd_config.d/*`',
    references: [
      'cis-rhel9-2.0:5.1.1',
      'cis-ubuntu2404-1.0:5.1.1',
      'stig-rhel9:RHEL-09-255110',
      'stig-rhel9:RHEL-09-255115',
      'cis-dil-2.0:5.2.1',
      'dev-sec:sshd-04',
      'dev-sec:sshd-05',
      'ssg:file_permissions_sshd_config',
      'ssg:file_permissions_sshd_drop_in_config',
      'ssg:file_owner_sshd_config',
      'ssg:file_owner_sshd_drop_in_config',
      'ssg:directory_permissions_sshd_config_d',
    ],
    tags: ['ssh', 'files'],
    limits: [
      {
        paths: [
          '/etc/ssh',
          '/etc/ssh/sshd_config',
          '/etc/ssh/sshd_config.d',
          '/etc/ssh/sshd_config.d/*',
          '/usr/etc/ssh/sshd_config',
          '/usr/etc/ssh/sshd_config.d/*',
        ],
        file: 0o755,
        folder: 0o755,
      },
    ],
  },
]);
