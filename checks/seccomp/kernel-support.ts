import {
  defineCheck,
  engine,
  fileText,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  seccompStatus,
} from '../../src/index.ts';

export default defineCheck({
  id: 'seccomp.kernel-support',
  area: 'seccomp',
  title: 'The kernel supports seccomp filters',
  severity: 'high',
  level: 1,
  rationale:
    'Without filters every container reaches every system call, and with them every bug, of the kernel.',
  remedy: 'Boot a kernel that is built with CONFIG_SECCOMP_FILTER=y.',
  references: ['khc', 'kspp:kernel', 'kernel-doc:userspace-api/seccomp_filter.rst'],
  tags: ['kernel'],
  needs: {
    status: required(seccompStatus),
    actions: orAbsent(fileText('/proc/sys/kernel/seccomp/actions_avail')),
    docker: orAbsent(engine('docker')),
    containerd: orAbsent(engine('containerd')),
    crio: orAbsent(engine('crio')),
    podman: orAbsent(engine('podman')),
  },
  evaluate({ status, actions, docker, containerd, crio, podman }) {
    if ([docker, containerd, crio, podman].every((one) => one === undefined)) {
      return notApplicable('no container engine is on this host');
    }
    if (status && actions === undefined) {
      return manual(
        'Is the kernel built with CONFIG_SECCOMP_FILTER=y? It has seccomp, and it is older than 4.14, which first lists what filters can do, or built without them.',
      );
    }
    return passUnless(
      status
        ? []
        : [{ subject: 'CONFIG_SECCOMP', expected: 'y', actual: 'processes have no seccomp mode' }],
      `filters can do ${(actions ?? '').trim()}`,
    );
  },
});
