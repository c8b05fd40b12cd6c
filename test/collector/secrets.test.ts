import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HIDE_SECRETS } from '../../src/probes/readers/hidden-secrets.ts';
import { text } from '../../src/probes/readers/text.ts';
import { SHELLS } from '../support/run-script.ts';

const SECRET = 'hunter2';

/** What engines and units write, each with a secret; and what must come through as it is. */
const SECRETS = [
  `"log-opts": { "splunk-token": "${SECRET}" },`,
  `"https-proxy": "http://user:${SECRET}@proxy.example.org:3128"`,
  `password = "${SECRET}"`,
  `identitytoken = "${SECRET}"`,
  `auth = "${SECRET}"`,
  `Authorization = ["${SECRET}"]`,
  `Environment="HTTP_PROXY=http://user:${SECRET}@proxy" "API_TOKEN=${SECRET}"`,
  `ExecStart=/usr/bin/dockerd --log-opt splunk-token=${SECRET} -H fd://`,
  `client_secret: ${SECRET}`,
];
const PLAIN = [
  '"authorization-plugins": ["opa"],',
  '"hosts": ["unix:///run/docker.sock", "tcp://0.0.0.0:2376"],',
  'ExecStart=/usr/bin/dockerd -H fd:// --authorization-plugin=opa',
  'sandbox_image = "registry.example.org:5000/pause:3.9@sha256:abc"',
];

/** The same of files of variables, whose quotes and line ends must stay: what follows is still read. */
const VARIABLES = {
  [`DOCKER_OPTS="--log-opt splunk-token=${SECRET} --icc=false"`]:
    'DOCKER_OPTS="--log-opt splunk-token=(hidden) --icc=false"',
  [`DOCKER_OPTS='--log-opt splunk-token=${SECRET}'`]:
    "DOCKER_OPTS='--log-opt splunk-token=(hidden)'",
  [`DOCKER_OPTS='--log-opt splunk-token="${SECRET} x" -D'`]: `DOCKER_OPTS='--log-opt splunk-token="(hidden)" -D'`,
  [`DOCKER_OPTS="--log-opt splunk-token=\\"${SECRET}\\""`]:
    'DOCKER_OPTS="--log-opt splunk-token=\\"(hidden)\\""',
  [`  --log-opt splunk-token=${SECRET}\\`]: '  --log-opt splunk-token=(hidden)\\',
  [`PASSWORD=${SECRET},${SECRET}"${SECRET}`]: 'PASSWORD=(hidden)',
  [`PASSPHRASE=${SECRET}\\`]: 'PASSPHRASE=(hidden)\\',
  [`#API_KEY='${SECRET} ${SECRET}'`]: '#API_KEY=(hidden)',
  [`export HTTP_PROXY="http://user:${SECRET}@proxy:3128/"`]:
    'export HTTP_PROXY="http://user:(hidden)@proxy:3128/"',
  'DOCKER_OPTS="-H tcp://0.0.0.0:2376 --tlskey=/etc/docker/key.pem"':
    'DOCKER_OPTS="-H tcp://0.0.0.0:2376 --tlskey=/etc/docker/key.pem"',
};

/** Sources of packages, where the user alone may be the secret. */
const SOURCES = {
  [`deb https://user:${SECRET}@repo.example/ x main`]: 'deb https://(hidden)@repo.example/ x main',
  [`deb https://${SECRET}:@repo.example/ x main`]: 'deb https://(hidden)@repo.example/ x main',
  [`URIs: https://${SECRET}@repo.example/`]: 'URIs: https://(hidden)@repo.example/',
  [`Acquire::http::Proxy "http://u:${SECRET}@proxy:3128/";`]:
    'Acquire::http::Proxy "http://(hidden)@proxy:3128/";',
  [`password=${SECRET}`]: 'password=(hidden)',
  [`proxy_password = a,b "${SECRET} [${SECRET}]`]: 'proxy_password =(hidden)',
  'excludepkgs=kernel* token-tools,foo': 'excludepkgs=kernel* token-tools,foo',
  'deb [signed-by=/etc/apt/keyrings/x.asc trusted=yes] https://repo.example/ x main':
    'deb [signed-by=/etc/apt/keyrings/x.asc trusted=yes] https://repo.example/ x main',
  'gpgkey=file:///etc/pki/rpm-gpg/KEY': 'gpgkey=file:///etc/pki/rpm-gpg/KEY',
  'APT::Get::AllowUnauthenticated "true";': 'APT::Get::AllowUnauthenticated "true";',
};
/** A name that apt does not read. */
const sources = '/etc/apt/hostward-test';

