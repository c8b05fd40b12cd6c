import type { MachineRecipe } from './machine.ts';
import { engineRoot, plainRoot } from './roots.ts';

/** One image of nothing but busybox, under the name of a base image. */
const IMAGE = `
mkdir -p /tmp/image/bin && cp /bin/busybox /tmp/image/bin/ && ln -s busybox /tmp/image/bin/sh
tar -C /tmp/image -cf - . | docker import - shop/base:2.4
`;

const engine = (settings: Readonly<Record<string, unknown>>): string => `
mkdir -p /etc/docker
echo '${JSON.stringify({ bridge: 'none', iptables: false, 'storage-driver': 'overlay2', ...settings })}' > /etc/docker/daemon.json
dockerd --cgroup-parent "/$(hostname)" > /run/dockerd.log 2>&1 &
n=0
until docker info > /dev/null 2>&1; do
  n=$((n + 1)); [ $n -lt 100 ] || { tail -3 /run/dockerd.log; exit 1; }
  sleep 0.2
done
${IMAGE}`;

const container = (name: string, ...options: readonly string[]): string =>
  `docker run -d --network none --name ${name} ${options.join(' ')} shop/base:2.4 /bin/busybox sleep 1d\n`;

const CAREFUL = [
  '--user 1000:1000 --cap-drop ALL --read-only --memory 128m --pids-limit 100',
  '--security-opt no-new-privileges',
];
const LOGS = { 'log-driver': 'json-file', 'log-opts': { 'max-size': '10m', 'max-file': '3' } };
const SAFE = { 'live-restore': true, 'no-new-privileges': true, ...LOGS };

/** What sets the members of a role apart from each other: the slips of people. */
type Slips = Readonly<Record<number, string>>;

interface Role {
  readonly role: string;
  readonly hosts: number;
  readonly root: () => string;
  readonly setUp: string;
  readonly slips?: Slips;
}

const ROLES: readonly Role[] = [
  {
    role: 'web',
    hosts: 14,
    root: () => engineRoot('bookworm'),
    setUp: `${engine(SAFE)}${container('shop', ...CAREFUL)}${container('cache', '--memory 256m')}`,
    slips: {
      3: 'chmod 666 /etc/docker/daemon.json',
      7: container('metrics', '--pid host', '-v /:/rootfs:ro'),
      9: 'useradd -m deploy && usermod -aG docker deploy',
      11: 'chmod 666 /run/docker.sock',
    },
  },
  {
    role: 'api',
    hosts: 10,
    root: () => engineRoot('trixie'),
    setUp: `${engine({ ...SAFE, 'log-level': 'debug' })}${container('api', ...CAREFUL)}`,
    slips: {
      2: container('logs', '-v /var/log:/var/log -v /etc:/host/etc'),
      6: container('proxy', '--cap-add NET_ADMIN --network host').replace('--network none ', ''),
    },
  },
  {
    role: 'ci',
    hosts: 4,
    root: () => engineRoot('trixie'),
    setUp: `${engine({ 'insecure-registries': ['registry.example.org:5000'] })}${container(
      'runner',
      '-v /run/docker.sock:/run/docker.sock --cap-add SYS_ADMIN',
      '--security-opt seccomp=unconfined --security-opt apparmor=unconfined',
    )}`,
    slips: { 2: container('builder', '--cap-add SYS_PTRACE --pid host') },
  },
  {
    role: 'db',
    hosts: 12,
    root: () => plainRoot('trixie'),
    setUp: 'mkdir -p /etc/sysctl.d; echo "kernel.kptr_restrict = 2" > /etc/sysctl.d/60-site.conf\n',
    slips: { 4: 'chmod 666 /etc/passwd' },
  },
  {
    role: 'edge',
    hosts: 8,
    root: () => plainRoot('bullseye'),
    setUp: 'useradd -m audit; mkdir -p ~audit/.ssh; cp /root/.ssh/authorized_keys ~audit/.ssh/\n',
  },
];

/** 48 machines in five roles; those of a role are alike but for slips. */
export const FLEET: readonly MachineRecipe[] = ROLES.flatMap(
  ({ role, hosts, root, setUp, slips = {} }, r) =>
    Array.from({ length: hosts }, (_, i): MachineRecipe => {
      const name = `${role}-${String(i + 1).padStart(2, '0')}.example.org`;
      return {
        name,
        address: `127.0.${10 + r}.${i + 1}`,
        root: root(),
        setUp: `${setUp}${slips[i + 1] ?? ''}\n`,
      };
    }),
);
