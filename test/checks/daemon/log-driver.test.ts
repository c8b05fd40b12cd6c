import logDriver from '../../../checks/daemon/log-driver.ts';
import { IDLE, JSON_PATH, runningDocker } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const FILE = 'set by /etc/docker/daemon.json';
const none = [{ name: 'no Docker', given: IDLE }];
const broken = [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }];

testCheck(logDriver, {
  pass: [
    { name: 'journald', given: runningDocker({ 'log-driver': 'journald' }) },
    {
      name: 'an agent ships json-file',
      given: runningDocker({}),
      params: { drivers: ['json-file'] },
    },
  ],
  fail: [
    { name: 'not set', given: runningDocker({}), because: ['log-driver: json-file, the default'] },
    {
      name: 'none',
      given: runningDocker({ 'log-driver': 'none' }),
      because: [`log-driver: none, ${FILE}`],
    },
  ],
  notApplicable: none,
  unknown: broken,
});
