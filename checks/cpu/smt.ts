import { defineCheck, passUnless, required, smtExposure } from '../../src/index.ts';

export default defineCheck({
  id: 'cpu.smt',
  area: 'cpu',
  title: 'No flaw leaks between threads that share a core',
  severity: 'medium',
  level: 2,
  rationale:
    'Two containers on one core read what the other leaves in its buffers and predictors. A processor ' +
    'without such a flaw keeps its threads: what counts is what the kernel reports.',
  remedy:
    'Boot with `mitigations=auto,nosmt`, which takes the second thread away only where a flaw asks for it; ' +
    'or keep tenants off shared cores (kubelet: `cpu-manager-policy=static` with `full-pcpus-only`).',
  references: ['khc', 'kspp', 'kernel-doc:admin-guide/hw-vuln/core-scheduling.rst'],
  tags: ['cpu', 'side-channel'],
  needs: { smt: required(smtExposure) },
  evaluate: ({ smt: { control, active, exposed } }) =>
    passUnless(
      exposed.map(({ flaw, text }) => ({
        subject: `${flaw} between threads`,
        expected: 'simultaneous threads off, or no leak between them',
        actual: text,
      })),
      active
        ? 'threads share cores, and no flaw leaks between them'
        : `threads are off (${control})`,
    ),
});
