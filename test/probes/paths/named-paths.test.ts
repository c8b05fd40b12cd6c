import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedPaths } from '../../../src/probes/paths/named-paths.ts';
import { namedPaths as reader } from '../../../src/probes/readers/named-paths.ts';
import { observeFact } from '../../support/observe-fact.ts';
import { runFacts, SHELLS } from '../../support/run-script.ts';

const [, program = ''] = /sh "\$NL" '([^']*)'/.exec(reader.sh) ?? [];
const SECRET = 'hunter2';
const HIDDEN = '/opt/hidden';

/** Files of a host below a folder that stands for its root, and the arguments that they are. */
const FILES: Readonly<Record<string, string>> = {
  '/etc/ssh/sshd_config':
    'AuthorizedKeysFile .ssh/keys /etc/keys/%u\nTrustedUserCAKeys /etc/ssh/ca\n',
  '/etc/passwd': 'ada:x:1000:1000::/home/ada:/bin/sh\nsrv:x:99:99::/srv:/usr/sbin/nologin\n',
  '/etc/sudoers': 'ada ALL=NOPASSWD: /opt/a/run -x, !/opt/b, sha224:00 /opt/c*/d\n',
  '/etc/ssh/moduli':
    '# x\n2023 2 6 100 3071 2 AB\n2023 2 6 100 3071 5 AB\n2023 2 6 100 2047 2 AB\n',
  '/etc/crontab': `PATH=/usr/bin
X="${SECRET}"
17 * * * * root cd / && nice -n 5 /opt/job ${HIDDEN} --password=${SECRET}
5 0 * * * ada /home/ada/job
@daily root bash /opt/script.sh ; test -x /usr/sbin/z || /opt/z
`,
  '/var/spool/cron/crontabs/root': `1 2 3 4 5 /opt/own -p ${SECRET}\n`,
  '/etc/systemd/system/app.service': `[Service]
User=app
# ExecStart=/opt/comment
ExecStart=-/opt/app --token ${SECRET} \\
  ${HIDDEN}
ExecStartPre=+/bin/sh -c "/opt/pre ${HIDDEN}"
ExecReload=/bin/kill -HUP $MAINPID
EnvironmentFile=-/etc/app.env
Environment="API_TOKEN=${SECRET}" LEVEL=debug PROXY=http://u:${SECRET}@proxy:3128/
`,
  '/etc/systemd/system/none.service': '',
  '/etc/app.env': `# DB_PASSWORD=x
export DB_PASSWORD="${SECRET}"
TOKEN_FILE=/run/token
USE_SECRET=yes
`,
  '/etc/default/web': `SECRET_KEY=${SECRET}\nPORT=80\n`,
  '/etc/environment': 'PATH="/usr/local/bin::/usr/bin"\n',
  '/root/.profile': `export PATH=$HOME/bin:/x ; export AWS_SECRET_ACCESS_KEY=${SECRET}\numask 027\n#umask 022\n`,
};

/** A file of variables is found by the unit that names it. */
const ARGUMENTS = Object.keys(FILES).filter((path) => path !== '/etc/app.env');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-named-'));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const AWKS = [['mawk'], ['busybox', 'awk'], ['awk']] as const;

describe.each(AWKS.map((words) => [words.join(' '), words] as const))('%s', (_, [awk, ...args]) => {
  it('tells programs, names and folders, and no secret', () => {
    // The program knows files by their paths: it looks below the folder only when it opens one.
    const rooted = program
      .replace('getline line < file', `getline line < ("${folder}" file)`)
      .replace('getline more < file', `getline more < ("${folder}" file)`)
      .replace('close(file)', `close("${folder}" file)`);
    const run = spawnSync(awk, [...args, rooted, ...ARGUMENTS], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const [told = '', paths = ''] = run.stdout.split('--\n');
    expect(run.stdout).not.toContain(SECRET);
    expect(run.stdout).not.toContain(HIDDEN);
    expect(told.trim().split('\n').sort()).toEqual(
      [
        'cron|/etc/crontab|/opt/job',
        'cron|/etc/crontab|/opt/script.sh',
        'cron|/etc/crontab|/opt/z',
        'cron|/var/spool/cron/crontabs/root|/opt/own',
        'moduli|2047|1',
        'moduli|3071|2',
        'path|/etc/environment|/usr/local/bin::/usr/bin',
        'path|/root/.profile|$HOME/bin:/x',
        'secret|/etc/app.env|DB_PASSWORD',
        'secret|/etc/default/web|SECRET_KEY',
        'secret|/etc/systemd/system/app.service|API_TOKEN',
        'secret|/etc/systemd/system/app.service|PROXY',
        'umask|/root/.profile|027',
        'unit|/etc/systemd/system/app.service|EnvironmentFile|/etc/app.env',
        'unit|/etc/systemd/system/app.service|ExecReload|/bin/kill',
        'unit|/etc/systemd/system/app.service|ExecStart|-/opt/app',
        'unit|/etc/systemd/system/app.service|ExecStartPre|+/bin/sh',
        'unit|/etc/systemd/system/app.service|ExecStartPre|+/opt/pre',
        'unit|/etc/systemd/system/app.service|User|app',
        'unit|/etc/systemd/system/app.service|read|',
        'unit|/etc/systemd/system/none.service|masked|',
      ].sort(),
    );
    expect(paths.split('\n')).toEqual(
      expect.arrayContaining([
        '/',
        '/etc/keys/ada',
        '/etc/ssh/ca',
        '/home',
        '/home/ada/.docker/config.json',
        '/home/ada/.ssh/keys',
        '/opt',
        '/opt/a/run',
        '/opt/b',
        '/root/bin',
      ]),
    );
    expect(paths).not.toContain('/srv');
  });
});

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  it('looks at this machine', () => {
    const seen = runFacts([namedPaths], shell).observe(namedPaths);
    if (seen.state !== 'value') throw new Error(seen.reason);
    const { at, cut, units } = seen.value;
    expect(cut).toEqual([]);
    expect(at('/')).toMatchObject({ state: 'value', value: { type: 'directory', uid: 0 } });
    expect(at('/root/')).toMatchObject({ state: 'value' });
    expect(at('/root/.rhosts').state).toBe('absent');
    expect(at('/nobody/asked').state).toBe('failed');
    expect(units.length).toBeGreaterThan(5);
  });
});

it('never throws, whatever a host prints', () => {
  const part = fc.oneof(
    fc.constantFrom(
      '--',
      '755|0|0|root|root|directory|1|1|/',
      'unit|',
      'cron|a|b',
      'cut ',
      '|',
      '\n',
    ),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.array(part).map((parts) => parts.join('\n'));
  fc.assert(
    fc.property(text, text, (stdout, stderr) => {
      const seen = observeFact(namedPaths, { 'named_paths:': { stdout, stderr } });
      expect(['value', 'failed']).toContain(seen.state);
    }),
  );
});
