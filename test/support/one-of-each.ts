import type { CheckMeta } from '../../src/model/check.ts';
import type { Finding, Report } from '../../src/model/run.ts';
import { fakeContainers } from './fake-containers.ts';
import { auditedHost, failedHost, reportOf } from './report-fixture.ts';

/** Text that would act in one format or another: markup, CDATA, a terminal escape, a reversal, NUL. */
export const HOSTILE = `<b>&"'</b> ]]> \u001b[31mred\u001b[0m \u202egnp.exe \u0000 \ufffe end`;

const LONG = `${'0123456789abcdef'.repeat(256)}<end>`;

const check = (id: string, severity: CheckMeta['severity'], title: string): CheckMeta => ({
  id,
  area: 'daemon',
  title,
  severity,
  level: 1,
  rationale: `The attack that ${id} stands against.`,
  remedy: `Do this about ${id}, then restart docker.`,
  references: ['cis-docker-1.6:2.5', 'kernel-doc:admin-guide/sysctl/kernel.rst'],
  tags: ['docker'],
});

const PASSING = check('daemon.live-restore', 'low', 'Containers keep running through a restart');
const FAILING = check('daemon.icc', 'medium', 'Containers cannot reach one another');
const UNTOLD = check('daemon.log-rotation', 'low', 'Container logs are rotated');
const ABSENT = check('daemon.swarm', 'high', 'Swarm mode is off');
const ASKED = check('daemon.docker-group', 'high', 'Only administrators are in the docker group');
const ODD: CheckMeta = {
  ...check('daemon.odd', 'critical', `No text acts: ${HOSTILE}`),
  rationale: `A value is shown as it is: ${HOSTILE}`,
  remedy: `Fix it:\n\`\`\`\necho ${HOSTILE}\n\`\`\``,
  references: [HOSTILE],
  tags: [HOSTILE],
  reads: [`text:${HOSTILE}`, 'stat:/etc/passwd'],
};

const mismatch = (subject: string, expected: string, actual: string) => ({
  subject,
  expected,
  actual,
});

const FINDINGS: readonly Finding[] = [
  { check: PASSING.id, outcome: 'pass', note: 'live-restore: true' },
  {
    check: FAILING.id,
    outcome: 'fail',
    mismatches: [
      mismatch('icc', 'false', 'true'),
      mismatch('icc in /etc/docker/daemon.json', 'false', 'not set'),
    ],
  },
  { check: UNTOLD.id, outcome: 'unknown', reason: 'docker info gave no answer within 10 s' },
  { check: ABSENT.id, outcome: 'notApplicable', reason: 'Docker is older than Swarm mode' },
  { check: ASKED.id, outcome: 'manual', question: 'Is deploy entitled to root?' },
  { check: ODD.id, outcome: 'pass', note: HOSTILE },
];

const HOSTILE_FINDINGS: readonly Finding[] = [
  { check: FAILING.id, outcome: 'unknown', reason: HOSTILE },
  { check: ABSENT.id, outcome: 'notApplicable', reason: HOSTILE },
  { check: ASKED.id, outcome: 'manual', question: HOSTILE },
  {
    check: ODD.id,
    outcome: 'fail',
    mismatches: [mismatch(HOSTILE, HOSTILE, HOSTILE), mismatch('value', 'short', LONG)],
  },
];

/**
 * A small report with one of everything: each outcome, a container with escape paths, a host full of
 * hostile text, a value of 4 KB, a host that was not reached.
 */
export function oneOfEach(): Report {
  return reportOf(
    [
      auditedHost('web-01', FINDINGS, {
        address: '192.0.2.11',
        labels: { env: 'prod' },
        hostKey: 'SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDbkLVfLJ2xpTg7Q2s',
        containers: fakeContainers('04'),
      }),
      auditedHost(HOSTILE, HOSTILE_FINDINGS, {
        address: HOSTILE,
        labels: { [HOSTILE]: HOSTILE },
        privilege: 'none',
        clockSkewSeconds: -94,
        facts: { os: HOSTILE, [HOSTILE]: HOSTILE },
        containers: fakeContainers('01')
          .slice(2, 3)
          .map((like) => ({ ...like, name: HOSTILE, image: HOSTILE })),
      }),
      failedHost('db-01', { class: 'refused', message: 'db-01:22 refused the connection' }),
    ],
    { checks: [PASSING, FAILING, UNTOLD, ABSENT, ASKED, ODD], run: { complete: false } },
  );
}
