import table from '../../../checks/accounts/kept-paths.ts';
import { HOME_FILES } from '../../../src/probes/readers/named-paths.ts';
import { checkIn } from '../../support/check-in.ts';
import { missing, namedPathsGiven, refused } from '../../support/named-paths-given.ts';
import { testCheck } from '../../support/test-check.ts';

const rules = (...lines: readonly string[]) => ({ 'text:/etc/sudoers': `${lines.join('\n')}\n` });

testCheck(checkIn(table, 'accounts.sudo-writable-commands'), {
  pass: [
    {
      name: 'root’s, a group without members, and what is not there',
      given: {
        ...rules(
          'ci ALL=/opt/app/run, /usr/bin/gone, !/home/ada/x, ALL',
          'ada ALL=(bob) /home/bob/x',
          'root ALL=/home/ada/y',
        ),
        ...namedPathsGiven(
          [],
          ['775 0:50 /opt/app/', '755 0 /opt/app/run'],
          missing('/usr/bin/gone'),
        ),
      },
    },
  ],
  fail: [
    {
      name: 'the program, a folder above, a pattern, and one that anybody could make',
      given: {
        ...rules('%ops ALL=(root) /opt/app/run -x, /opt/own, /srv/*/go, /tmp/new'),
        ...namedPathsGiven(
          [],
          [
            '777 0 /opt/app/',
            '755 0 /opt/app/run',
            '755 1000 /opt/own',
            '775 0:27 /srv/',
            '1777 0 /tmp/',
          ],
          missing('/tmp/new'),
        ),
      },
      because: [
        '/etc/sudoers: /opt/app/run: /opt/app is 0777 root:root',
        '/etc/sudoers: /opt/own: /opt/own is 0755 ada:ada',
        '/etc/sudoers: /srv: /srv is 0775 root:27',
        '/etc/sudoers: /tmp/new: /tmp is 1777 root:root',
      ],
    },
  ],
  notApplicable: [{ name: 'no sudo', given: {} }],
  unknown: [
    {
      name: 'a closed folder',
      given: {
        ...rules('ci ALL=/opt/app/run'),
        ...namedPathsGiven([], [], refused('/opt/app/run')),
      },
    },
    {
      name: 'not looked at',
      given: { ...rules('ci ALL=/opt/app/run'), ...namedPathsGiven([], []) },
    },
    {
      name: 'on another machine',
      given: {
        ...rules('ci ALL=/opt/app/run'),
        ...namedPathsGiven(['remote|/opt/app/run', 'remote|/opt/app'], []),
      },
    },
  ],
});

testCheck(checkIn(table, 'accounts.root-path'), {
  pass: [
    {
      name: 'Debian’s, what a shell puts in, a folder that is not there',
      given: namedPathsGiven(
        [
          'path|/etc/login.defs|/usr/sbin:/usr/bin',
          `path|/root/.profile|$HOME/bin:\${X:+$X:}/usr/bin:$(x a:b)`,
        ],
        ['755 0 /usr/sbin/', '700 0 /root/'],
        missing('/root/bin'),
      ),
    },
  ],
  fail: [
    {
      name: 'relative, empty, others’',
      given: namedPathsGiven(['path|/etc/environment|/usr/bin::.:/opt/x'], ['777 0 /opt/x/']),
      because: [
        '/etc/environment: an empty part: the folder that root happens to be in',
        '/etc/environment: .: the folder that root happens to be in',
        '/etc/environment: /opt/x: /opt/x is 0777 root:root',
      ],
    },
  ],
  unknown: [
    { name: 'a file that may not be read', given: namedPathsGiven(['denied|/root'], []) },
    { name: 'an end too soon', given: { 'named_paths:': 'path|/etc/environment|/usr/bin\n' } },
  ],
});

const HOMES = ['755 0 /home/', '700 0 /root/', '750 1000 /home/ada/', '770 1001:1001 /home/bob/'];
const noFiles = missing(
  ...['/root', '/home/ada', '/home/bob'].flatMap((home) => HOME_FILES.map((f) => `${home}/${f}`)),
);
const without = (path: string): string => noFiles.replace(missing(path), '');

testCheck(checkIn(table, 'accounts.home-directories'), {
  pass: [{ name: 'closed, and a group of one', given: namedPathsGiven([], HOMES) }],
  fail: [
    {
      name: 'root’s open, another’s, missing',
      given: namedPathsGiven([], ['705 0 /root/', '755 1001 /home/ada/'], missing('/home/bob')),
      because: [
        '/root of root: 0705 root:root',
        '/home/ada of ada: 0755 bob:bob',
        '/home/bob of bob: it does not exist',
      ],
    },
    {
      name: 'written by a group',
      given: namedPathsGiven([], [...HOMES.slice(0, 3), '770 1001:27 /home/bob/']),
      because: ['/home/bob of bob: 0770 bob:27'],
    },
  ],
  unknown: [
    { name: 'too many accounts', given: namedPathsGiven(['cut accounts'], HOMES) },
    {
      name: 'a home on another machine',
      given: namedPathsGiven(['remote|/home/bob'], HOMES.slice(0, 3)),
    },
  ],
});

testCheck(checkIn(table, 'accounts.dot-files'), {
  pass: [
    { name: 'none', given: namedPathsGiven([], HOMES, noFiles) },
    {
      name: 'closed ones',
      given: namedPathsGiven(
        [],
        [...HOMES, '644 1000 /home/ada/.bashrc', '600 1000 /home/ada/.netrc'],
        without('/home/ada/.bashrc').replace(missing('/home/ada/.netrc'), ''),
      ),
    },
  ],
  fail: [
    {
      name: 'open, others’, unwanted',
      given: namedPathsGiven(
        [],
        [
          ...HOMES,
          '666 1000 /home/ada/.bashrc',
          '644 1000 /home/ada/.docker/config.json',
          '644 1001 /home/ada/.profile',
          '600 1001 /home/bob/.rhosts',
        ],
        noFiles,
      ),
      because: [
        '/home/ada/.profile: 0644 bob:bob',
        '/home/ada/.bashrc: 0666 ada:ada',
        '/home/ada/.docker/config.json: 0644 ada:ada',
        '/home/bob/.rhosts: there',
      ],
    },
  ],
  unknown: [
    {
      name: 'a closed home',
      given: namedPathsGiven([], HOMES, `${without('/root/.netrc')}${refused('/root/.netrc')}`),
    },
  ],
});
