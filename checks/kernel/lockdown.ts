import { defineCheck, fileText, orAbsent, passUnless, required } from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.lockdown',
  area: 'kernel',
  title: 'Kernel lockdown is in integrity or confidentiality mode',
  severity: 'high',
  level: 2,
  rationale:
    'Without it root, or a container with CAP_SYS_MODULE, CAP_SYS_RAWIO or CAP_SYS_BOOT, patches the running kernel.',
  remedy:
    'Boot with `lockdown=integrity`, or with Secure Boot where the distribution couples the two. ' +
    '`confidentiality` also stops BPF tracing, perf and hibernation. Unsigned modules no longer load.',
  references: ['khc', 'kspp', 'man:kernel_lockdown(7)'],
  tags: ['kernel', 'lsm'],
  needs: {
    /** It is there where securityfs is, and so tells a kernel without lockdown from a folder not mounted. */
    modules: required(fileText('/sys/kernel/security/lsm')),
    mode: orAbsent(fileText('/sys/kernel/security/lockdown')),
  },
  evaluate({ mode }) {
    const active = mode === undefined ? undefined : /\[(\w+)\]/.exec(mode)?.[1];
    return passUnless(
      active === 'integrity' || active === 'confidentiality'
        ? []
        : [
            {
              subject: 'lockdown',
              expected: 'integrity or confidentiality',
              actual: mode === undefined ? 'not in this kernel' : (active ?? mode.trim()),
            },
          ],
      `${active}`,
    );
  },
});
