import table from '../../../checks/capabilities/engine-defaults.ts';
import { checkIn } from '../../support/check-in.ts';
import { IDLE, processes } from '../../support/daemon-evidence.ts';
import { withCrio } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

testCheck(checkIn(table, 'capabilities.crio-default'), {
  pass: [
    { name: 'not set', given: withCrio('') },
    {
      name: 'fewer',
      given: withCrio('[crio.runtime]\ndefault_capabilities = ["CHOWN", "CAP_KILL"]\n'),
    },
  ],
  fail: [
    {
      name: 'as OpenShift had it, and inheritable',
      given: withCrio(
        '[crio.runtime]\ndefault_capabilities = ["CHOWN"]\n',
        '[crio.runtime]',
        'default_capabilities = ["CHOWN", "net_raw"]',
        'add_inheritable_capabilities = true',
      ),
      because: ['CRI-O NET_RAW: given to every pod', 'CRI-O add_inheritable_capabilities: true'],
    },
  ],
  notApplicable: [{ name: 'no CRI-O', given: IDLE }],
  unknown: [{ name: 'no TOML', given: withCrio('[crio') }],
});

const withPodman = (toml: string) => ({
  'processes:': processes({ name: 'podman', args: ['podman'] }),
  'text:/etc/containers/containers.conf': toml,
});

testCheck(checkIn(table, 'capabilities.podman-default'), {
  pass: [
    {
      name: 'as Fedora ships it',
      given: withPodman('[containers]\ndefault_capabilities = [\n  "CHOWN",\n  "SYS_CHROOT",\n]\n'),
    },
    { name: 'not set', given: withPodman('') },
  ],
  fail: [
    {
      name: 'more',
      given: withPodman('[containers]\ndefault_capabilities = ["CAP_SYS_ADMIN", "CHOWN"]\n'),
      because: ['Podman SYS_ADMIN: given to every container'],
    },
  ],
  notApplicable: [{ name: 'no Podman', given: IDLE }],
  unknown: [{ name: 'no TOML', given: withPodman('=') }],
});
