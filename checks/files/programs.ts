import {
  type AnyCheck,
  cronPaths,
  keptPathChecks,
  unitProgramPaths,
  unitSecrets,
} from '../../src/index.ts';

const checks: readonly AnyCheck[] = keptPathChecks([
  {
    id: 'files.cron-targets',
    area: 'files',
    title: 'Only root can change the programs that root’s cron jobs start',
    severity: 'high',
    level: 1,
    rationale:
      'The usual way from the account of a service to root: the job runs what somebody else wrote.',
    remedy:
      '`chown root:root FILE; chmod go-w FILE` for what is named, or run the job as the account that owns it.',
    references: [
      'stig-rhel9:RHEL-09-232040',
      'lynis:SCHD-7704',
      'ssg:file_permissions_cron_not_modified',
    ],
    tags: ['files', 'cron'],
    paths: cronPaths,
  },
  {
    id: 'files.systemd-unit-programs',
    area: 'files',
    title: 'Only root can change the programs that services start as root',
    severity: 'high',
    level: 1,
    rationale:
      'A program unpacked with the ids of its archive, or owned by who deploys it, makes that account root.',
    remedy:
      '`chown -R root:root FOLDER; chmod -R go-w FOLDER` for what is named, or `User=` in the unit.',
    references: ['lynis:BOOT-5184'],
    tags: ['files', 'systemd'],
    paths: unitProgramPaths,
  },
  {
    id: 'files.unit-secrets',
    area: 'files',
    title: 'Secrets of services are not readable by everybody',
    severity: 'medium',
    level: 1,
    rationale:
      'Any account, and any container with /etc in it, reads the token; what stands in a unit systemd tells everybody.',
    remedy:
      '`chmod 600 FILE` for files of variables; move `Environment=` of a unit into such a file, or use `LoadCredential=`.',
    references: [],
    tags: ['files', 'systemd'],
    paths: unitSecrets,
  },
]);

export default checks;
