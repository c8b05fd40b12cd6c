import liveRestore from '../../../checks/daemon/live-restore.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import {
  IDLE,
  JSON_PATH,
  runningDocker,
  statLine,
  stoppedDocker,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const FILE = 'set by /etc/docker/daemon.json';
const none = [{ name: 'no Docker', given: IDLE }];
const broken = [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }];
const SWARM = '/var/lib/docker/swarm/docker-state.json';

testCheck(liveRestore, {
  pass: [{ name: 'on', given: runningDocker({ 'live-restore': true }) }],
  fail: [
    { name: 'not set', given: runningDocker({}), because: ['live-restore: false, the default'] },
    {
      name: 'switched off',
      given: stoppedDocker({ 'live-restore': false }),
      because: [`live-restore: false, ${FILE}`],
    },
  ],
  notApplicable: [
    ...none,
    {
      name: 'in a swarm',
      given: { ...runningDocker({}), [`stat:${SWARM}`]: statLine(SWARM, '600') },
    },
  ],
  manual: [{ name: 'data elsewhere', given: runningDocker({ 'data-root': '/srv/docker' }) }],
  unknown: [
    ...broken,
    {
      name: 'may not look for a swarm',
      given: { ...runningDocker({ 'live-restore': true }), [`stat:${SWARM}`]: DENIED },
    },
  ],
});
