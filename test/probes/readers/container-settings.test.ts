import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsFiles } from '../../../src/probes/containers/settings-files.ts';
import { SETTINGS_PROGRAM } from '../../../src/probes/readers/container-settings-program.ts';

const SECRET = 'hunter2hunter2';
const ID = 'a'.repeat(64);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const AWKS = [['mawk'], ['gawk', '--posix'], ['busybox', 'awk']] as const;

/** What leaves the host of one file. */
function reduce([awk, ...args]: readonly [string, ...string[]], name: string, content: string) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const stdout = execFileSync(awk, [...args, SETTINGS_PROGRAM, path], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const seen = settingsFiles.parse({ exit: 0, stdout, stderr: '' });
  if (seen.state !== 'value') throw new Error(seen.reason);
  const [file] = seen.value.files;
  return { stdout, file };
}

const container = (config: object) =>
  JSON.stringify({
    StreamConfig: {},
    State: { Running: true, Pid: 12, FinishedAt: '0001-01-01T00:00:00Z' },
    Args: ['-c', `exec app --password=${SECRET} --token ${SECRET} --token-file /run/t`],
    Config: {
      User: '',
      Env: [
        `DB_PASSWORD=${SECRET}`,
        `URL=postgres://u:${SECRET}@db/x`,
        'API_TOKEN_FILE=/run/secrets/token',
        'GOOGLE_APPLICATION_CREDENTIALS=/etc/gcp/key.json',
        'MYSQL_ALLOW_EMPTY_PASSWORD=yes',
        'MAX_TOKENS=4096',
        'EMPTY_SECRET=',
        `PLAIN=${SECRET}","Image":"forged","x":"`,
        'PWD=/srv',
      ],
      Image: 'nginx:1.27',
      Labels: { 'com.docker.compose.project': 'shop', note: `TOKEN=${SECRET}` },
    },
    Image: `sha256:${ID}`,
    NetworkSettings: { Ports: { '80/tcp': [{ HostIp: '::', HostPort: '8080' }], '81/tcp': null } },
    Name: '/web',
    ...config,
  });

