import checks from '../../../checks/runtime/resources.ts';
import { checkIn } from '../../support/check-in.ts';
import { changed, named, processesOf, recording } from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const locked = processesOf(docker, 'locked');
const plain = processesOf(docker, 'plain');
const none = { name: 'no container', given: { 'processes:': processesOf(docker) } };
const unread = {
  name: 'control groups were not read',
  given: { 'processes:': changed(locked, [/^limit .*\n/gm, '']) },
};

testCheck(checkIn(checks, 'runtime.memory-limit'), {
  pass: [
    { name: '--memory', given: { 'processes:': locked } },
    {
      name: 'a limit of the pod, on cgroup v2',
      given: {
        'processes:': changed(
          plain,
          [/^limit (\d+) memory.limit_in_bytes .*$/m, 'limit $1 memory.max max'],
          [/^limit (\d+) memory.limit_in_bytes .*$/m, 'limit $1 memory.max 1073741824'],
        ),
      },
    },
  ],
  fail: [
    {
      name: 'not asked for',
      given: named(docker, plain),
      because: ['container plain: without limit'],
    },
  ],
  notApplicable: [none],
  unknown: [unread],
});

testCheck(checkIn(checks, 'runtime.oom-settings'), {
  pass: [
    { name: 'as Docker sets it', given: { 'processes:': plain } },
    {
      name: 'disabled within a limit',
      given: {
        'processes:': changed(locked, [/oom_kill_disable 0$/m, 'oom_kill_disable 1']),
      },
    },
  ],
  fail: [
    {
      name: '--oom-kill-disable',
      given: named(docker, changed(plain, [/oom_kill_disable 0$/m, 'oom_kill_disable 1'])),
      because: ['container plain, oom_kill_disable: 1 without a limit'],
    },
    {
      name: '--oom-score-adj=-1000',
      given: named(docker, changed(plain, [/^(\/proc\/\d+\/oom_score_adj:).*$/m, '$1-1000'])),
      because: ['container plain, oom_score_adj: -1000'],
    },
  ],
  notApplicable: [none],
  unknown: [
    unread,
    {
      name: 'the score was not read',
      given: { 'processes:': changed(plain, [/^\/proc\/\d+\/oom_score_adj.*\n?/m, '']) },
    },
  ],
});

testCheck(checkIn(checks, 'runtime.pids-limit'), {
  pass: [{ name: '--pids-limit', given: { 'processes:': locked } }],
  fail: [
    {
      name: 'not asked for',
      given: named(docker, plain),
      because: ['container plain: without limit'],
    },
    {
      name: 'more than the profile allows',
      given: named(docker, locked),
      params: { maximum: 40 },
      because: ['container locked: 50'],
    },
  ],
  notApplicable: [none],
  unknown: [unread],
});
