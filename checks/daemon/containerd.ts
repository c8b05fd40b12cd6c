import {
  type AnyCheck,
  configValue,
  containerdConfig,
  criSetting,
  defineCheck,
  engine,
  hostPort,
  isLoopback,
  isTable,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
  presentStats,
  required,
  shownValue,
} from '../../src/index.ts';

const FILE = '/etc/containerd/config.toml';
const NONE = 'no containerd with settings of its own is on this host';
const RESTART = 'then `systemctl restart containerd`';
const config = orAbsent(containerdConfig);

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'daemon.containerd-tcp',
    area: 'daemon',
    title: 'containerd serves its API over no TCP address without TLS',
    severity: 'critical',
    level: 1,
    rationale: 'Anyone who reaches the port starts containers as root on this host.',
    remedy: `Remove tcp_address from [grpc] in ${FILE}, ${RESTART}.`,
    references: ['containerd:docs/man/containerd-config.toml.5.md'],
    tags: ['containerd', 'network', 'tls'],
    needs: { config },
    evaluate({ config: seen }) {
      if (seen === undefined) return notApplicable(NONE);
      const grpc = (key: string) => configValue(seen.layers, ['grpc', key])?.value;
      const address = grpc('tcp_address');
      const told = typeof address === 'string' && address !== '';
      const bare = ['tcp_tls_ca', 'tcp_tls_cert', 'tcp_tls_key'].filter((key) => !grpc(key));
      return passUnless(
        told && bare.length > 0
          ? [
              {
                subject: `containerd tcp_address ${address}`,
                expected: 'no TCP, or TLS that verifies clients',
                actual: `without ${bare.join(', ')}`,
              },
            ]
          : [],
        told ? `${address} verifies clients by TLS` : 'tcp_address is not set',
      );
    },
  }),
  defineCheck({
    id: 'daemon.containerd-stream-server',
    area: 'daemon',
    title: 'containerd’s streaming server listens on this machine only',
    severity: 'high',
    level: 1,
    rationale:
      'Whoever guesses or reads the token of a session on the network takes part in an exec or attach.',
    remedy: `Set stream_server_address = "127.0.0.1" in the CRI plugin of ${FILE}, ${RESTART}.`,
    references: ['containerd:docs/cri/config.md'],
    tags: ['containerd', 'network', 'kubernetes'],
    needs: {
      config,
      address: orAbsent(criSetting('stream_server_address')),
      tls: orAbsent(criSetting('enable_tls_streaming')),
    },
    evaluate({ config: seen, address, tls }) {
      if (seen === undefined) return notApplicable(NONE);
      if (!seen.criEnabled) return notApplicable('containerd’s CRI plugin is off');
      // Set and empty, it is the address of the host’s default route.
      const told = typeof address?.value === 'string' ? address.value : '127.0.0.1';
      const open = !isLoopback(told) && tls?.value !== true;
      return passUnless(
        open
          ? [
              {
                subject: 'containerd stream_server_address',
                expected: '127.0.0.1, or TLS',
                actual: `${told === '' ? 'empty: the host’s own address' : told}, without TLS`,
              },
            ]
          : [],
        `stream_server_address is ${told === '' ? 'empty' : told}`,
      );
    },
  }),
  defineCheck({
    id: 'daemon.containerd-cri-unused',
    area: 'daemon',
    title: 'containerd’s CRI plugin is off where no kubelet uses it',
    severity: 'low',
    level: 2,
    rationale: 'A service that nobody uses is one more that an intruder can.',
    remedy: `Set disabled_plugins = ["cri"] in ${FILE}, ${RESTART}.`,
    references: [],
    tags: ['containerd', 'kubernetes'],
    needs: { config, kubelet: orAbsent(engine('kubelet')) },
    evaluate({ config: seen, kubelet }) {
      if (seen === undefined) return notApplicable(NONE);
      if (kubelet !== undefined) return notApplicable(`a kubelet uses it (${kubelet.found})`);
      return passUnless(
        seen.criEnabled
          ? [{ subject: `${FILE} disabled_plugins`, expected: 'cri', actual: 'the plugin is on' }]
          : [],
        'the CRI plugin is off',
      );
    },
  }),
  defineCheck({
    id: 'daemon.containerd-privileged-devices',
    area: 'daemon',
    title: 'Privileged pods in sandboxes do not get every device of the host',
    severity: 'low',
    level: 2,
    rationale:
      'With all devices of the host a privileged pod steps around the sandbox that it was put into.',
    remedy: `Set privileged_without_host_devices = true for each sandbox runtime in ${FILE}, ${RESTART}.`,
    references: ['containerd:docs/cri/config.md'],
    tags: ['containerd', 'kubernetes'],
    needs: { config, runtimes: orAbsent(criSetting('containerd', 'runtimes')) },
    evaluate({ config: seen, runtimes }) {
      if (seen === undefined) return notApplicable(NONE);
      const table = isTable(runtimes?.value) ? runtimes.value : {};
      const boxes = Object.entries(table).filter(([name]) => /kata|runsc|gvisor/i.test(name));
      if (boxes.length === 0) return notApplicable('containerd has no sandbox runtime');
      const wrong = boxes.filter(
        ([, runtime]) => !isTable(runtime) || runtime['privileged_without_host_devices'] !== true,
      );
      return passUnless(
        wrong.map(([name]) => ({
          subject: `runtime ${name} privileged_without_host_devices`,
          expected: 'true',
          actual: 'not true',
        })),
        boxes.map(([name]) => name).join(', '),
      );
    },
  }),
  defineCheck({
    id: 'daemon.containerd-registry-verification',
    area: 'daemon',
    title: 'containerd verifies the certificates of registries',
    severity: 'high',
    level: 1,
    rationale:
      'Anyone on the path to the registry can answer with an image of their own, which then runs on this host.',
    remedy: `Name the registry’s CA in /etc/containerd/certs.d/HOST/hosts.toml (ca = …), remove insecure_skip_verify and skip_verify, ${RESTART}.`,
    references: ['containerd:docs/hosts.md'],
    tags: ['containerd', 'registry', 'tls'],
    needs: {
      config,
      configs: orAbsent(criSetting('registry', 'configs')),
      mirrors: orAbsent(criSetting('registry', 'mirrors')),
      // They may hold passwords in headers: that they are there is all that is asked.
      hosts: required(presentStats(['/etc/containerd/certs.d/*/hosts.toml'])),
    },
    evaluate({ config: seen, configs, mirrors, hosts }) {
      if (seen === undefined) return notApplicable(NONE);
      const skipping = tablesIn(configs?.value).filter(
        ([, of]) => isTable(of['tls']) && of['tls']['insecure_skip_verify'] === true,
      );
      const plain = tablesIn(mirrors?.value).flatMap(([name, of]) =>
        [of['endpoint']]
          .flat()
          .filter((url) => typeof url === 'string' && isPlain(url))
          .map((url) => ({ name, url: shownValue(url) })),
      );
      const wrong = [
        ...skipping.map(([name]) => ({
          subject: `registry ${name} insecure_skip_verify`,
          expected: 'false',
          actual: 'true',
        })),
        ...plain.map(({ name, url }) => ({
          subject: `mirror of ${name} ${url}`,
          expected: 'https',
          actual: 'http',
        })),
      ];
      if (wrong.length === 0 && hosts.length > 0) {
        return manual(
          `Does any of ${hosts.map(({ path }) => path).join(', ')} say skip_verify = true or name an http:// server?`,
        );
      }
      return passUnless(wrong, 'no registry is used without verification');
    },
  }),
];

const isPlain = (url: string): boolean => /^http:/i.test(url) && !isLoopback(hostPort(url).host);

const tablesIn = (of: unknown) =>
  isTable(of) ? Object.entries(of).flatMap(([k, v]) => (isTable(v) ? [[k, v] as const] : [])) : [];

export default checks;