describe.each(AWKS.map((awk) => [awk.join(' '), awk] as const))('%s', (_, awk) => {
  it('keeps names of secrets, and no value', () => {
    const { stdout, file } = reduce(awk, `containers/${ID}/config.v2.json`, container({}));
    expect(stdout).not.toContain(SECRET);
    expect(stdout).not.toContain('forged');
    expect(file?.env).toEqual(['DB_PASSWORD', 'URL']);
    expect(file?.options).toEqual(['--password', '--token']);
    expect(Object.fromEntries(file?.values ?? [])).toEqual({
      'Config/Image': 'nginx:1.27',
      'Config/Labels/com.docker.compose.project': 'shop',
      'Config/User': '',
      Image: `sha256:${ID}`,
      Name: '/web',
      'NetworkSettings/Ports/80/tcp/0/HostIp': '::',
      'NetworkSettings/Ports/80/tcp/0/HostPort': '8080',
      'State/FinishedAt': '0001-01-01T00:00:00Z',
      'State/Running': true,
    });
  });

  it('keeps of hostconfig.json what is judged', () => {
    const { stdout, file } = reduce(
      awk,
      `containers/${ID}/hostconfig.json`,
      JSON.stringify({
        LogConfig: { Type: 'splunk', Config: { 'splunk-token': SECRET, 'max-size': '10m' } },
        PortBindings: { '53/udp': [{ HostIp: '', HostPort: '53' }] },
        SecurityOpt: [`seccomp={"x":"${SECRET}"}`, 'no-new-privileges'],
        Sysctls: { 'net.ipv4.conf.all.route_localnet': '1' },
        Binds: [`/${SECRET}:/x`],
        ShmSize: 67108864,
        Privileged: false,
      }),
    );
    expect(stdout).not.toContain(SECRET);
    expect(Object.fromEntries(file?.values ?? [])).toEqual({
      'LogConfig/Type': 'splunk',
      'LogConfig/Config/max-size': '10m',
      'PortBindings/53/udp/0/HostIp': '',
      'PortBindings/53/udp/0/HostPort': '53',
      'SecurityOpt/0': 'seccomp=(profile)',
      'SecurityOpt/1': 'no-new-privileges',
      'Sysctls/net.ipv4.conf.all.route_localnet': '1',
      ShmSize: 67108864,
      Privileged: false,
    });
  });

  it('reads runtime settings over several lines', () => {
    const { stdout, file } = reduce(
      awk,
      `tasks/k8s.io/${ID}/config.json`,
      JSON.stringify(
        {
          process: {
            user: { uid: 0 },
            args: ['redis-server', '--requirepass', SECRET],
            env: [`REDIS_PASS=${SECRET}`, 'HOME=/'],
          },
          annotations: {
            'io.kubernetes.cri.container-type': 'container',
            'io.kubernetes.cri-o.Annotations': SECRET,
          },
          linux: {
            sysctl: { 'net.core.somaxconn': '1024' },
            namespaces: [{ type: 'network', path: '/proc/7/ns/net' }],
          },
        },
        undefined,
        2,
      ),
    );
    expect(stdout).not.toContain(SECRET);
    expect(file).toMatchObject({ env: ['REDIS_PASS'], options: ['--requirepass'] });
    expect(Object.fromEntries(file?.values ?? [])).toEqual({
      'process/user/uid': 0,
      'annotations/io.kubernetes.cri.container-type': 'container',
      'linux/sysctl/net.core.somaxconn': '1024',
      'linux/namespaces/0/type': 'network',
      'linux/namespaces/0/path': '/proc/7/ns/net',
    });
  });

  it('keeps of images who runs them and which steps hold secrets', () => {
    const step = (created_by: string) => ({ created: '2026-01-01T00:00:00Z', created_by });
    const { stdout, file } = reduce(
      awk,
      `image/overlay2/imagedb/content/sha256/${ID}`,
      JSON.stringify({
        created: '2026-01-01T00:00:00Z',
        config: { User: 'app', Env: [`NPM_TOKEN=${SECRET}`, 'PATH=/bin'], Cmd: [SECRET] },
        history: [
          step(`/bin/sh -c #(nop)  ENV NPM_TOKEN=${SECRET}`),
          step(`RUN |1 GIT_SECRET=${SECRET} /bin/sh -c git clone`),
          step('RUN /bin/sh -c TOKEN=$(cat /run/secrets/t) make PASSWORD="$PASSWORD" # buildkit'),
          step(`RUN curl https://u:${SECRET}@example.org`),
        ],
      }),
    );
    expect(stdout).not.toContain(SECRET);
    expect(file).toMatchObject({
      env: ['NPM_TOKEN'],
      history: ['NPM_TOKEN', 'GIT_SECRET', 'URL'],
    });
    expect(Object.fromEntries(file?.values ?? [])).toEqual({
      created: '2026-01-01T00:00:00Z',
      'config/User': 'app',
    });
  });

  it('takes no part of a file for the whole', () => {
    const half = container({}).slice(0, -20);
    expect(reduce(awk, `containers/${ID}/config.v2.json`, half).file).toBeUndefined();
    expect(reduce(awk, `containers/${ID}/config.v2.json`, '').file).toBeUndefined();
  });
});

it('reads strings as JSON has them', () => {
  const text = fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\t', '{', ']', ',', ':', 'é', 'a', ' '),
  });
  fc.assert(
    fc.property(text, text, (name, other) => {
      const { file } = reduce(
        ['mawk'],
        `containers/${ID}/config.v2.json`,
        JSON.stringify({
          [other]: [other, { [other]: 1 }],
          Config: { Hostname: other, User: 'x' },
          Name: `/${name}`,
        }),
      );
      expect(file?.values.get('Config/User')).toBe('x');
      expect(file?.values.has('Name')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('answers whatever comes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (stdout) => {
      expect(settingsFiles.parse({ exit: 0, stdout, stderr: '' })).toHaveProperty('state');
      const whole = `file /a/config.json\n${stdout}\nwhole\nend\n`;
      expect(settingsFiles.parse({ exit: 0, stdout: whole, stderr: '' }).state).toBe('value');
    }),
  );
});
