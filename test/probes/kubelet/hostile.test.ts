import { array, check, constantFrom, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { observer } from '../../../src/engine/observe.ts';
import type { Recorded } from '../../../src/model/evidence.ts';
import { sudoEngineRules } from '../../../src/probes/engines/sudo-engines.ts';
import { type Fact, readingsOf } from '../../../src/probes/fact.ts';
import { policyKeyFiles } from '../../../src/probes/image/policy-keys.ts';
import { etcdSettings } from '../../../src/probes/kubelet/etcd-settings.ts';
import { kubeletSettings } from '../../../src/probes/kubelet/kubelet-settings.ts';
import { readingKey } from '../../../src/probes/reader.ts';

const words = constantFrom(
  'kubelet-arg:',
  '- anonymous-auth=true',
  '--config=/var/lib/kubelet/config.yaml',
  'spec:',
  '  containers: [',
  '&a [*a]',
  'ExecStart=',
  '[Service]',
  'ada ALL=(ALL) NOPASSWD: /usr/bin/docker, \\',
  'Cmnd_Alias A = A, B : B = A',
  '%x A=A',
  '@include /x',
  '{"default":[{"type":"signedBy","keyPath":[{}]}]}',
  'mark 7 kubelet',
  'arg 7 --feature-gates==,=',
  '/proc/1/status:Uid:\t0\t0\t0\t0',
  '/proc/7/status:Uid:\t0\t0\t0\t0',
);

const texts = array(oneof(words, string({ unit: 'binary-ascii' })), { maxLength: 12 });

const FACTS: readonly Fact<unknown>[] = [
  kubeletSettings,
  etcdSettings,
  sudoEngineRules,
  policyKeyFiles,
];

it.each(FACTS.map((fact) => [fact.key, fact] as const))('%s never throws', (_, fact) => {
  const keys = readingsOf(fact).map(readingKey);
  const outcome = check(
    property(texts, (lines) => {
      const stdout = `${lines.join('\n')}\n`;
      const records: Record<string, Recorded> = Object.fromEntries(
        keys.map((key) => [key, { exit: 0, stdout, stderr: '' }]),
      );
      const seen = observer(records)(fact);
      expect(['value', 'absent', 'denied', 'unsupported', 'failed']).toContain(seen.state);
    }),
    { numRuns: 300 },
  );
  expect(outcome.counterexample).toBeNull();
});
