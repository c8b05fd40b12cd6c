import registries from '../../../checks/daemon/registries.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const REGISTRIES = 'text:/etc/containers/registries.conf';
const REGISTRIES_D = 'text:/etc/containers/registries.conf.d/*.conf';

testCheck(checkIn(registries, 'daemon.podman-registries'), {
  pass: [
    { name: 'Fedora', given: { [REGISTRIES]: 'unqualified-search-registries = ["docker.io"]\n' } },
    {
      name: 'this machine',
      given: { [REGISTRIES]: '[[registry]]\nlocation = "localhost:5000"\ninsecure = true\n' },
    },
  ],
  fail: [
    {
      name: 'both forms, and a mirror',
      given: {
        [REGISTRIES]:
          '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "m.example"\ninsecure = true\n[registries.insecure]\nregistries = ["old.example"]\n',
        [REGISTRIES_D]:
          '/etc/containers/registries.conf.d/1.conf:[[registry]]\n/etc/containers/registries.conf.d/1.conf:location = "r.example:5000"\n/etc/containers/registries.conf.d/1.conf:insecure = true\n',
      },
      because: [
        'registry "m.example": insecure = true',
        'registry "r.example:5000": insecure = true',
        'registry old.example: insecure = true',
      ],
    },
  ],
  notApplicable: [{ name: 'no file', given: {} }],
  unknown: [{ name: 'no TOML', given: { [REGISTRIES]: '[[registry' } }],
});

testCheck(checkIn(registries, 'daemon.short-names'), {
  pass: [
    {
      name: 'RHEL: several, enforcing',
      given: {
        [REGISTRIES]: 'unqualified-search-registries = ["a", "b"]\nshort-name-mode = "enforcing"\n',
      },
    },
    {
      name: 'one, permissive',
      given: {
        [REGISTRIES]: 'unqualified-search-registries = ["a"]\nshort-name-mode = "permissive"\n',
      },
    },
  ],
  fail: [
    {
      name: 'several, permissive',
      given: {
        [REGISTRIES]: 'unqualified-search-registries = ["a", "b"]\n',
        [REGISTRIES_D]: '/etc/containers/registries.conf.d/1.conf:short-name-mode = "permissive"\n',
      },
      because: ['short-name-mode: "permissive", with a, b to search'],
    },
  ],
  notApplicable: [{ name: 'no file', given: {} }],
  unknown: [{ name: 'denied', given: { [REGISTRIES]: DENIED } }],
});
