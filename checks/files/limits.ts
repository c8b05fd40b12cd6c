import { fileLimitChecks } from '../../src/index.ts';

const CRONTABS = '/var/spool/cron/crontabs';

export default fileLimitChecks([
  {
    id: 'files.passwd',
    area: 'files',
    title: 'Only root can change /etc/passwd and its copy',
    severity: 'critical',
    level: 1,
    rationale: 'Whoever writes a line with user id 0 is root at the next login.',
    remedy: '`chown root:root /etc/passwd /etc/passwd-` and `chmod 0644` on both.',
    references: [
      'cis-rhel9-2.0:7.1.1 cis-rhel9-2.0:7.1.2 cis-ubuntu2404-1.0:7.1.1 cis-ubuntu2404-1.0:7.1.2 stig-rhel9:RHEL-09-232075 stig-rhel9:RHEL-09-232080 stig-rhel9:RHEL-09-232130 stig-rhel9:RHEL-09-232135 cis-dil-2.0:6.1.2 cis-dil-2.0:6.1.6 dev-sec:os-03 lynis:FILE-7524 ssg:file_permissions_etc_passwd ssg:file_owner_etc_passwd ssg:file_groupowner_etc_passwd ssg:file_permissions_backup_etc_passwd',
    ],
    tags: ['files', 'accounts'],
    limits: [{ paths: ['/etc/passwd', '/etc/passwd-'], file: 0o644, folder: 0 }],
  },
  {
    id: 'files.group',
    area: 'files',
    title: 'Only root can change /etc/group and its copy',
    severity: 'critical',
    level: 1,
    rationale:
      'A name added to docker, disk or sudo makes its account root; the file decides who is in them.',
    remedy: '`chown root:root /etc/group /etc/group-` and `chmod 0644` on both.',
    references: [
      'cis-rhel9-2.0:7.1.3 cis-rhel9-2.0:7.1.4 cis-ubuntu2404-1.0:7.1.3 cis-ubuntu2404-1.0:7.1.4 stig-rhel9:RHEL-09-232055 stig-rhel9:RHEL-09-232060 stig-rhel9:RHEL-09-232090 stig-rhel9:RHEL-09-232095 cis-dil-2.0:6.1.4 cis-dil-2.0:6.1.8 ssg:file_permissions_etc_group ssg:file_owner_etc_group ssg:file_groupowner_etc_group ssg:file_permissions_backup_etc_group',
    ],
    tags: ['files', 'accounts'],
    limits: [{ paths: ['/etc/group', '/etc/group-'], file: 0o644, folder: 0 }],
  },
  {
    id: 'files.shadow',
    area: 'files',
    title: 'Password hashes are out of reach of accounts',
    severity: 'critical',
    level: 1,
    rationale:
      'Hashes that others can read are guessed elsewhere at leisure; a file that others can write hands out any account.',
    remedy:
      'Debian, Ubuntu, SUSE, Alpine: `chown root:shadow` and `chmod 0640` on /etc/shadow and /etc/shadow-. RHEL family, Fedora: `chown root:root` and `chmod 0000`.',
    references: [
      'cis-rhel9-2.0:7.1.5 cis-rhel9-2.0:7.1.6 cis-ubuntu2404-1.0:7.1.5 cis-ubuntu2404-1.0:7.1.6 stig-rhel9:RHEL-09-232085 stig-rhel9:RHEL-09-232150 stig-rhel9:RHEL-09-232155 stig-rhel9:RHEL-09-232270 cis-dil-2.0:6.1.3 cis-dil-2.0:6.1.7 dev-sec:os-02 ssg:file_permissions_etc_shadow ssg:file_owner_etc_shadow ssg:file_groupowner_etc_shadow ssg:file_permissions_backup_etc_shadow',
    ],
    tags: ['files', 'accounts'],
    limits: [
      { paths: ['/etc/shadow', '/etc/shadow-'], file: 0o640, folder: 0, groups: ['shadow'] },
    ],
  },
  {
    id: 'files.gshadow',
    area: 'files',
    title: 'Passwords of groups are out of reach of accounts',
    severity: 'high',
    level: 1,
    rationale:
      'The file names the administrators of groups and holds their passwords: whoever writes it lets himself into any group.',
    remedy:
      'Debian, Ubuntu: `chown root:shadow` and `chmod 0640` on /etc/gshadow and /etc/gshadow-. RHEL family, Fedora: `chown root:root` and `chmod 0000`.',
    references: [
      'cis-rhel9-2.0:7.1.7 cis-rhel9-2.0:7.1.8 cis-ubuntu2404-1.0:7.1.7 cis-ubuntu2404-1.0:7.1.8 stig-rhel9:RHEL-09-232065 stig-rhel9:RHEL-09-232070 stig-rhel9:RHEL-09-232110 stig-rhel9:RHEL-09-232115 cis-dil-2.0:6.1.5 cis-dil-2.0:6.1.9 ssg:file_permissions_etc_gshadow ssg:file_owner_etc_gshadow ssg:file_groupowner_etc_gshadow ssg:file_permissions_backup_etc_gshadow',
    ],
    tags: ['files', 'accounts'],
    limits: [
      { paths: ['/etc/gshadow', '/etc/gshadow-'], file: 0o640, folder: 0, groups: ['shadow'] },
    ],
  },
  {
    id: 'files.opasswd',
    area: 'files',
    title: 'Hashes of former passwords are readable by root only',
    severity: 'medium',
    level: 1,
    rationale: 'Old passwords are often used elsewhere still, or tell how the next one is made.',
    remedy: '`chown root:root` and `chmod 0600` on /etc/security/opasswd and opasswd.old.',
    references: ['cis-ubuntu2404-1.0:7.1.10 ssg:file_permissions_etc_security_opasswd'],
    tags: ['files', 'accounts'],
    limits: [
      {
        paths: ['/etc/security/opasswd', '/etc/security/opasswd.old'],
        file: 0o600,
        folder: 0,
      },
    ],
  },
  {
    id: 'files.shells',
    area: 'files',
    title: 'Only root can change the list of login shells',
    severity: 'low',
    level: 1,
    rationale: 'chsh and some servers take the file’s word for what is a shell of a person.',
    remedy: '`chown root:root /etc/shells` and `chmod 0644 /etc/shells`.',
    references: ['cis-rhel9-2.0:7.1.9 cis-ubuntu2404-1.0:7.1.9 ssg:file_permissions_etc_shells'],
    tags: ['files', 'accounts'],
    limits: [{ paths: ['/etc/shells'], file: 0o644, folder: 0 }],
  },
  {
    id: 'files.subordinate-id-files',
    area: 'files',
    title: 'Only root gives out ranges of user ids',
    severity: 'high',
    level: 1,
    rationale:
      'newuidmap and newgidmap, setuid root, map whatever these files allow: a line added there maps root’s own id.',
    remedy: '`chown root:root` and `chmod 0644` on /etc/subuid, /etc/subgid and their copies.',
    references: [],
    tags: ['files', 'namespaces'],
    limits: [
      {
        paths: ['/etc/subuid', '/etc/subgid', '/etc/subuid-', '/etc/subgid-'],
        file: 0o644,
        folder: 0,
      },
    ],
  },
  {
    id: 'files.cron',
    area: 'files',
    title: 'Only root can change what cron runs as root',
    severity: 'high',
    level: 1,
    rationale:
      'A line or a script added there runs as root within the minute, the hour or the day.',
    remedy:
      'Give the files to root and take write permission from others: `chown -R root:root /etc/cron* && chmod -R go-w /etc/cron*`; tables of accounts under /var/spool/cron get mode 0600.',
    references: [
      'cis-rhel9-2.0:2.4.1.2 cis-rhel9-2.0:2.4.1.3 cis-rhel9-2.0:2.4.1.4 cis-rhel9-2.0:2.4.1.5 cis-rhel9-2.0:2.4.1.6 cis-rhel9-2.0:2.4.1.7 cis-ubuntu2404-1.0:2.4.1.2 cis-ubuntu2404-1.0:2.4.1.3 cis-ubuntu2404-1.0:2.4.1.4 cis-ubuntu2404-1.0:2.4.1.5 cis-ubuntu2404-1.0:2.4.1.6 cis-ubuntu2404-1.0:2.4.1.7 stig-rhel9:RHEL-09-232230 cis-dil-2.0:5.1.2 cis-dil-2.0:5.1.3 cis-dil-2.0:5.1.4 cis-dil-2.0:5.1.5 cis-dil-2.0:5.1.6 cis-dil-2.0:5.1.7 dev-sec:os-13 lynis:SCHD-7704 ssg:file_permissions_crontab ssg:file_permissions_cron_d ssg:file_permissions_cron_daily ssg:file_permissions_cron_hourly ssg:file_permissions_cron_weekly ssg:file_permissions_cron_monthly ssg:file_owner_crontab',
    ],
    tags: ['files', 'cron'],
    limits: [
      {
        paths: [
          '/etc/crontab',
          '/etc/anacrontab',
          '/etc/cron.d',
          '/etc/cron.d/*',
          '/etc/cron.hourly',
          '/etc/cron.hourly/*',
          '/etc/cron.daily',
          '/etc/cron.daily/*',
          '/etc/cron.weekly',
          '/etc/cron.weekly/*',
          '/etc/cron.monthly',
          '/etc/cron.monthly/*',
          '/etc/cron.yearly',
          '/etc/cron.yearly/*',
          '/etc/periodic/*',
          '/etc/periodic/*/*',
          '/etc/crontabs',
          '/etc/crontabs/root',
          '/var/spool/cron',
        ],
        file: 0o755,
        folder: 0o755,
      },
      // crontab(1) is setgid crontab on Debian and writes there; Alpine’s folder is a link to /etc/crontabs.
      { paths: [CRONTABS], file: 0o600, folder: 0o1775, groups: ['crontab'] },
      {
        paths: [`${CRONTABS}/root`, '/var/spool/cron/root', '/var/spool/cron/tabs/root'],
        file: 0o600,
        folder: 0o700,
        groups: ['crontab'],
      },
    ],
  },
  {
    id: 'files.temporary-folders',
    area: 'files',
    title: 'In temporary folders nobody can delete or rename files of others',
    severity: 'medium',
    level: 1,
    rationale:
      'Without the sticky bit anybody puts his own file or link in the place of one that root is about to use.',
    remedy: '`chown root:root /tmp /var/tmp /dev/shm && chmod 1777 /tmp /var/tmp /dev/shm`',
    references: [
      'cis-rhel9-2.0:7.1.11 stig-rhel9:RHEL-09-232245 stig-ubuntu2404:UBTU-24-600150 lynis:FILE-6362 lynis:FILE-6363 ssg:dir_perms_world_writable_sticky_bits',
    ],
    tags: ['files'],
    limits: [
      {
        paths: ['/tmp', '/var/tmp', '/dev/shm'],
        file: 0,
        folder: 0o1777,
        folderNeeds: 0o1777,
      },
    ],
  },
  {
    id: 'files.log-directory',
    area: 'files',
    title: 'Only the system can add and remove logs',
    severity: 'medium',
    level: 1,
    rationale:
      'Whoever can write in /var/log removes what tells of him, or leaves a link that a daemon follows as root.',
    remedy: '`chown root:root /var/log && chmod 0755 /var/log`; on Ubuntu `root:syslog` and 0775.',
    references: [
      'stig-rhel9:RHEL-09-232025 stig-rhel9:RHEL-09-232170 stig-rhel9:RHEL-09-232175 stig-ubuntu2404:UBTU-24-700100 stig-ubuntu2404:UBTU-24-700110 stig-ubuntu2404:UBTU-24-700120 dev-sec:os-11 ssg:file_permissions_var_log ssg:file_owner_var_log ssg:file_groupowner_var_log',
    ],
    tags: ['files', 'logging'],
    limits: [
      {
        paths: ['/var/log'],
        file: 0,
        folder: 0o2775,
        groups: ['syslog', 'adm'],
      },
    ],
  },
  {
    id: 'files.boot-loader',
    area: 'files',
    title: 'Only root reads and changes how the host boots',
    severity: 'medium',
    level: 1,
    rationale:
      'The configuration of the boot loader switches off any protection of the kernel, and may hold the hash of its password.',
    remedy:
      '`chown root:root /boot/grub*/grub.cfg && chmod 0600 /boot/grub*/grub.cfg`; on an EFI partition mount with `umask=0077`.',
    references: [
      'cis-rhel9-2.0:1.4.2 cis-ubuntu2404-1.0:1.4.2 stig-rhel9:RHEL-09-212030 lynis:BOOT-5121 ssg:file_permissions_grub2_cfg ssg:file_owner_grub2_cfg',
    ],
    tags: ['files', 'boot'],
    limits: [
      {
        paths: [
          '/boot/grub/grub.cfg',
          '/boot/grub2/grub.cfg',
          '/boot/grub2/user.cfg',
          '/boot/grub/user.cfg',
        ],
        file: 0o700,
        folder: 0o700,
      },
      {
        paths: [
          '/boot/grub',
          '/boot/grub2',
          '/boot/grub/grubenv',
          '/boot/grub2/grubenv',
          '/boot/loader',
          '/boot/loader/entries',
          '/boot/loader/entries/*.conf',
          '/etc/default/grub',
          '/etc/default/grub.d',
          '/etc/default/grub.d/*.cfg',
          '/etc/grub.d',
          '/etc/grub.d/*',
        ],
        file: 0o755,
        folder: 0o755,
      },
    ],
  },
  {
    id: 'files.kernel-images',
    area: 'files',
    title: 'Only root can change kernels and their first file systems',
    severity: 'medium',
    level: 1,
    rationale: 'What is written into a kernel or its initrd runs before and below everything else.',
    remedy:
      '`chown root:root /boot/vmlinuz* /boot/initr* && chmod go-w /boot/vmlinuz* /boot/initr*`',
    references: ['lynis:FILE-7524'],
    tags: ['files', 'boot', 'kernel'],
    limits: [
      {
        paths: [
          '/boot',
          '/boot/vmlinuz*',
          '/boot/initr*',
          '/boot/System.map*',
          '/boot/config-*',
          '/lib/modules/*/vmlinuz',
          '/lib/modules/*/System.map',
        ],
        file: 0o755,
        folder: 0o755,
      },
    ],
  },
  {
    id: 'files.module-directories',
    area: 'files',
    title: 'Only root can change what loads into the kernel',
    severity: 'high',
    level: 1,
    rationale:
      'A module, or a line that names the program to run instead of one, is code in the kernel or as root.',
    remedy:
      '`chown -R root:root` and `chmod -R go-w` on the folder: /lib/modules, /etc/modprobe.d, /etc/modules-load.d, /etc/sysctl.d, /etc/udev/rules.d, /etc/ld.so.conf.d.',
    references: ['lynis:FILE-7524'],
    tags: ['files', 'kernel', 'modules'],
    limits: [
      {
        paths: [
          '/lib/modules',
          '/lib/modules/*',
          '/lib/modules/*/kernel',
          '/lib/modules/*/modules.*',
          '/lib/firmware',
          '/etc/modprobe.d',
          '/etc/modprobe.d/*',
          '/usr/lib/modprobe.d',
          '/usr/lib/modprobe.d/*',
          '/etc/modules-load.d',
          '/etc/modules-load.d/*',
          '/etc/sysctl.d',
          '/etc/sysctl.d/*',
          '/etc/udev/rules.d',
          '/etc/udev/rules.d/*',
          '/etc/ld.so.conf',
          '/etc/ld.so.conf.d',
          '/etc/ld.so.conf.d/*',
        ],
        file: 0o755,
        folder: 0o755,
      },
    ],
  },
  {
    id: 'files.systemd-units',
    area: 'files',
    title: 'Only root can change units, and the folders that systemd reads',
    severity: 'critical',
    level: 1,
    rationale: 'A unit names the program that runs as root at the next start of the service.',
    remedy:
      '`chown root:root` and `chmod go-w` on what is named; a unit that is a link is judged by the file it leads to.',
    references: ['lynis:BOOT-5184'],
    tags: ['files', 'systemd'],
    limits: [
      {
        paths: [
          '/etc/systemd',
          '/etc/systemd/system',
          '/etc/systemd/system/*',
          '/etc/systemd/system/*.d/*',
          '/etc/systemd/system-generators',
          '/etc/systemd/system-generators/*',
          '/etc/systemd/user',
          '/etc/systemd/user/*',
          '/run/systemd/system',
          '/run/systemd/system/*',
          '/usr/local/lib/systemd/system',
          '/usr/local/lib/systemd/system/*',
          '/usr/lib/systemd/system',
          '/usr/lib/systemd/system-generators',
          '/usr/lib/systemd/system-generators/*',
        ],
        file: 0o755,
        folder: 0o755,
      },
    ],
  },
  {
    id: 'files.system-programs',
    area: 'files',
    title: 'Only root can add or replace programs that root runs',
    severity: 'critical',
    level: 1,
    rationale:
      'A program in these folders is run by root, by cron and by container engines; its owner decides what it does.',
    remedy:
      '`chown root:root` and `chmod go-w` on what is named. Installers of CNI plugins often leave them to the archive’s owner.',
    references: [
      'stig-rhel9:RHEL-09-232010 stig-rhel9:RHEL-09-232020 stig-rhel9:RHEL-09-232190 stig-rhel9:RHEL-09-232200 stig-ubuntu2404:UBTU-24-300006 stig-ubuntu2404:UBTU-24-300007 stig-ubuntu2404:UBTU-24-300011 stig-ubuntu2404:UBTU-24-300012 stig-ubuntu2404:UBTU-24-901260 lynis:FILE-7524 ssg:file_permissions_binary_dirs ssg:file_ownership_binary_dirs ssg:file_permissions_library_dirs ssg:file_ownership_library_dirs ssg:dir_permissions_binary_dirs',
    ],
    tags: ['files', 'programs'],
    limits: [
      {
        paths: [
          '/usr/bin',
          '/usr/sbin',
          '/usr/lib',
          '/usr/lib64',
          '/usr/libexec',
          '/usr/local/bin',
          '/usr/local/bin/*',
          '/usr/local/sbin',
          '/usr/local/sbin/*',
          '/opt/cni/bin',
          '/opt/cni/bin/*',
        ],
        file: 0o7755,
        folder: 0o7755,
      },
    ],
  },
]);
