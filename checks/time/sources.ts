import { z } from 'zod';
import {
  defineCheck,
  type Mismatch,
  manual,
  notApplicable,
  optionValue,
  orAbsent,
  passUnless,
  patternMatches,
  timeConfig,
  timeSources,
} from '../../src/index.ts';

const NO_DAEMON = 'no time daemon runs or starts at boot';

const sources = defineCheck({
  id: 'time.sources',
  area: 'time',
  title: 'At least three time servers, or one trusted clock nearby, are configured',
  severity: 'medium',
  level: 1,
  rationale:
    'Of three servers that disagree the one that lies is found; of one or two it is not, and it moves the clock.',
  remedy:
    'chrony: a line `pool 2.debian.pool.ntp.org iburst`, or three lines `server`, in a file of /etc/chrony/sources.d or in /etc/chrony.conf.',
  references: [
    'cis-rhel9-2.0:2.3.2',
    'cis-ubuntu2404-1.0:2.3.2.1',
    'stig-rhel9:RHEL-09-252020',
    'stig-ubuntu2404:UBTU-24-600160',
    'cis-dil-2.0:2.2.1.2',
    'cis-dil-2.0:2.2.1.3',
    'cis-dil-2.0:2.2.1.4',
    'lynis:TIME-3170',
    'ssg:chronyd_specify_remote_server',
    'ssg:chronyd_or_ntpd_specify_multiple_servers',
    'ssg:service_timesyncd_configured',
  ],
  tags: ['clock'],
  params: z.object({ servers: z.number().int().positive().default(3) }),
  needs: { found: orAbsent(timeSources) },
  doubt: ({ found }) => found?.unclear,
  evaluate({ found }, { params }) {
    if (found === undefined) return notApplicable(NO_DAEMON);
    const { daemon, path, builtIn } = found;
    const names = found.sources.map(({ name }) => name).join(', ');
    // timesyncd asks one server at a time, whatever it is told; those of the program are a pool.
    if (daemon === 'timesyncd') {
      return builtIn || names !== ''
        ? passUnless([], names === '' ? 'the servers that are built into timesyncd' : names)
        : passUnless([{ subject: path, expected: 'a server', actual: 'none' }], '');
    }
    const total = found.sources.reduce((sum, { servers }) => sum + servers, 0);
    const enough =
      total >= params.servers || found.sources.some(({ kind }) => kind === 'reference');
    return passUnless(
      enough
        ? []
        : [
            {
              subject: path,
              expected: `${params.servers} servers, a pool, or a clock of this machine`,
              actual: names === '' ? 'none' : `${total}: ${names}`,
            },
          ],
      names,
    );
  },
});

const authorised = defineCheck({
  id: 'time.authorised-sources',
  area: 'time',
  title: 'Time comes from approved servers',
  severity: 'medium',
  level: 2,
  rationale: 'A server that someone added, or that DHCP named, sets the clock as it likes.',
  remedy: 'Name the servers of the site in the parameter `approved`; configure those alone.',
  references: [
    'cis-ubuntu2404-1.0:2.3.3.1',
    'stig-rhel9:RHEL-09-252020',
    'stig-ubuntu2404:UBTU-24-600160',
    'ssg:chronyd_server_directive',
    'ssg:chronyd_configure_pool_and_server',
  ],
  tags: ['clock'],
  params: z.object({
    /** Names, addresses and shell patterns: `*.example.org`. */
    approved: z.array(z.string()).default([]),
  }),
  needs: { found: orAbsent(timeSources) },
  doubt: ({ found }) => found?.unclear,
  evaluate({ found }, { params }) {
    if (found === undefined) return notApplicable(NO_DAEMON);
    const names = found.sources.filter(({ kind }) => kind !== 'reference').map(({ name }) => name);
    if (names.length === 0 && !found.builtIn) {
      return notApplicable('no server of the network is configured');
    }
    const shown =
      names.length === 0 ? `those that are built into ${found.daemon}` : names.join(', ');
    if (params.approved.length === 0) return manual(`Are these time servers approved: ${shown}?`);
    const foreign = names.filter(
      (name) => !params.approved.some((pattern) => patternMatches(pattern, name)),
    );
    const wrong: Mismatch[] = foreign.map((name) => ({
      subject: name,
      expected: 'an approved server',
      actual: `used by ${found.daemon}`,
    }));
    if (names.length === 0) {
      wrong.push({ subject: found.path, expected: 'approved servers', actual: shown });
    }
    return passUnless(wrong, shown);
  },
});

