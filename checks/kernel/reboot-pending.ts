import { defineCheck, passUnless, rebootState, required } from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.reboot-pending',
  area: 'kernel',
  title: 'No installed update waits for a reboot',
  severity: 'medium',
  level: 1,
  rationale:
    'The old kernel, C library or init stays in memory, with the flaw that the update fixes.',
  remedy: 'Reboot in a maintenance window; in a cluster let kured do it.',
  references: ['lynis:KRNL-5830'],
  tags: ['kernel', 'patching'],
  needs: { reboot: required(rebootState) },
  evaluate: ({ reboot: { pending, basis } }) =>
    passUnless(
      pending.map(({ by, detail }) => ({
        subject: by,
        expected: 'no reboot pending',
        actual: detail,
      })),
      `nothing asks for a reboot by ${basis}`,
    ),
});
