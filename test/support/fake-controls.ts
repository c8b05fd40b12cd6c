import { AREAS, type Area, type CheckMeta } from '../../src/model/check.ts';

/**
 * One control of the fake fleet, and what it meets there.
 * Hosts are named by their two digits, several with spaces between: `'05 06'`.
 */
export interface FakeControl {
  readonly meta: CheckMeta;
  readonly subject: string;
  readonly expected: string;
  /** What a passing host shows. */
  readonly seen: string;
  /** What failing hosts show, each with the hosts that show it. */
  readonly found?: Readonly<Record<string, string>>;
  /** Why it does not apply, with the hosts that it does not apply to. */
  readonly beside?: readonly [reason: string, hosts: string];
  /** Why it could not be told, with the hosts concerned. */
  readonly untold?: readonly [reason: string, hosts: string];
  /** Why it cannot be told without root. */
  readonly locked?: string;
  /** Asked on each host, with what was found there. */
  readonly question?: string;
}

type Severity = CheckMeta['severity'];
type About = Omit<FakeControl, 'meta'> & {
  readonly rationale: string;
  readonly remedy: string;
  readonly references?: readonly string[];
};

function control(id: string, severity: Severity, title: string, about: About): FakeControl {
  const { rationale, remedy, references = [], ...met } = about;
  const area = areaOf(id);
  const level = severity === 'low' ? 2 : 1;
  const words = { title, rationale, remedy, references, tags: [area] };
  return { meta: { id, area, severity, level, ...words }, ...met };
}

function areaOf(id: string): Area {
  const area = id.split('.')[0] ?? '';
  if (!isArea(area)) throw new Error(`${id} is in no area`);
  return area;
}

const isArea = (word: string): word is Area => Object.hasOwn(AREAS, word);

const DAEMON_JSON = 'Reading /etc/docker/daemon.json needs root';
const PROCESSES = 'Reading the processes of containers needs root';
const sysctlDoc = (page: string): readonly string[] => [
  `kernel-doc:admin-guide/sysctl/${page}.rst`,
];

function sysctl(
  key: string,
  severity: Severity,
  title: string,
  want: readonly [expected: string, good: string],
  about: Pick<About, 'rationale' | 'references'> & Partial<About>,
): FakeControl {
  const [expected, good] = want;
  const name = key.split('.').slice(1).join('-').replaceAll('_', '-');
  return control(`sysctl.${name}`, severity, title, {
    subject: key,
    expected,
    seen: good,
    remedy: `Write \`${key} = ${good}\` to /etc/sysctl.d/60-hardening.conf, then run \`sysctl --system\`.`,
    ...about,
  });
}

