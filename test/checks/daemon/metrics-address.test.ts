import metrics from '../../../checks/daemon/metrics-address.ts';
import { IDLE, runningDocker } from '../../support/daemon-evidence.ts';
import { withContainerd, withCrio } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

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
