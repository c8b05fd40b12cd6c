import { z } from 'zod';
import {
  defineCheck,
  type Mismatch,
  notApplicable,
  octal,
  pass,
  passUnless,
  presentStats,
  required,
  startsAtBoot,
} from '../../src/index.ts';

const AIDE = ['/usr/bin/aide', '/usr/sbin/aide', '/usr/bin/aide.wrapper'] as const;
const TOOLS = [
  ...AIDE,
  '/usr/sbin/tripwire',
  '/usr/sbin/samhain',
  '/usr/bin/afick.pl',
  '/var/ossec/bin/wazuh-syscheckd',
  '/opt/microsoft/mdatp/sbin/wdavdaemon',
  '/usr/bin/osqueryd',
  '/opt/osquery/bin/osqueryd',
] as const;
const TAGS = ['detection', 'integrity'] as const;

const tool = defineCheck({
  id: 'monitoring.file-integrity-tool',
  area: 'monitoring',
  title: 'A tool that notices changed files is installed',
  severity: 'medium',
  level: 1,
  rationale: 'A replaced program or a changed setting goes unnoticed until it is used.',
  remedy: '`apt-get install aide`, `dnf install aide`, then make its database.',
  references: [
    'cis-rhel9-2.0:6.1.1',
    'cis-ubuntu2404-1.0:6.3.1',
    'cis-dil-2.0:1.3.1',
    'lynis:FINT-4350',
  ],
  tags: TAGS,
  params: z.object({
    /** Files are watched by something else, or the system partition is verified. */
    watchedElsewhere: z.boolean().default(false),
  }),
  needs: { found: required(presentStats(TOOLS)) },
  evaluate({ found }, { params: { watchedElsewhere } }) {
    if (watchedElsewhere) return pass('the profile says that files are watched by something else');
    return passUnless(
      found.length === 0
        ? [
            {
              subject: 'file integrity tool',
              expected: 'installed',
              actual: 'none of the known ones',
            },
          ]
        : [],
      found.map(({ path }) => path).join(', '),
    );
  },
});

const DATABASES = ['/var/lib/aide/aide.db', '/var/lib/aide/aide.db.gz'] as const;
const NEW_DATABASES = ['/var/lib/aide/aide.db.new', '/var/lib/aide/aide.db.new.gz'] as const;

const database = defineCheck({
  id: 'monitoring.file-integrity-database',
  area: 'monitoring',
  title: 'AIDE has a database to compare with, and root alone can change it',
  severity: 'medium',
  level: 1,
  rationale:
    'Without it AIDE compares with nothing; one that others may write says what they like.',
  remedy:
    'Debian, Ubuntu: `aideinit`; RHEL, SUSE: `aide --init` and `mv /var/lib/aide/aide.db.new.gz /var/lib/aide/aide.db.gz`. Keep a copy off the host.',
  references: ['cis-rhel9-2.0:6.1.1', 'stig-rhel9:RHEL-09-651010', 'lynis:FINT-4316'],
  tags: TAGS,
  needs: {
    aide: required(presentStats(AIDE)),
    found: required(presentStats(DATABASES)),
    fresh: required(presentStats(NEW_DATABASES)),
  },
  evaluate({ aide, found, fresh }) {
    if (aide.length === 0) return notApplicable('AIDE is not installed');
    const [first] = found;
    if (first === undefined) {
      const actual =
        fresh.length === 0 ? 'missing' : `only ${fresh[0]?.path}, which nothing is compared with`;
      return passUnless([{ subject: DATABASES[0], expected: 'present', actual }], '');
    }
    return passUnless(
      found.flatMap(({ path, bytes, mode, uid, owner }): Mismatch[] => [
        ...(bytes === 0 ? [{ subject: path, expected: 'a database', actual: 'empty' }] : []),
        // Debian runs AIDE as an account of its own.
        ...(uid === 0 || owner === '_aide' || owner === 'aide'
          ? []
          : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
        ...((mode & 0o022) === 0
          ? []
          : [{ subject: `${path} mode`, expected: 'no writing by others', actual: octal(mode) }]),
      ]),
      found.map(({ path }) => path).join(', '),
    );
  },
});

const TIMERS: readonly string[] = [
  'dailyaidecheck.timer',
  'aidecheck.timer',
  'aide-check.timer',
  'aide.timer',
];
const JOBS = [
  '/etc/cron.daily/aide',
  '/etc/cron.daily/dailyaidecheck',
  '/etc/cron.weekly/aide',
  '/etc/cron.d/aide',
] as const;

const schedule = defineCheck({
  id: 'monitoring.file-integrity-schedule',
  area: 'monitoring',
  title: 'AIDE runs by itself',
  severity: 'medium',
  level: 1,
  rationale: 'A comparison that nobody starts notices nothing.',
  remedy:
    'Debian, Ubuntu: `systemctl enable --now dailyaidecheck.timer`; elsewhere a line in /etc/cron.d/aide that calls `aide --check` daily.',
  references: ['cis-rhel9-2.0:6.1.2', 'cis-ubuntu2404-1.0:6.3.2', 'stig-ubuntu2404:UBTU-24-100120'],
  tags: TAGS,
  params: z.object({
    /** Something else starts it: root's crontab, a central scheduler. */
    startedElsewhere: z.boolean().default(false),
  }),
  needs: {
    aide: required(presentStats(AIDE)),
    starts: required(startsAtBoot(TIMERS)),
    jobs: required(presentStats(JOBS)),
  },
  evaluate({ aide, starts, jobs }, { params: { startedElsewhere } }) {
    if (aide.length === 0) return notApplicable('AIDE is not installed');
    if (startedElsewhere) return pass('the profile says that something else starts it');
    const running = jobs.filter(
      ({ path, mode }) => path.startsWith('/etc/cron.d/') || (mode & 0o100) !== 0,
    );
    const found = [...starts.map(({ link }) => link), ...running.map(({ path }) => path)];
    return passUnless(
      found.length === 0
        ? [
            {
              subject: 'AIDE',
              expected: 'a timer or a job that runs it',
              actual: 'none is enabled',
            },
          ]
        : [],
      found.join(', '),
    );
  },
});

export default [tool, database, schedule] as const;
