import entitlements from '../../../checks/daemon/buildkitd-entitlements.ts';
import metrics from '../../../checks/daemon/metrics-address.ts';
import { IDLE, processes, runningDocker } from '../../support/daemon-evidence.ts';
import { withContainerd, withCrio } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const BUILDKIT = 'text:/etc/buildkit/buildkitd.toml';

testCheck(entitlements, {
  pass: [
    { name: 'Docker as it comes', given: runningDocker({ builder: { gc: { enabled: true } } }) },
    {
      name: 'BuildKit as it comes',
      given: {
        'processes:': processes({ name: 'buildkitd', args: ['buildkitd'] }),
        [BUILDKIT]: '',
      },
    },
  ],
  fail: [
    {
      name: 'all three ways',
      given: {
        ...runningDocker({
          builder: { Entitlements: { 'security-insecure': true, 'network-host': true } },
        }),
        'processes:': processes(
          {
            name: 'buildkitd',
            args: ['buildkitd', '--allow-insecure-entitlement', 'network.host'],
            pid: 3,
          },
          { name: 'dockerd', args: ['dockerd'], pid: 4 },
        ),
        [BUILDKIT]: 'insecure-entitlements = ["security.insecure"]\n',
      },
      because: [
        'buildkitd security.insecure: granted to builds that ask',
        'buildkitd network.host: granted to builds that ask',
        'dockerd builder security-insecure: granted to builds that ask',
      ],
    },
  ],
  notApplicable: [{ name: 'neither', given: IDLE }],
  unknown: [
    {
      name: 'no TOML',
      given: {
        'processes:': processes({ name: 'buildkitd', args: ['buildkitd'] }),
        [BUILDKIT]: '=',
      },
    },
  ],
});

testCheck(metrics, {
  pass: [
    { name: 'none', given: runningDocker({}) },
    { name: 'loopback', given: runningDocker({ 'metrics-addr': '127.0.0.1:9323' }) },
    { name: 'CRI-O’s default', given: withCrio('[crio.metrics]\nenable_metrics = true\n') },
  ],
  fail: [
    {
      name: 'Docker',
      given: runningDocker({ 'metrics-addr': '0.0.0.0:9323' }),
      because: ['dockerd metrics-addr: 0.0.0.0:9323'],
    },
    {
      name: 'containerd',
      given: withContainerd('[metrics]\naddress = "[::]:1338"\n'),
      because: ['containerd [metrics] address: [::]:1338'],
    },
    {
      name: 'CRI-O',
      given: withCrio('[crio.metrics]\nenable_metrics = true\nmetrics_host = ""\n'),
      because: ['CRI-O metrics_host: 0.0.0.0'],
    },
  ],
  notApplicable: [{ name: 'no engine', given: IDLE }],
  unknown: [{ name: 'no TOML', given: withContainerd('[metrics') }],
});
