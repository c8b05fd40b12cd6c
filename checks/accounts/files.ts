import { fileLimitChecks } from '../../src/index.ts';

export default fileLimitChecks([
  {
    id: 'accounts.sudo-files',
    area: 'accounts',
    title: 'Only root changes the rules of sudo',
    severity: 'high',
    level: 1,
    rationale: 'A line in these files makes any account root.',
    remedy:
      '`chown -R root:root /etc/sudoers /etc/sudoers.d && chmod 0440 /etc/sudoers /etc/sudoers.d/* && chmod 0750 /etc/sudoers.d`',
    references: [
      'lynis:AUTH-9252',
      'ssg:file_permissions_etc_sudoers',
      'ssg:file_owner_etc_sudoers',
      'ssg:directory_permissions_etc_sudoersd',
    ],
    tags: ['accounts', 'sudo', 'files'],
    limits: [
      { paths: ['/etc/sudoers', '/etc/sudoers.d', '/etc/sudoers.d/*'], file: 0o644, folder: 0o755 },
    ],
  },
  {
    id: 'accounts.pam-modules',
    area: 'accounts',
    title: 'Only root changes the modules of PAM',
    severity: 'high',
    level: 1,
    rationale:
      'A module sees each password that is typed and may let anybody in; programs of root load it.',
    remedy:
      '`chown -R root:root` and `chmod -R go-w` on the folder named, then reinstall the package of the module.',
    references: [],
    tags: ['accounts', 'pam', 'files'],
    limits: [
      {
        paths: [
          '/usr/lib*/security',
          '/usr/lib*/security/*.so',
          '/usr/lib/*/security',
          '/usr/lib/*/security/*.so',
          '/lib/security',
          '/lib/security/*.so',
          '/lib/*/security',
          '/lib/*/security/*.so',
        ],
        file: 0o755,
        folder: 0o755,
      },
    ],
  },
  {
    id: 'accounts.motd-scripts',
    area: 'accounts',
    title: 'Only root changes what runs at each login',
    severity: 'medium',
    level: 1,
    rationale:
      'Scripts of the greeting run as root, those of profiles as whoever logs in, root among them.',
    remedy:
      '`chown -R root:root` and `chmod -R go-w` on /etc/update-motd.d, /etc/profile.d, /etc/profile and /etc/bash.bashrc.',
    references: [],
    tags: ['accounts', 'files'],
    limits: [
      {
        paths: [
          '/etc/update-motd.d',
          '/etc/update-motd.d/*',
          '/etc/profile',
          '/etc/profile.d',
          '/etc/profile.d/*',
          '/etc/bash.bashrc',
          '/etc/bashrc',
          '/etc/environment',
        ],
        file: 0o755,
        folder: 0o755,
      },
    ],
  },
]);
