import iptables from '../../../checks/daemon/iptables.ts';
import { IDLE, JSON_PATH, runningDocker } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const FILE = 'set by /etc/docker/daemon.json';
const none = [{ name: 'no Docker', given: IDLE }];
const broken = [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }];

testCheck(iptables, {
  pass: [
    { name: 'nothing set', given: runningDocker({}) },
    {
      name: 'managed elsewhere',
      given: runningDocker({ iptables: false }),
      params: { managedFirewall: true },
    },
  ],
  fail: [
    {
      name: 'both off',
      given: runningDocker({ iptables: false, ip6tables: false }),
      because: [`iptables: false, ${FILE}`, `ip6tables: false, ${FILE}`],
    },
  ],
  notApplicable: none,
  unknown: broken,
});
