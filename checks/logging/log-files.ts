import {
  defineCheck,
  type FileStat,
  hostClock,
  isBooted,
  type Mismatch,
  notApplicable,
  octal,
  passUnless,
  required,
  stats,
} from '../../src/index.ts';

const TOP = stats('/var/log/*');
const nameOf = ({ path }: FileStat): string => path.slice(path.lastIndexOf('/') + 1);

/** Logs that tell of logins and of the kernel, rotated ones among them. */
const SECURITY =
  /^(?:auth\.log|secure|messages|syslog|kern\.log|btmp|sudo\.log|audit\.log)(?:[-.].*)?$/;
/** Records of logins, which programs of the group utmp write. */
const LOGINS = /^(?:wtmp|btmp|lastlog)(?:[-.].*)?$/;
/** Groups that hold nobody but daemons and those who read logs. */
const GROUPS: readonly string[] = ['root', 'adm', 'syslog', 'utmp', 'systemd-journal'];

const modes = defineCheck({
  id: 'logging.file-modes',
  area: 'logging',
  title: 'Log files of /var/log are not written by others, nor those of logins read',
  severity: 'medium',
  level: 1,
  rationale: 'Tokens and names lie in them, and whoever writes them takes his traces out.',
  remedy:
    '`chmod 640` the file, and the same mode in its `create` line in /etc/logrotate.d; for rsyslog `$FileCreateMode 0640`.',
  references: ['cis-dil-2.0:4.2.3', 'stig-ubuntu2404:UBTU-24-700010'],
  tags: ['logging', 'files'],
  needs: { found: required(TOP) },
  evaluate({ found }) {
    const files = found.filter(({ type }) => type === 'file');
    if (files.length === 0) return notApplicable('there are no files in /var/log');
    return passUnless(files.flatMap(tooOpen), `${files.length} files`);
  },
});

function tooOpen(file: FileStat): readonly Mismatch[] {
  const name = nameOf(file);
  const { path, mode, group } = file;
  const most = 0o755 | (LOGINS.test(name) || GROUPS.includes(group) ? 0o020 : 0);
  const limit = SECURITY.test(name) ? most & 0o770 : most;
  return (mode & 0o777 & ~limit) === 0
    ? []
    : [
        {
          subject: path,
          expected: SECURITY.test(name) ? 'closed to others' : 'not written by others',
          actual: `${octal(mode)}, group ${group}`,
        },
      ];
}

const links = defineCheck({
  id: 'logging.link-truncation',
  area: 'logging',
  title: 'No log file of /var/log is a link to a device',
  severity: 'high',
  level: 1,
  rationale: 'A log that leads to /dev/null keeps nothing: a usual trace of an intruder.',
  remedy:
    'Find out who made it; then `rm` the link and restart what writes the log: `systemctl restart rsyslog`.',
  references: ['lynis:HOME-9310'],
  tags: ['logging', 'files'],
  needs: { found: required(TOP), audit: required(stats('/var/log/audit/*')) },
  evaluate({ found, audit }) {
    const all = [...found, ...audit];
    if (all.length === 0) return notApplicable('there is nothing in /var/log');
    return passUnless(
      all
        .filter(({ type }) => type === 'device')
        .map(({ path }) => ({
          subject: path,
          expected: 'a file',
          actual: 'it leads to a device, as /dev/null is',
        })),
      `${all.length} files and folders, none of them a device`,
    );
  },
});

const DAY = 86_400;
/** What the system itself writes to all the time. */
const ALIVE = /^(?:syslog|messages|auth\.log|secure|kern\.log|daemon\.log|cron|cron\.log)$/;

const entries = defineCheck({
  id: 'logging.last-entries',
  area: 'logging',
  title: 'Logs have entries of the last day',
  severity: 'medium',
  level: 1,
  rationale:
    'Logging that died, or was stopped, stays unnoticed until somebody looks for what it missed.',
  remedy:
    '`systemctl restart systemd-journald` or `rsyslog`, and look for the cause: a full disk, a broken journal (`journalctl --verify`).',
  references: ['lynis:LOGG-2190'],
  tags: ['logging'],
  needs: {
    booted: required(isBooted),
    clock: required(hostClock),
    top: required(TOP),
    kept: required(stats('/var/log/journal/*/*')),
    volatile: required(stats('/run/log/journal/*/*')),
  },
  evaluate({ booted, clock, top, kept, volatile }) {
    if (!booted) return notApplicable('the image is not booted');
    const files = [
      ...top.filter((file) => ALIVE.test(nameOf(file))),
      ...[...kept, ...volatile].filter(({ path }) => path.endsWith('.journal')),
    ].filter(({ type }) => type === 'file');
    const [newest] = files.toSorted((a, b) => b.modifiedAt - a.modifiedAt);
    if (newest === undefined) return notApplicable('the system’s logs are in no file known here');
    const hours = Math.floor((clock - newest.modifiedAt) / 3600);
    return passUnless(
      clock - newest.modifiedAt <= DAY
        ? []
        : [
            {
              subject: newest.path,
              expected: 'written within 24 hours',
              actual: `${hours} hours ago, and every other log before`,
            },
          ],
      `${newest.path} was written to ${Math.max(0, hours)} hours ago`,
    );
  },
});

export default [modes, links, entries] as const;
