import {
  anyEngine,
  defineCheck,
  fileText,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  stat,
  stats,
} from '../../src/index.ts';

export default defineCheck({
  id: 'cgroup.swap-accounting',
  area: 'cgroup',
  title: 'Swap of containers can be limited, or there is none',
  severity: 'low',
  level: 1,
  rationale:
    'Above its limit of memory a container pushes its pages, and those of all others, into swap until the host stands still.',
  remedy:
    'Switch swap off (`swapoff -a`, and its line out of /etc/fstab), or boot a kernel with version 1 of control groups with `swapaccount=1`.',
  references: ['lynis:CONT-8104', 'kernel-doc:admin-guide/cgroup-v2.rst'],
  tags: ['cgroup', 'memory'],
  needs: {
    swaps: orAbsent(fileText('/proc/swaps')),
    unified: required(stats('/sys/fs/cgroup/*/memory.swap.max')),
    legacy: orAbsent(stat('/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes')),
    engine: orAbsent(anyEngine),
  },
  evaluate({ swaps, unified, legacy, engine }) {
    if (engine === undefined) return notApplicable('no container engine is on this host');
    const active = (swaps ?? '').split('\n').filter((line) => line.startsWith('/'));
    if (active.length === 0) return pass('no swap is in use');
    const limit = unified[0]?.path ?? legacy?.path;
    const names = active.map((line) => line.split(/\s/)[0]).join(', ');
    return passUnless(
      limit !== undefined
        ? []
        : [{ subject: 'swap of containers', expected: 'a limit', actual: `none, with ${names}` }],
      `${names} in use; ${limit} limits it`,
    );
  },
});
