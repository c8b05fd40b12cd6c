import {
  type DockerFlags,
  daemonJson,
  defineCheck,
  dockerCommand,
  keyOfDockerFlag,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

const FILE = '/etc/docker/daemon.json';

/** Settings that were taken out of dockerd: it does not start with them. */
const REMOVED = new Set([
  'api-enable-cors',
  'cluster-advertise',
  'cluster-store',
  'cluster-store-opts',
  'disable-legacy-registry',
  'enable-v2-registry',
  'graph',
  'kernel-memory',
  'mtls',
  'oom-score-adjust',
]);

/** All that dockerd takes, to Docker 29 (moby cmd/dockerd, daemon/config). */
const KNOWN = new Set(
  `add-runtime allow-direct-routing allow-nondistributable-artifacts api-cors-header authorization-plugins
bip bip6 bridge bridge-accept-fwmark builder cdi-spec-dirs cgroup-parent containerd containerd-namespace
containerd-plugin-namespace containerd-plugins-namespace cpu-rt-period cpu-rt-runtime cri-containerd
data-root debug default-address-pools default-cgroupns-mode default-gateway default-gateway-v6
default-ipc-mode default-network-opts default-runtime default-shm-size default-ulimits
deprecated-key-path dns dns-opts dns-search exec-opts exec-root experimental features firewall-backend
fixed-cidr fixed-cidr-v6 group host-gateway-ip host-gateway-ips hosts http-proxy https-proxy icc init
init-path insecure-registries ip ip-forward ip-forward-no-drop ip-masq ip6tables iptables ipv6 labels
live-restore log-driver log-format log-level log-opts max-concurrent-downloads max-concurrent-uploads
max-download-attempts metrics-addr mtu network-control-plane-mtu network-diagnostic-port
no-new-privileges no-proxy node-generic-resources pidfile proxies raw-logs registry-mirrors rootless
runtimes seccomp-profile selinux-enabled shutdown-timeout storage-driver storage-opts
swarm-default-advertise-addr swarm-raft-election-tick swarm-raft-heartbeat-tick tls tlscacert tlscert
tlskey tlsverify userland-proxy userland-proxy-path userns-remap`.split(/\s+/),
);

/** Runtimes of both places are put together; any other setting may stand in one of them only. */
const twice = (keys: readonly string[], flags: DockerFlags): readonly string[] => {
  const unread = flags.unread.flatMap(({ key }) => key ?? []);
  const set = [...Object.keys(flags.values), ...unread].map(keyOfDockerFlag);
  return keys.filter((key) => key !== 'runtimes' && set.includes(key));
};

export default defineCheck({
  id: 'daemon.json-validity',
  area: 'daemon',
  title: 'daemon.json can be read by dockerd and repeats no option of its command line',
  severity: 'medium',
  level: 1,
  rationale:
    'dockerd does not come back after its next restart, and until then the file says what is not in force.',
  remedy:
    'Run `dockerd --validate --config-file /etc/docker/daemon.json`, correct the file, and keep each setting either in it or in ExecStart of docker.service.',
  references: [],
  tags: ['docker'],
  needs: { file: orAbsent(daemonJson(FILE)), command: orAbsent(dockerCommand) },
  evaluate({ file, command }) {
    if (command === undefined) return notApplicable('Docker is not on this host');
    if (file === undefined) return passUnless([], `there is no ${FILE}`);
    if ('problem' in file) {
      return passUnless(
        [{ subject: FILE, expected: 'settings of dockerd', actual: file.problem }],
        '',
      );
    }
    const removed = file.keys.filter((key) => REMOVED.has(key));
    const starts = [...command.running.map(({ flags }) => flags), command.unit?.flags ?? []].flat();
    const repeated = new Set(starts.flatMap((flags) => twice(file.keys, flags)));
    const foreign = file.keys.filter((key) => !KNOWN.has(key) && !REMOVED.has(key));
    if (removed.length === 0 && repeated.size === 0 && foreign.length > 0) {
      return manual(
        `Does the installed dockerd know ${foreign.join(', ')}? \`dockerd --validate --config-file ${FILE}\` tells.`,
      );
    }
    // Where dockerd runs its own command line tells what the unit’s variables held.
    const open = command.running.length > 0 ? [] : (command.unit?.flags.unread ?? []);
    const word = open.find(({ key }) => key === undefined)?.word;
    if (removed.length === 0 && repeated.size === 0 && word !== undefined) {
      return manual(`Does ${word} of docker.service repeat a setting of ${FILE}?`);
    }
    return passUnless(
      [
        ...removed.map((key) => ({
          subject: `${FILE} ${key}`,
          expected: 'a setting that dockerd has',
          actual: 'removed from dockerd, which does not start with it',
        })),
        ...[...repeated].map((key) => ({
          subject: `${FILE} ${key}`,
          expected: 'set in one place',
          actual: 'also a flag of dockerd, which does not start with both',
        })),
      ],
      `${FILE} sets ${file.keys.length} settings`,
    );
  },
});
