import { mountChecks } from '../../src/index.ts';

/**
 * Places of the tree, and how they are mounted now and after a reboot. Overlay mounts of engines have options
 * of their own; volumes and other storage drivers inherit those of /var.
 */
export default mountChecks([
  {
    id: 'boot',
    path: '/boot',
    own: {
      severity: 'low',
      level: 2,
      rationale:
        'Kernels that fill the root file system, or a root that fills up, leave the host unable to start.',
      references: ['ssg:partition_for_boot'],
    },
    options: {
      nodev: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_boot_nodev',
          'stig-rhel9:RHEL-09-231095',
          'dev-sec:os-16',
          'lynis:FILE-6374',
        ],
      },
      nosuid: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_boot_nosuid',
          'stig-rhel9:RHEL-09-231100',
          'dev-sec:os-15',
          'lynis:FILE-6374',
        ],
      },
      noexec: {
        severity: 'low',
        level: 1,
        references: ['ssg:mount_option_boot_noexec', 'dev-sec:os-14', 'lynis:FILE-6374'],
      },
    },
  },
  {
    id: 'boot-efi',
    path: '/boot/efi',
    orElse: '/efi',
    options: {
      nosuid: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_boot_efi_nosuid',
          'stig-rhel9:RHEL-09-231105',
          'dev-sec:os-15',
        ],
      },
    },
  },
  {
    id: 'dev-shm',
    path: '/dev/shm',
    ofInit: true,
    own: {
      severity: 'low',
      level: 1,
      rationale:
        'Shared memory that is no mount of its own fills the root file system and takes its options.',
      references: [
        'ssg:partition_for_dev_shm',
        'cis-debian12-1.1.0:1.1.2.2.1',
        'cis-debian13-1.0.0:1.1.2.2.1',
        'cis-ubuntu2404-1.0.0:1.1.2.2.1',
        'cis-rhel9-2.0.0:1.1.2.2.1',
      ],
    },
    options: {
      nodev: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_dev_shm_nodev',
          'cis-debian12-1.1.0:1.1.2.2.2',
          'cis-debian13-1.0.0:1.1.2.2.2',
          'cis-ubuntu2404-1.0.0:1.1.2.2.2',
          'cis-rhel9-2.0.0:1.1.2.2.2',
          'stig-rhel9:RHEL-09-231110',
          'dev-sec:os-16',
          'lynis:FILE-6374',
        ],
      },
      nosuid: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_dev_shm_nosuid',
          'cis-debian12-1.1.0:1.1.2.2.3',
          'cis-debian13-1.0.0:1.1.2.2.3',
          'cis-ubuntu2404-1.0.0:1.1.2.2.3',
          'cis-rhel9-2.0.0:1.1.2.2.3',
          'stig-rhel9:RHEL-09-231120',
          'dev-sec:os-15',
          'lynis:FILE-6374',
        ],
      },
      noexec: {
        severity: 'low',
        level: 1,
        references: [
          'ssg:mount_option_dev_shm_noexec',
          'cis-debian12-1.1.0:1.1.2.2.4',
          'cis-debian13-1.0.0:1.1.2.2.4',
          'cis-ubuntu2404-1.0.0:1.1.2.2.4',
          'cis-rhel9-2.0.0:1.1.2.2.4',
          'stig-rhel9:RHEL-09-231115',
          'dev-sec:os-14',
          'lynis:FILE-6374',
        ],
      },
    },
  },
  {
    id: 'home',
    path: '/home',
    own: {
      severity: 'low',
      level: 2,
      rationale:
        'Accounts fill the file system of the system, and hard links to its setuid programs keep their holes after an update.',
      references: [
        'ssg:partition_for_home',
        'cis-debian12-1.1.0:1.1.2.3.1',
        'cis-debian13-1.0.0:1.1.2.3.1',
        'cis-ubuntu2404-1.0.0:1.1.2.3.1',
        'cis-rhel9-2.0.0:1.1.2.3.1',
        'stig-rhel9:RHEL-09-231010',
        'lynis:FILE-6310',
      ],
    },
    options: {
      nodev: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_home_nodev',
          'cis-debian12-1.1.0:1.1.2.3.2',
          'cis-debian13-1.0.0:1.1.2.3.2',
          'cis-ubuntu2404-1.0.0:1.1.2.3.2',
          'cis-rhel9-2.0.0:1.1.2.3.2',
          'stig-rhel9:RHEL-09-231045',
          'dev-sec:os-16',
          'lynis:FILE-6374',
        ],
      },
      nosuid: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_home_nosuid',
          'cis-debian12-1.1.0:1.1.2.3.3',
          'cis-debian13-1.0.0:1.1.2.3.3',
          'cis-ubuntu2404-1.0.0:1.1.2.3.3',
          'cis-rhel9-2.0.0:1.1.2.3.3',
          'stig-rhel9:RHEL-09-231050',
          'dev-sec:os-15',
          'lynis:FILE-6374',
        ],
      },
      noexec: {
        severity: 'low',
        level: 2,
        references: [
          'ssg:mount_option_home_noexec',
          'stig-rhel9:RHEL-09-231055',
          'dev-sec:os-14',
          'lynis:FILE-6374',
        ],
      },
    },
  },
  {
    id: 'opt',
    path: '/opt',
    own: {
      severity: 'low',
      level: 2,
      rationale:
        'Software from elsewhere fills the file system of the system, and cannot be given stricter options.',
      references: ['ssg:partition_for_opt'],
    },
    options: {
      nosuid: {
        severity: 'medium',
        level: 2,
        references: ['ssg:mount_option_opt_nosuid', 'dev-sec:os-15'],
      },
    },
  },
  {
    id: 'proc',
    path: '/proc',
    ofInit: true,
    options: {
      nodev: { severity: 'medium', level: 1, references: ['dev-sec:os-16'] },
      nosuid: { severity: 'medium', level: 1, references: ['dev-sec:os-15'] },
      noexec: { severity: 'low', level: 1, references: ['dev-sec:os-14'] },
    },
  },
  {
    id: 'run',
    path: '/run',
    ofInit: true,
    options: {
      nodev: { severity: 'medium', level: 1, references: ['dev-sec:os-16'] },
      nosuid: { severity: 'medium', level: 1, references: ['dev-sec:os-15'] },
      noexec: { severity: 'low', level: 2, references: ['man:mount(8)'] },
    },
  },
  {
    id: 'srv',
    path: '/srv',
    own: {
      severity: 'low',
      level: 2,
      rationale:
        'Data that is served fills the file system of the system, and cannot be given stricter options.',
      references: ['ssg:partition_for_srv'],
    },
    options: {
      nosuid: {
        severity: 'medium',
        level: 2,
        references: ['ssg:mount_option_srv_nosuid', 'dev-sec:os-15'],
      },
    },
  },
  {
    id: 'sys',
    path: '/sys',
    ofInit: true,
    options: {
      nodev: { severity: 'medium', level: 1, references: ['dev-sec:os-16'] },
      nosuid: { severity: 'medium', level: 1, references: ['dev-sec:os-15'] },
      noexec: { severity: 'low', level: 1, references: ['dev-sec:os-14'] },
    },
  },
  {
    id: 'tmp',
    path: '/tmp',
    own: {
      severity: 'low',
      level: 1,
      rationale:
        'Any account fills the root file system from there, and hard links to setuid programs keep their holes after an update.',
      references: [
        'ssg:partition_for_tmp',
        'cis-debian12-1.1.0:1.1.2.1.1',
        'cis-debian13-1.0.0:1.1.2.1.1',
        'cis-ubuntu2404-1.0.0:1.1.2.1.1',
        'cis-rhel9-2.0.0:1.1.2.1.1',
        'stig-rhel9:RHEL-09-231015',
        'lynis:FILE-6310',
      ],
    },
    options: {
      nodev: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_tmp_nodev',
          'cis-debian12-1.1.0:1.1.2.1.2',
          'cis-debian13-1.0.0:1.1.2.1.2',
          'cis-ubuntu2404-1.0.0:1.1.2.1.2',
          'cis-rhel9-2.0.0:1.1.2.1.2',
          'stig-rhel9:RHEL-09-231125',
          'dev-sec:os-16',
          'lynis:FILE-6374',
        ],
      },
      nosuid: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_tmp_nosuid',
          'cis-debian12-1.1.0:1.1.2.1.3',
          'cis-debian13-1.0.0:1.1.2.1.3',
          'cis-ubuntu2404-1.0.0:1.1.2.1.3',
          'cis-rhel9-2.0.0:1.1.2.1.3',
          'stig-rhel9:RHEL-09-231135',
          'dev-sec:os-15',
          'lynis:FILE-6374',
        ],
      },
      noexec: {
        severity: 'low',
        level: 2,
        references: [
          'ssg:mount_option_tmp_noexec',
          'cis-debian12-1.1.0:1.1.2.1.4',
          'cis-debian13-1.0.0:1.1.2.1.4',
          'cis-ubuntu2404-1.0.0:1.1.2.1.4',
          'cis-rhel9-2.0.0:1.1.2.1.4',
          'stig-rhel9:RHEL-09-231130',
          'dev-sec:os-14',
          'lynis:FILE-6374',
        ],
      },
    },
  },
  {
    id: 'usr',
    path: '/usr',
    own: {
      severity: 'low',
      level: 2,
      rationale:
        'Without a mount of its own the programs of the system cannot be mounted read-only or verified.',
      references: ['ssg:partition_for_usr'],
    },
  },
  {
    id: 'var',
    path: '/var',
    own: {
      severity: 'low',
      level: 2,
      rationale: 'Logs, queues and images fill the root file system, and the host stops.',
      references: [
        'ssg:partition_for_var',
        'cis-debian12-1.1.0:1.1.2.4.1',
        'cis-debian13-1.0.0:1.1.2.4.1',
        'cis-ubuntu2404-1.0.0:1.1.2.4.1',
        'cis-rhel9-2.0.0:1.1.2.4.1',
        'stig-rhel9:RHEL-09-231020',
        'lynis:FILE-6310',
      ],
    },
    options: {
      nodev: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_var_nodev',
          'cis-debian12-1.1.0:1.1.2.4.2',
          'cis-debian13-1.0.0:1.1.2.4.2',
          'cis-ubuntu2404-1.0.0:1.1.2.4.2',
          'cis-rhel9-2.0.0:1.1.2.4.2',
          'stig-rhel9:RHEL-09-231140',
          'dev-sec:os-16',
          'lynis:FILE-6374',
        ],
      },
      nosuid: {
        severity: 'medium',
        level: 2,
        references: [
          'ssg:mount_option_var_nosuid',
          'cis-debian12-1.1.0:1.1.2.4.3',
          'cis-debian13-1.0.0:1.1.2.4.3',
          'cis-ubuntu2404-1.0.0:1.1.2.4.3',
          'cis-rhel9-2.0.0:1.1.2.4.3',
          'dev-sec:os-15',
          'lynis:FILE-6374',
        ],
      },
    },
  },
  {
    id: 'var-log',
    path: '/var/log',
    own: {
      severity: 'low',
      level: 2,
      rationale:
        'A flood of messages stops the services that share its file system; other data that fills it stops the logs.',
      references: [
        'ssg:partition_for_var_log',
        'cis-debian12-1.1.0:1.1.2.6.1',
        'cis-debian13-1.0.0:1.1.2.6.1',
        'cis-ubuntu2404-1.0.0:1.1.2.6.1',
        'cis-rhel9-2.0.0:1.1.2.6.1',
        'stig-rhel9:RHEL-09-231025',
      ],
    },
    options: {
      nodev: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_var_log_nodev',
          'cis-debian12-1.1.0:1.1.2.6.2',
          'cis-debian13-1.0.0:1.1.2.6.2',
          'cis-ubuntu2404-1.0.0:1.1.2.6.2',
          'cis-rhel9-2.0.0:1.1.2.6.2',
          'stig-rhel9:RHEL-09-231145',
          'dev-sec:os-16',
          'lynis:FILE-6374',
        ],
      },
      nosuid: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_var_log_nosuid',
          'cis-debian12-1.1.0:1.1.2.6.3',
          'cis-debian13-1.0.0:1.1.2.6.3',
          'cis-ubuntu2404-1.0.0:1.1.2.6.3',
          'cis-rhel9-2.0.0:1.1.2.6.3',
          'stig-rhel9:RHEL-09-231155',
          'dev-sec:os-15',
          'lynis:FILE-6374',
        ],
      },
      noexec: {
        severity: 'low',
        level: 1,
        references: [
          'ssg:mount_option_var_log_noexec',
          'cis-debian12-1.1.0:1.1.2.6.4',
          'cis-debian13-1.0.0:1.1.2.6.4',
          'cis-ubuntu2404-1.0.0:1.1.2.6.4',
          'cis-rhel9-2.0.0:1.1.2.6.4',
          'stig-rhel9:RHEL-09-231150',
          'dev-sec:os-14',
          'lynis:FILE-6374',
        ],
      },
    },
  },
  {
    id: 'var-log-audit',
    path: '/var/log/audit',
    own: {
      severity: 'low',
      level: 2,
      rationale:
        'Whoever fills the file system blinds the audit trail, or stops the host where it halts on a full disk.',
      references: [
        'ssg:partition_for_var_log_audit',
        'cis-debian12-1.1.0:1.1.2.7.1',
        'cis-debian13-1.0.0:1.1.2.7.1',
        'cis-ubuntu2404-1.0.0:1.1.2.7.1',
        'cis-rhel9-2.0.0:1.1.2.7.1',
        'stig-rhel9:RHEL-09-231030',
      ],
    },
    options: {
      nodev: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_var_log_audit_nodev',
          'cis-debian12-1.1.0:1.1.2.7.2',
          'cis-debian13-1.0.0:1.1.2.7.2',
          'cis-ubuntu2404-1.0.0:1.1.2.7.2',
          'cis-rhel9-2.0.0:1.1.2.7.2',
          'stig-rhel9:RHEL-09-231160',
          'dev-sec:os-16',
          'lynis:FILE-6374',
        ],
      },
      nosuid: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_var_log_audit_nosuid',
          'cis-debian12-1.1.0:1.1.2.7.3',
          'cis-debian13-1.0.0:1.1.2.7.3',
          'cis-ubuntu2404-1.0.0:1.1.2.7.3',
          'cis-rhel9-2.0.0:1.1.2.7.3',
          'stig-rhel9:RHEL-09-231170',
          'dev-sec:os-15',
          'lynis:FILE-6374',
        ],
      },
      noexec: {
        severity: 'low',
        level: 1,
        references: [
          'ssg:mount_option_var_log_audit_noexec',
          'cis-debian12-1.1.0:1.1.2.7.4',
          'cis-debian13-1.0.0:1.1.2.7.4',
          'cis-ubuntu2404-1.0.0:1.1.2.7.4',
          'cis-rhel9-2.0.0:1.1.2.7.4',
          'stig-rhel9:RHEL-09-231165',
          'dev-sec:os-14',
          'lynis:FILE-6374',
        ],
      },
    },
  },
  {
    id: 'var-tmp',
    path: '/var/tmp',
    own: {
      severity: 'low',
      level: 2,
      rationale: 'Any account fills the file system of the system from there.',
      references: [
        'ssg:partition_for_var_tmp',
        'cis-debian12-1.1.0:1.1.2.5.1',
        'cis-debian13-1.0.0:1.1.2.5.1',
        'cis-ubuntu2404-1.0.0:1.1.2.5.1',
        'cis-rhel9-2.0.0:1.1.2.5.1',
        'stig-rhel9:RHEL-09-231035',
      ],
    },
    options: {
      nodev: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_var_tmp_nodev',
          'cis-debian12-1.1.0:1.1.2.5.2',
          'cis-debian13-1.0.0:1.1.2.5.2',
          'cis-ubuntu2404-1.0.0:1.1.2.5.2',
          'cis-rhel9-2.0.0:1.1.2.5.2',
          'stig-rhel9:RHEL-09-231175',
          'dev-sec:os-16',
          'lynis:FILE-6374',
        ],
      },
      nosuid: {
        severity: 'medium',
        level: 1,
        references: [
          'ssg:mount_option_var_tmp_nosuid',
          'cis-debian12-1.1.0:1.1.2.5.3',
          'cis-debian13-1.0.0:1.1.2.5.3',
          'cis-ubuntu2404-1.0.0:1.1.2.5.3',
          'cis-rhel9-2.0.0:1.1.2.5.3',
          'stig-rhel9:RHEL-09-231185',
          'dev-sec:os-15',
          'lynis:FILE-6374',
        ],
      },
      noexec: {
        severity: 'low',
        level: 2,
        references: [
          'ssg:mount_option_var_tmp_noexec',
          'cis-debian12-1.1.0:1.1.2.5.4',
          'cis-debian13-1.0.0:1.1.2.5.4',
          'cis-ubuntu2404-1.0.0:1.1.2.5.4',
          'cis-rhel9-2.0.0:1.1.2.5.4',
          'stig-rhel9:RHEL-09-231180',
          'dev-sec:os-14',
          'lynis:FILE-6374',
        ],
      },
    },
  },
]);
