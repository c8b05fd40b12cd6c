import {
  configValue,
  containerdConfig,
  crioConfig,
  defineCheck,
  dockerSettings,
  hostPort,
  isLoopback,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

const EXPECTED = 'a loopback address, or none';

export default defineCheck({
  id: 'daemon.metrics-address',
  area: 'daemon',
  title: 'Metrics of the engines are served on this machine only',
  severity: 'medium',
  level: 1,
  rationale: 'They tell anyone names of images and the load of the host, without a password.',
  remedy:
    'Set `"metrics-addr": "127.0.0.1:9323"` in /etc/docker/daemon.json, `address = "127.0.0.1:1338"` under [metrics] in /etc/containerd/config.toml, or `metrics_host = "127.0.0.1"` under [crio.metrics], and restart the engine.',
  references: [],
  tags: ['docker', 'containerd', 'crio'],
  needs: {
    docker: orAbsent(dockerSettings('metrics-addr')),
    containerd: orAbsent(containerdConfig),
    crio: orAbsent(crioConfig),
  },
  evaluate({ docker, containerd, crio }) {
    if (docker === undefined && containerd === undefined && crio === undefined) {
      return notApplicable(
        'neither Docker nor containerd nor CRI-O with settings of its own is here',
      );
    }
    const told = (docker?.sides ?? []).map(({ label, settings }) => ({
      subject: `dockerd metrics-addr${label}`,
      address: settings['metrics-addr'] ?? '',
    }));
    const address = configValue(containerd?.layers ?? [], ['metrics', 'address'])?.value;
    if (typeof address === 'string')
      told.push({ subject: 'containerd [metrics] address', address });
    if (configValue(crio ?? [], ['crio', 'metrics', 'enable_metrics'])?.value === true) {
      const host = configValue(crio ?? [], ['crio', 'metrics', 'metrics_host'])?.value;
      // The default is 127.0.0.1 since CRI-O 1.28; an explicit empty host means every address.
      const set = typeof host === 'string' ? host || '0.0.0.0' : '127.0.0.1';
      told.push({ subject: 'CRI-O metrics_host', address: set });
    }
    const open = told.filter(
      (one) => one.address !== '' && !isLoopback(hostPort(one.address).host),
    );
    return passUnless(
      open.map((one) => ({ subject: one.subject, expected: EXPECTED, actual: one.address })),
      'no metrics are served to the network',
    );
  },
});
