import entitlements from '../../../checks/daemon/buildkitd-entitlements.ts';
import { IDLE, processes, runningDocker } from '../../support/daemon-evidence.ts';
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
