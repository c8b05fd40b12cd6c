import {
  defineCheck,
  filesText,
  fileText,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.livepatch-state',
  area: 'kernel',
  title: 'Live patches are applied in full and enabled',
  severity: 'medium',
  level: 1,
  rationale:
    'A patch that is stuck in transition, or disabled, protects nothing while it looks installed.',
  remedy:
    'Run `kpatch load --all`, `canonical-livepatch refresh` or `klp -v patches`; reboot if it stays stuck.',
  references: ['kernel-doc:livepatch/livepatch.rst'],
  tags: ['kernel', 'patching'],
  needs: {
    sysfs: required(fileText('/sys/kernel/uevent_seqnum')),
    enabled: required(filesText('/sys/kernel/livepatch/*/enabled')),
    transition: required(filesText('/sys/kernel/livepatch/*/transition')),
  },
  evaluate({ enabled, transition }) {
    if (enabled.length === 0) return notApplicable('no live patch is loaded');
    const patchOf = (path: string): string => path.split('/')[4] ?? path;
    return passUnless(
      [
        ...enabled
          .filter(({ content }) => content.trim() !== '1')
          .map(({ path }) => ({ subject: patchOf(path), expected: 'enabled', actual: 'disabled' })),
        ...transition
          .filter(({ content }) => content.trim() !== '0')
          .map(({ path }) => ({
            subject: `${patchOf(path)} transition`,
            expected: 'finished',
            actual: 'under way, or stuck',
          })),
      ],
      enabled.map(({ path }) => patchOf(path)).join(', '),
    );
  },
});