/** A folder below one whose files may hold secrets; made by the test alone. */
const folder = '/etc/buildkit/hostward-test';
const made = !existsSync('/etc/buildkit');
/** A name that no service uses. */
const variables = '/etc/default/docker-hostward-test';

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/secrets`, `${SECRETS.join('\n')}\n`);
  writeFileSync(`${folder}/plain`, `${PLAIN.join('\n')}\n`);
  writeFileSync(sources, `${Object.keys(SOURCES).join('\n')}\n`);
  writeFileSync(variables, `${Object.keys(VARIABLES).join('\n')}\n`);
});
afterAll(() => {
  rmSync(made ? '/etc/buildkit' : folder, { recursive: true });
  rmSync(variables);
  rmSync(sources);
});

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))(
  '%s',
  (_, [shell, ...rest]) => {
    const printed = (path: string): string => {
      const script = `say() { echo "$1"; }\nt() { "$@"; }\nIFS='\n'\nread_it() {\n${text.sh}\n}\nread_it ${path}`;
      const run = spawnSync(shell, [...rest, '-c', script], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      return run.stdout;
    };

    it('sends no secret, and still says that there is one', () => {
      const lines = printed(`${folder}/secrets`).trimEnd().split('\n');
      expect(lines.length).toBe(SECRETS.length + 1);
      expect(lines.filter((line) => line.includes(SECRET))).toEqual([]);
      expect(lines.filter((line) => line.includes('(hidden)')).length).toBe(SECRETS.length);
    });

    it('hides a secret of a variable and leaves the syntax around it', () => {
      const lines = Object.values(VARIABLES).map((line) => `${variables}:${line}\n`);
      expect(printed(variables)).toBe(`${lines.join('')}status 0\n`);
    });

    it('hides who asks a source of packages, and leaves how it is verified', () => {
      const lines = Object.values(SOURCES).map((line) => `${sources}:${line}\n`);
      expect(printed(sources)).toBe(`${lines.join('')}status 0\n`);
    });

    it('leaves everything else as it is', () => {
      const lines = PLAIN.map((line) => `${folder}/plain:${line}\n`).join('');
      expect(printed(`${folder}/plain`)).toBe(`${lines}status 0\n`);
    });
  },
);

/** Lines of fstab as grep prints them: by the host's own file no test can go. */
const FSTAB = {
  [`//nas/a /a cifs nosuid,username=joe,password=${SECRET},,x,nodev 0 0`]:
    '//nas/a /a cifs nosuid,username=(hidden),password=(hidden),nodev 0 0',
  [`#old: //nas/b /b cifs pass=${SECRET}\\040x 0 0`]: '#old: //nas/b /b cifs pass=(hidden) 0 0',
  [`mon1:/ /c ceph name=admin,secret=${SECRET},secretfile=/etc/ceph/s 0 0`]:
    'mon1:/ /c ceph name=admin,secret=(hidden),secretfile=/etc/ceph/s 0 0',
  [`curlftpfs#joe:${SECRET}@ftp.example.org /d fuse user,ro 0 0`]:
    'curlftpfs#joe:(hidden)@ftp.example.org /d fuse user,ro 0 0',
  [`https://joe:${SECRET}@dav.example.org /e davfs user 0 0`]:
    'https://joe:(hidden)@dav.example.org /e davfs user 0 0',
  'UUID=0a-1 / ext4 errors=remount-ro 0 1': 'UUID=0a-1 / ext4 errors=remount-ro 0 1',
};

