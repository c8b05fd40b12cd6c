import validity from '../../../checks/daemon/json-validity.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import {
  DEBIAN_UNIT,
  IDLE,
  JSON_PATH,
  processes,
  runningDocker,
  stoppedDocker,
  UNIT_PATH,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const none = [{ name: 'no Docker', given: IDLE }];

testCheck(validity, {
  pass: [
    {
      name: 'known settings',
      given: runningDocker({ icc: false, proxies: { 'http-proxy': 'http://p' }, runtimes: {} }),
    },
    { name: 'no file', given: { 'processes:': processes({ name: 'dockerd', args: ['dockerd'] }) } },
    { name: 'empty', given: { ...runningDocker({}), [JSON_PATH]: '' } },
    {
      name: 'a byte order mark',
      given: { ...runningDocker({}), [JSON_PATH]: '\uFEFF{"icc": false}' },
    },
    {
      name: 'runtimes may stand in both',
      given: runningDocker({ runtimes: { a: { path: '/a' } } }, '--add-runtime', 'b=/b'),
    },
  ],
  fail: [
    {
      name: 'not JSON',
      given: { ...runningDocker({}), [JSON_PATH]: '{"icc": false,}' },
      because: ['/etc/docker/daemon.json: not a JSON object'],
    },
    {
      name: 'a wrong type',
      given: { ...runningDocker({}), [JSON_PATH]: '{"icc": "false"}' },
      because: ['/etc/docker/daemon.json: icc: Invalid input: expected boolean, received string'],
    },
    {
      name: 'hosts in both, the usual mistake',
      given: runningDocker({ hosts: ['fd://'], 'insecure-registries': [] }),
      because: [
        '/etc/docker/daemon.json hosts: also a flag of dockerd, which does not start with both',
      ],
    },
    {
      name: 'what dockerd lost',
      given: runningDocker({ 'disable-legacy-registry': true, graph: '/x' }),
      because: [
        '/etc/docker/daemon.json disable-legacy-registry: removed from dockerd, which does not start with it',
        '/etc/docker/daemon.json graph: removed from dockerd, which does not start with it',
      ],
    },
  ],
  notApplicable: none,
  manual: [
    { name: 'a setting that nobody knows', given: runningDocker({ iccc: false }) },
    {
      name: 'a variable of the unit that nobody reads',
      given: {
        ...stoppedDocker({ icc: false }),
        [UNIT_PATH]: DEBIAN_UNIT,
        'text:/etc/default/docker': DENIED,
      },
    },
  ],
  unknown: [{ name: 'may not be read', given: { ...runningDocker({}), [JSON_PATH]: DENIED } }],
});
