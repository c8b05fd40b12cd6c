import check from '../../../checks/runtime/nested-engine-listener.ts';
import { named, processesOf, recording } from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const plain = processesOf(docker, 'plain');
const pid = /^first (\d+)/m.exec(plain.stdout)?.[1] ?? '';

const told = (...list: readonly string[]): string =>
  [...list.map((word) => `word ${word}`), 'scan 0', 'sees all', ''].join('\n');

const words = (...list: readonly string[]) => ({
  ...named(docker, plain),
  'engine_words:': told(...list),
});

testCheck(check, {
  pass: [
    { name: 'no engine inside', given: { 'processes:': plain, 'engine_words:': told() } },
    {
      name: 'with certificates',
      given: words(`${pid} dockerd --host=tcp://0.0.0.0:2376`, `${pid} dockerd --tlsverify`),
    },
    { name: 'on loopback', given: words(`${pid} dockerd --host=tcp://127.0.0.1:2375`) },
    { name: 'the host’s own', given: words('4000000 dockerd --host=tcp://0.0.0.0:2375') },
  ],
  fail: [
    {
      name: 'docker:dind without certificates',
      given: words(`${pid} dockerd --host=tcp://0.0.0.0:2375`, `${pid} dockerd --tlsverify=false`),
      because: ['container plain, dockerd: tcp://0.0.0.0:2375'],
    },
    {
      name: 'BuildKit',
      given: words(`${pid} buildkitd tcp://0.0.0.0:1234`),
      because: ['container plain, buildkitd: tcp://0.0.0.0:1234'],
    },
  ],
  notApplicable: [
    {
      name: 'no container',
      given: { 'processes:': processesOf(docker), 'engine_words:': 'scan 0\nsees all\n' },
    },
  ],
});