export const FAKE_CONTROLS: readonly FakeControl[] = [
  control('kernel.release', 'high', 'The kernel belongs to a series its vendor still patches', {
    rationale:
      'A kernel out of support keeps every flaw published after its last update, and containers share that kernel.',
    remedy: 'Install the kernel of a supported series, then restart the host.',
    subject: 'running kernel',
    expected: 'a supported series',
    seen: 'a supported series',
  }),
  control('kernel.patch-level', 'high', 'The running kernel is the newest one installed', {
    rationale: 'An update on disk protects nothing until the host is restarted into it.',
    remedy: 'Restart the host: `systemctl reboot`',
    references: ['cis-dil-2.0:1.9', 'endoflife.date:linux'],
    subject: 'running kernel',
    expected: 'the newest one installed',
    seen: 'the newest one installed',
    found: {
      '6.8.0-79 while 6.8.0-85 is installed': '03',
      '6.1.0-37 while 6.1.0-40 is installed': '07',
      '5.14.0-503 while 5.14.0-570 is installed': '09',
    },
    untold: ['dpkg gave no answer within 10 s: its database was locked', '05'],
  }),
  control('kernel.lockdown', 'medium', 'Kernel lockdown is at least integrity', {
    rationale:
      'Without lockdown, root in a container that breaks out can rewrite the running kernel through /dev/mem or kexec.',
    remedy: 'Add `lockdown=integrity` to the kernel command line, then restart the host.',
    references: ['man:kernel_lockdown.7', 'khc:CONFIG_SECURITY_LOCKDOWN_LSM'],
    subject: '/sys/kernel/security/lockdown',
    expected: 'integrity or confidentiality',
    seen: 'integrity',
    found: { none: '05 06 07 09' },
    locked: 'Reading /sys/kernel/security/lockdown needs root',
  }),
  control('kernel.module-signatures', 'medium', 'Only signed kernel modules load', {
    rationale: 'An unsigned module is arbitrary code in the kernel that every container runs on.',
    remedy: 'Add `module.sig_enforce=1` to the kernel command line, then restart the host.',
    references: ['kernel-doc:admin-guide/module-signing.rst'],
    subject: 'module.sig_enforce',
    expected: 'Y',
    seen: 'Y',
    found: { N: '05 06 07' },
  }),
  control(
    'kernel.unused-filesystems',
    'low',
    'File system modules that the host does not use cannot load',
    {
      rationale:
        'Rarely used file system drivers are rarely reviewed, and a mount request is enough to load them.',
      remedy:
        'Write `install udf /bin/false` to /etc/modprobe.d/unused.conf, a line for each module.',
      references: ['cis-dil-2.0:1.1.1'],
      subject: 'loadable modules',
      expected: 'none of cramfs, hfsplus, udf',
      seen: 'none of them',
      found: { udf: '01 02 03 04', 'cramfs, udf': '08' },
    },
  ),
  control('cpu.spectre-v2', 'high', 'Branch target injection is mitigated', {
    rationale:
      'Speculative execution lets one container read the memory of another or of the host.',
    remedy: 'Remove `mitigations=off` from the kernel command line, then restart the host.',
    references: ['cve:CVE-2017-5715', 'kernel-doc:admin-guide/hw-vuln/spectre.rst'],
    subject: '/sys/devices/system/cpu/vulnerabilities/spectre_v2',
    expected: 'not Vulnerable',
    seen: 'Mitigation: Enhanced IBRS; IBPB: conditional',
    found: { 'Vulnerable; IBPB: disabled; STIBP: disabled': '10' },
  }),
  control('cpu.microcode', 'medium', 'Processor microcode is loaded early', {
    rationale:
      'Most mitigations of processor flaws need newer microcode than the firmware carries.',
    remedy:
      'Install the microcode package of the distribution, rebuild the initial RAM disk, then restart.',
    references: ['kernel-doc:arch/x86/microcode.rst'],
    subject: 'microcode revision',
    expected: 'updated early',
    seen: 'updated early',
    beside: ['The host is a virtual machine: its hypervisor loads the microcode', '01 02 03 04'],
  }),
  control('boot.iommu', 'medium', 'The IOMMU is not switched off', {
    rationale:
      'Without it a device given to a container can read and write the memory of the host.',
    remedy: 'Remove `iommu=off` from the kernel command line, then restart the host.',
    references: ['kernel-doc:admin-guide/kernel-parameters.txt'],
    subject: '/proc/cmdline',
    expected: 'no iommu=off',
    seen: 'iommu is not named',
  }),
  sysctl(
    'kernel.kptr_restrict',
    'medium',
    'Kernel addresses are hidden from users',
    ['at least 1', '2'],
    {
      rationale: 'Known addresses turn a memory bug in the kernel into a reliable exploit.',
      references: ['kspp:sysctls', ...sysctlDoc('kernel')],
      found: { '0': '05 06' },
    },
  ),
  sysctl(
    'kernel.dmesg_restrict',
    'low',
    'The kernel log is readable by administrators only',
    ['1', '1'],
    {
      rationale:
        'The kernel log discloses addresses and device details that help an attacker inside a container.',
      references: sysctlDoc('kernel'),
      found: { '0': '08 09 10' },
    },
  ),
  sysctl(
    'kernel.randomize_va_space',
    'high',
    'Address space layout is fully randomised',
    ['2', '2'],
    {
      rationale: 'Fixed addresses let one exploit work on every process of the host.',
      references: ['cis-dil-2.0:1.5.3', ...sysctlDoc('kernel')],
    },
  ),
  sysctl(
    'kernel.yama.ptrace_scope',
    'medium',
    'Processes can trace only their own children',
    ['at least 1', '1'],
    {
      rationale:
        'A compromised process could otherwise read credentials out of any other process of the same user.',
      references: ['kernel-doc:admin-guide/LSM/Yama.rst'],
      found: { '0': '05 07 08 09 10' },
    },
  ),
  sysctl(
    'kernel.unprivileged_bpf_disabled',
    'high',
    'Unprivileged users cannot load BPF programs',
    ['at least 1', '2'],
    {
      rationale: 'The BPF verifier has been a repeated source of privilege escalation to root.',
      references: sysctlDoc('kernel'),
      found: { '0': '06' },
    },
  ),
  sysctl('net.core.bpf_jit_harden', 'medium', 'The BPF compiler blinds constants', ['2', '2'], {
    rationale: 'Unblinded constants let a user place chosen machine code in the kernel.',
    references: sysctlDoc('net'),
    found: { '0': '01 02 03 05 06 07' },
    locked: 'Reading net.core.bpf_jit_harden needs root',
  }),
  sysctl(
    'kernel.kexec_load_disabled',
    'medium',
    'A running kernel cannot be replaced',
    ['1', '1'],
    {
      rationale: 'kexec starts an arbitrary kernel without a firmware check of its signature.',
      references: sysctlDoc('kernel'),
      found: { '0': '01 02 03 04' },
    },
  ),
  sysctl(
    'net.ipv4.conf.all.accept_redirects',
    'medium',
    'The host ignores ICMP redirects',
    ['0', '0'],
    {
      rationale: 'A neighbour could otherwise reroute the host’s traffic through itself.',
      references: ['cis-dil-2.0:3.2.2', 'kernel-doc:networking/ip-sysctl.rst'],
      found: { '1': '04', '1 now, 0 after a restart': '09' },
    },
  ),
  sysctl(
    'net.ipv4.conf.all.rp_filter',
    'medium',
    'Packets with an impossible source are dropped',
    ['1 or 2', '2'],
    {
      rationale:
        'Without reverse path filtering a container can send packets in another host’s name.',
      references: ['kernel-doc:networking/ip-sysctl.rst'],
      found: { '0': '01 02 03' },
    },
  ),
  sysctl(
    'fs.protected_symlinks',
    'medium',
    'Links in shared directories are followed only by their owner',
    ['1', '1'],
    {
      rationale: 'Link races in /tmp let one user make a privileged process write elsewhere.',
      references: sysctlDoc('fs'),
    },
  ),
  control(
    'cgroup.hierarchy-unified',
    'medium',
    'The host runs the unified control group hierarchy only',
    {
      rationale:
        'The older hierarchy has a release agent that has been used to escape from containers.',
      remedy:
        'Add `systemd.unified_cgroup_hierarchy=1` to the kernel command line, then restart the host.',
      references: ['cve:CVE-2022-0492', 'kernel-doc:admin-guide/cgroup-v2.rst'],
      subject: '/sys/fs/cgroup',
      expected: 'cgroup2',
      seen: 'cgroup2',
    },
  ),
  control('cgroup.container-pids-limit', 'high', 'Every running container has a process limit', {
    rationale: 'One container with a fork bomb exhausts the process table of the whole host.',
    remedy: '```\ndocker update --pids-limit 512 CONTAINER\n```',
    references: ['cis-docker-1.6:5.29', 'docker-bench:5.29'],
    subject: 'pids.max',
    expected: 'a number for every container',
    seen: 'a number for every container',
    found: {
      'max for /web-1, /web-2, /cron': '02',
      'max for all 9 containers': '06',
      'max for /queue, /mail': '09',
    },
    locked: PROCESSES,
  }),
  control('cgroup.container-memory-limit', 'medium', 'Every running container has a memory limit', {
    rationale:
      'Without a limit the kernel kills whichever process it picks when one container uses all memory.',
    remedy: '```\ndocker update --memory 512m --memory-swap 512m CONTAINER\n```',
    references: ['cis-docker-1.6:5.11'],
    subject: 'memory.max',
    expected: 'a number for every container',
    seen: 'a number for every container',
    found: {
      'max for 2 of 12 containers': '01 03',
      'max for 5 of 14 containers': '02',
      'max for all 9 containers': '06',
      'max for 1 of 6 containers': '07',
      'max for 4 of 11 containers': '09',
    },
    locked: PROCESSES,
  }),
  control('namespaces.userns-remap', 'high', 'Root in a container is not root on the host', {
    rationale:
      'Without remapping, a process that leaves its container as root is root on the host.',
    remedy:
      'Set `"userns-remap": "default"` in /etc/docker/daemon.json and restart docker. Plan it: images are pulled again.',
    references: ['cis-docker-1.6:2.9'],
    subject: '/proc/PID/uid_map',
    expected: 'not the host’s own ids',
    seen: 'container root is 100000 on the host',
    found: { 'container root is 0 on the host': '05 06 07 08 09 10' },
    locked: DAEMON_JSON,
  }),
  control(
    'namespaces.unprivileged-userns',
    'medium',
    'Unprivileged users cannot create user namespaces',
    {
      rationale:
        'User namespaces open kernel code to ordinary users that was written for root alone.',
      remedy:
        'Write `kernel.unprivileged_userns_clone = 0` to /etc/sysctl.d/60-userns.conf, then run `sysctl --system`. Rootless engines stop working.',
      references: ['man:user_namespaces.7', ...sysctlDoc('user')],
      subject: 'kernel.unprivileged_userns_clone',
      expected: '0, or restricted by AppArmor',
      seen: 'restricted by AppArmor',
      found: { '1': '05 06 07', 'absent, and user.max_user_namespaces is 127000': '08' },
    },
  ),
  control('namespaces.subid-ranges', 'medium', 'Subordinate id ranges do not overlap', {
    rationale: 'Two users with one range own each other’s container files.',
    remedy: 'Give each user a range of its own: `usermod --del-subuids FIRST-LAST USER`',
    references: ['man:subuid.5'],
    subject: '/etc/subuid',
    expected: 'disjoint ranges',
    seen: 'disjoint ranges',
    beside: ['User namespaces are not remapped on this host', '05 06 07 08 09 10'],
  }),
  control('mac.enforcing', 'high', 'SELinux or AppArmor is enforced', {
    rationale:
      'Mandatory access control is the layer that holds when a container process becomes root.',
    remedy: 'Run `setenforce 1` and set `SELINUX=enforcing` in /etc/selinux/config.',
    references: ['cis-dil-2.0:1.7', 'man:selinux.8'],
    subject: 'SELinux',
    expected: 'enforcing',
    seen: 'enforcing',
    found: { permissive: '10' },
  }),
  control('mac.apparmor-modes', 'medium', 'Every loaded AppArmor profile is enforced', {
    rationale: 'A profile in complain mode records what it should have stopped.',
    remedy: 'Run `aa-enforce /etc/apparmor.d/PROFILE`',
    references: ['cis-dil-2.0:1.7.2', 'man:aa-enforce.8'],
    subject: 'profiles in complain mode',
    expected: 'none',
    seen: 'none',
    found: { 'nginx, postfix': '05' },
    beside: ['The host uses SELinux', '08 09 10'],
    locked: 'Reading loaded profiles needs root',
  }),
  control('mac.containers-confined', 'high', 'Every running container is confined by a profile', {
    rationale: 'An unconfined container has the host’s files in reach once it escapes its mounts.',
    remedy: 'Recreate the container without `--security-opt apparmor=unconfined`.',
    references: ['cis-docker-1.6:5.1'],
    subject: 'unconfined containers',
    expected: 'none',
    seen: 'none',
    found: { '/agent, /backup': '06' },
    locked: PROCESSES,
  }),
  control('seccomp.container-filter', 'high', 'Every container runs under a system call filter', {
    rationale: 'Without a filter every flaw in any system call of the kernel is in reach.',
    remedy:
      'Recreate the container without `--security-opt seccomp=unconfined` and without `--privileged`.',
    references: ['cis-docker-1.6:5.21', 'kernel-doc:userspace-api/seccomp_filter.rst'],
    subject: 'containers without a filter',
    expected: 'none',
    seen: 'none',
    found: { '/ci-runner': '04', '/agent': '06' },
    locked: PROCESSES,
  }),
  control(
    'capabilities.container-dangerous',
    'critical',
    'No container holds a capability that amounts to control of the host',
    {
      rationale:
        'CAP_SYS_ADMIN and its like let code in the container load modules, mount disks or trace host processes.',
      remedy: 'Recreate the container without the capability; give it a narrower one or a device.',
      references: ['cis-docker-1.6:5.4', 'man:capabilities.7'],
      subject: 'containers with such a capability',
      expected: 'none',
      seen: 'none',
      found: {
        '/ci-runner: every capability': '04',
        '/agent: CAP_SYS_ADMIN, CAP_SYS_PTRACE': '06',
      },
      locked: PROCESSES,
    },
  ),
  control('capabilities.container-net-raw', 'medium', 'Containers do not hold CAP_NET_RAW', {
    rationale:
      'Raw sockets let a container spoof ARP, DHCP and DNS of its neighbours on the same bridge.',
    remedy: 'Recreate the container with `--cap-drop=NET_RAW`.',
    references: ['cis-docker-1.6:5.4'],
    subject: 'containers with CAP_NET_RAW',
    expected: 'none',
    seen: 'none',
    found: { 'all of them': '01 02 03 04 05 06 07', '/queue, /mail': '09' },
    locked: PROCESSES,
  }),
  control(
    'daemon.docker-tcp-listener',
    'critical',
    'The daemon takes network connections only with client certificates',
    {
      rationale:
        'An open port 2375 gives root on the host to anyone who can reach it; such ports are found and used within hours.',
      remedy:
        '```\nsystemctl edit docker.service   # remove -H tcp://0.0.0.0:2375\nsystemctl daemon-reload\nsystemctl restart docker        # restarts every container unless live-restore is on\n```',
      references: ['cis-docker-1.6:2.7', 'docker-bench:2.7'],
      subject: 'dockerd listeners',
      expected: 'no tcp:// listener, or tlsverify with a CA',
      seen: 'unix:///run/docker.sock',
      found: { 'tcp://0.0.0.0:2375 without tlsverify': '04' },
      locked: DAEMON_JSON,
    },
  ),
  control('daemon.docker-socket-mode', 'critical', 'The daemon’s socket is closed to other users', {
    rationale:
      'Whoever can write to the socket is root on the host: one request starts a privileged container with / mounted.',
    remedy: 'Set `SocketMode=0660` in docker.socket, then run `systemctl restart docker.socket`.',
    references: ['cis-docker-1.6:3.15', 'cis-docker-1.6:3.16'],
    subject: '/run/docker.sock',
    expected: '0660 root:docker or stricter',
    seen: '0660 root:docker',
    found: { '0666 root:docker': '04' },
  }),
  control('daemon.no-new-privileges', 'high', 'New containers cannot gain privileges', {
    rationale:
      'A setuid program in an image otherwise turns an ordinary user into root inside the container.',
    remedy:
      'Set `"no-new-privileges": true` in /etc/docker/daemon.json and restart docker. It affects containers started from then on.',
    references: ['cis-docker-1.6:2.14'],
    subject: 'no-new-privileges',
    expected: 'true',
    seen: 'true',
    found: { false: '01 02 03 05 06 07' },
    locked: DAEMON_JSON,
  }),
  control('daemon.config-owner', 'high', 'The daemon’s configuration is writable by root only', {
    rationale: 'Whoever can edit the configuration decides how every container is confined.',
    remedy: '```\nchown root:root /etc/docker/daemon.json\nchmod 0644 /etc/docker/daemon.json\n```',
    references: ['cis-docker-1.6:3.17', 'cis-docker-1.6:3.18'],
    subject: '/etc/docker/daemon.json',
    expected: '0644 root:root or stricter',
    seen: '0644 root:root',
    found: { '0664 root:docker': '07' },
  }),
  control(
    'daemon.inter-container-traffic',
    'medium',
    'Containers on the default bridge cannot reach one another',
    {
      rationale: 'One compromised container can otherwise reach every service of its neighbours.',
      remedy: 'Set `"icc": false` in /etc/docker/daemon.json and restart docker.',
      references: ['cis-docker-1.6:2.2'],
      subject: 'icc',
      expected: 'false',
      seen: 'false',
      found: { true: '05 06 07' },
      locked: DAEMON_JSON,
    },
  ),
  control('daemon.insecure-registries', 'high', 'No registry is trusted without TLS', {
    rationale: 'Images from an unauthenticated registry can be replaced on the way to the host.',
    remedy: 'Remove `insecure-registries` from /etc/docker/daemon.json and restart docker.',
    references: ['cis-docker-1.6:2.5'],
    subject: 'insecure-registries',
    expected: 'empty',
    seen: 'empty',
    found: { 'registry.example.net:5000': '09' },
    locked: DAEMON_JSON,
  }),
  control('daemon.log-rotation', 'low', 'Container logs are rotated', {
    rationale: 'A container that logs without end fills the disk and stops the host.',
    remedy:
      'Set `"log-opts": {"max-size": "50m", "max-file": "3"}` in /etc/docker/daemon.json and restart docker.',
    references: ['cis-docker-1.6:2.13'],
    subject: 'log-opts max-size',
    expected: 'set',
    seen: '50m',
    found: { 'not set': '03 09' },
    untold: ['docker info gave no answer within 10 s', '02'],
    locked: DAEMON_JSON,
  }),
  control('daemon.live-restore', 'low', 'Containers keep running while the daemon restarts', {
    rationale: 'Where a restart stops every container, security updates of the daemon are put off.',
    remedy:
      'Set `"live-restore": true` in /etc/docker/daemon.json, then run `systemctl reload docker`.',
    references: ['cis-docker-1.6:2.15'],
    subject: 'live-restore',
    expected: 'true',
    seen: 'true',
    found: { false: '06 08 09 10' },
    locked: DAEMON_JSON,
  }),
  control('daemon.docker-group', 'high', 'Only entitled administrators are in the docker group', {
    rationale: 'Membership of the group equals root without a password and without a record.',
    remedy: 'Take a member out with `gpasswd -d USER docker`.',
    references: ['cis-docker-1.6:1.1.2'],
    subject: 'docker group',
    expected: 'entitled administrators only',
    seen: '',
    question:
      'Is every member of the docker group entitled to root? Members: deploy, aruiz, mokafor',
  }),
  control('runtime.runc-version', 'critical', 'runc has no known container escape', {
    rationale:
      'runc up to 1.1.11 leaks a file descriptor of the host, through which an image can leave its container.',
    remedy: '```\napt-get install --only-upgrade runc containerd.io\n```',
    references: ['cve:CVE-2024-21626'],
    subject: 'runc',
    expected: 'at least 1.1.12',
    seen: '1.1.15',
    found: { '1.1.9': '07' },
  }),
  control('runtime.host-namespaces', 'high', 'No container shares a namespace of the host', {
    rationale:
      'A shared process namespace lets the container see and signal every process of the host.',
    remedy: 'Recreate the container without `--pid=host`, `--ipc=host` and `--network=host`.',
    references: ['cis-docker-1.6:5.9', 'cis-docker-1.6:5.15', 'man:namespaces.7'],
    subject: 'containers with a namespace of the host',
    expected: 'none',
    seen: 'none',
    found: { '/node-exporter: process': '02', '/agent: process, network': '06' },
    locked: PROCESSES,
  }),
  control(
    'runtime.docker-socket-mounts',
    'critical',
    'No container has a daemon’s socket mounted',
    {
      rationale:
        'The socket takes any request: the container asks the daemon for a privileged one, and has the host.',
      remedy:
        'Recreate the container without the mount; put a filtering proxy before the socket where one is needed.',
      references: ['cis-docker-1.6:5.31'],
      subject: 'containers with the socket',
      expected: 'none',
      seen: 'none',
      found: { '/portainer': '01', '/ci-runner': '04' },
      locked: PROCESSES,
    },
  ),
];
