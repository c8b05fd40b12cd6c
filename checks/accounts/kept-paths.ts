import {
  type AnyCheck,
  homeFiles,
  homeFolders,
  keptPathChecks,
  searchPaths,
  sudoCommandPaths,
} from '../../src/index.ts';

const checks: readonly AnyCheck[] = keptPathChecks([
  {
    id: 'accounts.sudo-writable-commands',
    area: 'accounts',
    title: 'Only root can change the programs that sudo lets others run',
    severity: 'critical',
    level: 1,
    rationale:
      'Whoever can write to the program, or to a folder above it, puts their own in its place and is root.',
    remedy:
      '`chown root:root FILE; chmod go-w FILE` for what is named; put programs for sudo into /usr/local/sbin.',
    references: ['lynis:AUTH-9252'],
    tags: ['accounts', 'sudo', 'files'],
    paths: sudoCommandPaths,
  },
  {
    id: 'accounts.root-path',
    area: 'accounts',
    title: 'Only root can place programs where root looks for them',
    severity: 'high',
    level: 1,
    rationale: 'A planted `ls` or `docker` runs as root as soon as an administrator types it.',
    remedy:
      'Take the folder out of PATH in the file named, or `chown root:root FOLDER; chmod go-w FOLDER`.',
    references: [
      'cis-rhel9-2.0:5.4.2.5',
      'cis-ubuntu2404-1.0:5.4.2.5',
      'cis-dil-2.0:6.2.6',
      'dev-sec:os-04',
      'ssg:accounts_root_path_dirs_no_write',
      'ssg:root_path_no_dot',
      'ssg:root_path_all_dirs',
      'ssg:no_dirs_unowned_by_root',
    ],
    tags: ['accounts', 'files'],
    paths: searchPaths,
  },
  {
    id: 'accounts.home-directories',
    area: 'accounts',
    title: 'Homes exist, belong to their account, and nobody else writes to them',
    severity: 'medium',
    level: 1,
    rationale:
      'Who can write to a home plants keys and start-up files; a home that is missing may be made by somebody else.',
    remedy: '`chown NAME HOME; chmod 750 HOME`; `chmod 700 /root`.',
    references: [
      'cis-rhel9-2.0:7.2.8',
      'cis-ubuntu2404-1.0:7.2.9',
      'stig-rhel9:RHEL-09-232050',
      'stig-rhel9:RHEL-09-411065',
      'cis-dil-2.0:6.2.7',
      'cis-dil-2.0:6.2.8',
      'cis-dil-2.0:6.2.9',
      'lynis:HOME-9304',
      'lynis:HOME-9306',
      'ssg:accounts_user_interactive_home_directory_exists',
      'ssg:file_ownership_home_directories',
      'ssg:file_permissions_home_directories',
    ],
    tags: ['accounts', 'files'],
    paths: homeFolders,
  },
  {
    id: 'accounts.dot-files',
    area: 'accounts',
    title: 'Start-up files and kept passwords in homes are their account’s alone',
    severity: 'medium',
    level: 1,
    rationale:
      'A profile that others write runs their code; a config.json of Docker that others read gives them the registry.',
    remedy:
      '`chmod go-w FILE` for start-up files, `chmod 600 FILE` for kept passwords, `rm` for .rhosts, .shosts and .forward.',
    references: [
      'cis-rhel9-2.0:7.2.9',
      'cis-ubuntu2404-1.0:7.2.10',
      'cis-dil-2.0:6.2.10',
      'cis-dil-2.0:6.2.11',
      'cis-dil-2.0:6.2.12',
      'cis-dil-2.0:6.2.13',
      'cis-dil-2.0:6.2.14',
      'dev-sec:os-09',
      'lynis:HOME-9350',
      'ssg:accounts_user_dot_user_ownership',
      'ssg:file_permission_user_init_files',
      'ssg:no_rsh_trust_files',
      'ssg:no_netrc_files',
      'ssg:no_forward_files',
    ],
    tags: ['accounts', 'files'],
    paths: homeFiles,
  },
]);

export default checks;