const polling = defineCheck({
  id: 'time.polling',
  area: 'time',
  title: 'Time servers are asked at least daily',
  severity: 'low',
  level: 2,
  rationale: 'Between two questions the clock drifts.',
  remedy: 'Set `maxpoll 16` or less on the lines `server` and `pool`, or leave it out.',
  references: [
    'stig-rhel9:RHEL-09-252020',
    'stig-ubuntu2404:UBTU-24-600160',
    'ssg:chronyd_or_ntpd_set_maxpoll',
  ],
  tags: ['clock'],
  needs: { found: orAbsent(timeSources) },
  doubt: ({ found }) => found?.unclear,
  evaluate({ found }) {
    if (found === undefined) return notApplicable(NO_DAEMON);
    return passUnless(
      found.sources.flatMap(({ name, options }) => {
        const most = Number(optionValue(options, 'maxpoll') ?? 10);
        return most > 16
          ? [{ subject: name, expected: 'maxpoll 16 or less', actual: `maxpoll ${most}` }]
          : [];
      }),
      'every 18 hours or more often',
    );
  },
});

const authentication = defineCheck({
  id: 'time.authentication',
  area: 'time',
  title: 'Time is authenticated',
  severity: 'low',
  level: 2,
  rationale: 'Who stands on the path answers in the name of the server.',
  remedy: 'chrony: `server time.cloudflare.com iburst nts`, with servers that offer NTS.',
  references: ['ssg:chrony_set_nts'],
  tags: ['clock'],
  needs: { found: orAbsent(timeSources) },
  doubt: ({ found }) => found?.unclear,
  evaluate({ found }) {
    if (found === undefined) return notApplicable(NO_DAEMON);
    const { daemon } = found;
    if (daemon === 'timesyncd') {
      return passUnless(
        [{ subject: daemon, expected: 'a daemon that can authenticate', actual: 'it cannot' }],
        '',
      );
    }
    const remote = found.sources.filter(({ kind }) => kind !== 'reference');
    return passUnless(
      remote
        .filter(({ options }) => !options.includes('nts') && !options.includes('key'))
        .map(({ name }) => ({ subject: name, expected: 'nts or a key', actual: 'neither' })),
      remote.length === 0 ? 'no server of the network' : 'each server has nts or a key',
    );
  },
});

const stepPolicy = defineCheck({
  id: 'time.step-policy',
  area: 'time',
  title: 'A clock that is far off is set at once when chrony starts',
  severity: 'low',
  level: 2,
  rationale: 'Slewed by a little a second, a clock that is hours off stays wrong for days.',
  remedy: 'Set `makestep 1.0 3` in chrony.conf.',
  references: ['stig-ubuntu2404:UBTU-24-600180', 'ssg:chronyd_sync_clock'],
  tags: ['clock', 'chrony'],
  needs: { config: orAbsent(timeConfig) },
  doubt: ({ config }) => config?.unclear,
  evaluate({ config }) {
    if (config?.daemon !== 'chrony') return notApplicable('chrony is not in use');
    const line = config.directives.findLast(({ name }) => name === 'makestep');
    const limit = Number(line?.words[1]);
    const fine = limit === -1 || (limit >= 1 && limit <= 10);
    const actual = line === undefined ? 'not set' : `makestep ${line.words.join(' ')}`;
    return passUnless(
      fine ? [] : [{ subject: 'makestep', expected: 'a limit of 1 to 10 updates', actual }],
      actual,
    );
  },
});

export default [sources, authorised, polling, authentication, stepPolicy];
