import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DockerEngine, IMAGE, startDockerEngine } from '../support/docker-engine.ts';
import { borrowDockerHost, DAEMON_JSON } from '../support/docker-host.ts';
import { type CommandRun, hostward } from '../support/hostward.ts';
import { auditedHostIn, junitFailuresIn } from '../support/run-reports.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';

const ADDRESS = '127.0.4.1';
const PORT = 22_461;
/** An audit each way, and the wait for other tests’ engines. */
const START_MS = 240_000;
const THROUGH_SOCKET = 'It would ask Docker through /run/docker.sock';

let folder: string;
let sshd: Sshd;
let giveBack: () => Promise<void>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-docker-'));
  giveBack = await borrowDockerHost();
  sshd = await startSshd({ addresses: [ADDRESS], port: PORT });
  writeFileSync(
    join(folder, 'inventory.yaml'),
    `version: 1
hosts:
  docker-1:
    address: ${ADDRESS}
    port: ${PORT}
    user: root
    identityFiles: [${sshd.identityFile}]
    knownHosts: [${sshd.knownHostsFile}]
`,
  );
});

afterAll(async () => {
  await giveBack?.();
  await sshd?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What is wrong with the first engine and its container, and right with the second. */
const CURED = [
  'capabilities.container-no-new-privileges',
  'daemon.docker-socket-mode',
  'daemon.log-rotation',
  'daemon.no-new-privileges',
  'daemon.userland-proxy',
  'namespaces.container-uid-map',
  'namespaces.docker-userns-remap',
  'runtime.devices',
  'runtime.engine-socket-mounted',
  'runtime.escape-paths',
  'runtime.memory-limit',
  'runtime.privileged',
  'runtime.read-only-root',
  'runtime.root-user',
  'seccomp.container-mode',
];

const hostIn = (name: string) => auditedHostIn(join(folder, name));
const failuresIn = (name: string) => junitFailuresIn(join(folder, name));

const findingsIn = (name: string) =>
  new Map(hostIn(name).findings.map((finding) => [finding.check, finding]));

const outcomesOf = (name: string, checks: readonly string[]) =>
  checks.map((check) => [check, findingsIn(name).get(check)?.outcome]);

/** Audits as a user does, and keeps the reports in a folder of that name. */
const audit = (name: string, ...words: readonly string[]): Promise<CommandRun> =>
  hostward(['audit', '--profile', 'strict', '-o', name, ...words], { cwd: folder });

const auditLocally = (name: string) => audit(name, '-f', 'json,html,junit');
const auditOverSsh = (name: string) => audit(name, '-f', 'json', '-i', 'inventory.yaml');

function expectSameOverSsh(local: string, ssh: string): void {
  expect([...findingsIn(ssh).keys()]).toEqual([...findingsIn(local).keys()]);
  for (const check of CURED) {
    expect(findingsIn(ssh).get(check)).toEqual(findingsIn(local).get(check));
  }
  expect(hostIn(ssh).containers).toEqual(hostIn(local).containers);
  expect(hostIn(ssh)).toMatchObject({ name: 'docker-1', hostKey: sshd.hostKey.fingerprint });
}

describe('a Docker Engine that gives its host away', () => {
  let engine: DockerEngine | undefined;
  let run: CommandRun;
  let overSsh: CommandRun;

  beforeAll(async () => {
    engine = await startDockerEngine({ config: DAEMON_JSON });
    chmodSync(engine.socket, 0o666);
    await engine.run('ci-runner', '--privileged', `--volume=${engine.socket}:${engine.socket}`);
    run = await auditLocally('open');
    overSsh = await auditOverSsh('open-ssh');
  }, START_MS);

  afterAll(async () => {
    await engine?.stop();
  }, 60_000);

  it('ends the audit with 1', () => {
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(overSsh).toMatchObject({ status: 1, stderr: '' });
  });

  it('fails for each thing that is wrong, told as it was found', () => {
    expect(outcomesOf('open', CURED)).toEqual(CURED.map((check) => [check, 'fail']));
    const findings = findingsIn('open');
    expect(findings.get('daemon.docker-socket-mode')?.mismatches).toEqual([
      { subject: '/run/docker.sock mode', expected: '0660 or stricter', actual: '0666' },
    ]);
    expect(findings.get('namespaces.docker-userns-remap')?.mismatches).toMatchObject([
      { subject: 'userns-remap', actual: 'not set, the default' },
    ]);
    expect(findings.get('namespaces.container-uid-map')?.mismatches).toMatchObject([
      { subject: 'container ci-runner', actual: 'root inside is the host’s root' },
    ]);
    const subjects = findings
      .get('runtime.escape-paths')
      ?.mismatches?.map(({ subject }) => subject);
    expect(subjects).toContain('container ci-runner, privileged');
    expect(subjects).toContain('container ci-runner, docker-socket');
  });

  it('has a container with open barriers and ways to root', () => {
    const { containers } = hostIn('open');
    expect(containers).toMatchObject([
      {
        name: 'ci-runner',
        engine: 'docker',
        image: IMAGE,
        barriers: {
          user: { state: 'open' },
          seccomp: { state: 'open' },
          capabilities: { state: 'open' },
          noNewPrivileges: { state: 'open' },
          readOnlyRoot: { state: 'open' },
          limits: { state: 'open' },
          devices: { state: 'open' },
          sockets: { state: 'open', detail: '/run/docker.sock' },
        },
      },
    ]);
    const paths = containers[0]?.escapePaths.map(({ id }) => id);
    expect(paths).toEqual(expect.arrayContaining(['privileged', 'docker-socket']));
  });

  it('is told at the terminal, on the page and to CI', () => {
    const told = `ci-runner on ${hostname()}: docker-socket — ${THROUGH_SOCKET}`;
    expect(run.stdout.replaceAll(/\s+/g, ' ')).toContain(told);
    const page = readFileSync(join(folder, 'open', 'report.html'), 'utf8');
    expect(page).toContain('ci-runner');
    expect(page).toContain(THROUGH_SOCKET);
    const failures = failuresIn('open');
    const failed = hostIn('open').findings.filter(({ outcome }) => outcome === 'fail');
    expect([...failures.keys()].sort()).toEqual(failed.map(({ check }) => check).sort());
    expect(failures.get('daemon.docker-socket-mode')).toContain('found 0666');
    expect(failures.get('runtime.escape-paths')).toContain('container ci-runner');
  });

  it('is seen the same over SSH', () => {
    expectSameOverSsh('open', 'open-ssh');
    expect(overSsh.stdout).toContain('ci-runner on docker-1: privileged');
  });
});

describe('the same Docker Engine, put right', () => {
  let engine: DockerEngine | undefined;
  let run: CommandRun;

  beforeAll(async () => {
    const settings = {
      'userns-remap': 'default',
      'no-new-privileges': true,
      'userland-proxy': false,
      'default-cgroupns-mode': 'private',
      'log-opts': { 'max-size': '10m', 'max-file': '3' },
    };
    engine = await startDockerEngine({ config: DAEMON_JSON, settings });
    await engine.run(
      'web-shop',
      ...['--cap-drop=ALL', '--read-only', '--security-opt=no-new-privileges', '--user=1000:1000'],
      ...['--memory=64m', '--memory-swap=64m', '--pids-limit=50', '--health-cmd=true'],
    );
    run = await auditLocally('right');
    await auditOverSsh('right-ssh');
  }, START_MS);

  afterAll(async () => {
    await engine?.stop();
  }, 60_000);

  it('passes what it failed', () => {
    expect(outcomesOf('right', CURED)).toEqual(CURED.map((check) => [check, 'pass']));
    const findings = findingsIn('right');
    expect(findings.get('daemon.docker-socket-mode')?.note).toMatch(
      /^\/run\/docker\.sock .* 0660$/,
    );
    expect(findings.get('namespaces.docker-userns-remap')?.note).toContain('userns-remap: default');
    expect(findings.get('namespaces.docker-remap-ranges')?.outcome).toBe('pass');
  });

  it('has a container whose barriers hold, without a way out', () => {
    expect(hostIn('right').containers).toMatchObject([
      {
        name: 'web-shop',
        engine: 'docker',
        image: IMAGE,
        barriers: {
          user: { state: 'holds', detail: expect.stringMatching(/^root inside is user [1-9]\d+ /) },
          cgroup: { state: 'holds' },
          seccomp: { state: 'holds' },
          capabilities: { state: 'holds' },
          noNewPrivileges: { state: 'holds' },
          readOnlyRoot: { state: 'holds' },
          limits: { state: 'holds', detail: 'memory 64 MiB, processes 50' },
          hostMounts: { state: 'holds' },
          devices: { state: 'holds' },
          sockets: { state: 'holds' },
        },
        escapePaths: [],
      },
    ]);
  });

  it('has no failure left that names the container, but for its image: what was imported has no digest', () => {
    const wrong = hostIn('right').findings.flatMap(({ mismatches = [] }) => mismatches);
    expect(wrong.filter(({ subject }) => subject.includes('web-shop'))).toEqual([
      { subject: 'container web-shop', expected: 'an image by its digest', actual: IMAGE },
    ]);
    expect(run.stdout).not.toContain('way to root on the host');
    expect([...failuresIn('right').keys()].filter((check) => CURED.includes(check))).toEqual([]);
  });

  it('is seen the same over SSH', () => {
    expectSameOverSsh('right', 'right-ssh');
  });
});