it.each([['sed'], ['busybox', 'sed']])('hides what fstab tells of accounts, by %s', (...sed) => {
  const [command = '', ...rest] = sed.filter((word) => word !== undefined);
  const told = (lines: readonly string[]) => lines.map((line) => `/etc/fstab:${line}\n`).join('');
  const input = told(Object.keys(FSTAB));
  const run = spawnSync(command, [...rest, '-E', HIDE_SECRETS.replaceAll("'\\''", "'")], {
    input,
    encoding: 'utf8',
  });
  expect(run.stdout).toBe(told(Object.values(FSTAB)));
});

it.each([['sed'], ['busybox', 'sed']])('hides what settings in homes tell, by %s', (...sed) => {
  const [command = '', ...rest] = sed.filter((word) => word !== undefined);
  const places = [
    'docker/daemon.json',
    'containers/containers.conf',
    'systemd/user/docker.service',
  ];
  const input = places.flatMap((place) =>
    SECRETS.map((line) => `/home/ada/.config/${place}:${line}\n`),
  );
  const run = spawnSync(command, [...rest, '-E', HIDE_SECRETS.replaceAll("'\\''", "'")], {
    input: input.join(''),
    encoding: 'utf8',
  });
  expect(run.stdout).not.toContain(SECRET);
  expect(run.stdout.split('(hidden)').length).toBeGreaterThan(input.length);
});

/** Settings and units of k3s and RKE2 as grep prints them, with the join token in each place that it may have. */
const UNIT = '/etc/systemd/system/k3s.service:';
const RANCHER = {
  [`${UNIT}\t'--token' \\`]: `${UNIT}\t'--token' \\`,
  [`${UNIT}\t'K10${SECRET}::server:x' \\`]: `${UNIT}(hidden) \\`,
  [`${UNIT}\t'--token=${SECRET}' \\`]: `${UNIT}\t'--token=(hidden)' \\`,
  [`${UNIT}\t'--kubelet-arg=authentication-token-webhook=true' \\`]: `${UNIT}\t'--kubelet-arg=authentication-token-webhook=true' \\`,
  [`${UNIT}\t'--secrets-encryption' \\`]: `${UNIT}\t'--secrets-encryption' \\`,
  [`${UNIT}\t'--kubelet-arg=anonymous-auth=true'`]: `${UNIT}\t'--kubelet-arg=anonymous-auth=true'`,
  [`${UNIT}ExecStart=/usr/local/bin/k3s server --token ${SECRET} --debug`]: `${UNIT}ExecStart=/usr/local/bin/k3s server --token (hidden) --debug`,
  [`${UNIT}Environment="K3S_TOKEN=${SECRET}"`]: `${UNIT}Environment="K3S_TOKEN=(hidden)"`,
  [`/etc/rancher/k3s/config.yaml:token: "${SECRET} x"`]:
    '/etc/rancher/k3s/config.yaml:token: (hidden)',
  [`/etc/rancher/k3s/config.yaml:datastore-endpoint: postgres://u:${SECRET}@h/x`]:
    '/etc/rancher/k3s/config.yaml:datastore-endpoint: postgres://u:(hidden)@h/x',
  '/etc/rancher/k3s/config.yaml:secrets-encryption: true':
    '/etc/rancher/k3s/config.yaml:secrets-encryption: true',
  '/etc/rancher/k3s/config.yaml:- authentication-token-webhook=true':
    '/etc/rancher/k3s/config.yaml:- authentication-token-webhook=true',
  [`/etc/kubernetes/manifests/etcd.yaml:      value: "${SECRET}"`]:
    '/etc/kubernetes/manifests/etcd.yaml:      value: (hidden)',
  [`/etc/default/kubelet:HTTPS_PROXY=http://u:${SECRET}@proxy`]:
    '/etc/default/kubelet:HTTPS_PROXY=http://u:(hidden)@proxy',
};

it.each([['sed'], ['busybox', 'sed']])('hides what joins a cluster, by %s', (...sed) => {
  const [command = '', ...rest] = sed.filter((word) => word !== undefined);
  const told = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  const run = spawnSync(command, [...rest, '-E', HIDE_SECRETS.replaceAll("'\\''", "'")], {
    input: told(Object.keys(RANCHER)),
    encoding: 'utf8',
  });
  expect(run.stdout).toBe(told(Object.values(RANCHER)));
});
