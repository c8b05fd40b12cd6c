import { z } from 'zod';
import {
  type AnyCheck,
  both,
  containerCheck,
  containerChecks,
  defaultCapabilities,
  droppedCapabilities,
  hostTracing,
  noCapabilities,
  withoutCapabilities,
} from '../../src/index.ts';

const tags = ['containers', 'capabilities'];
const references = ['cis-docker-1.6:5.4', 'docker-bench:5.4'];
const area = 'capabilities';

const checks: readonly AnyCheck[] = [
  ...containerChecks([
    {
      id: 'capabilities.container-dangerous',
      area,
      title: 'No container holds a capability that amounts to control of the host',
      severity: 'critical',
      level: 1,
      rationale:
        'Each of them alone loads a module, mounts a disk, opens any file by its handle, reads or changes the kernel or its security modules, or traces the host’s processes where they can be seen.',
      remedy:
        'Create it anew without the capability (`--cap-add`, Kubernetes `capabilities.add`); a narrower one, a device plug-in or a mount often does.',
      references: [
        ...references,
        'docker-bench:C.5.3.1',
        'docker-bench:C.5.3.2',
        'docker-bench:C.5.3.3',
        'docker-bench:C.5.3.4',
      ],
      tags,
      judge: both(
        withoutCapabilities(
          'SYS_ADMIN',
          'SYS_MODULE',
          'SYS_RAWIO',
          'SYS_BOOT',
          'DAC_READ_SEARCH',
          'MAC_ADMIN',
          'MAC_OVERRIDE',
          'AUDIT_CONTROL',
          'CHECKPOINT_RESTORE',
        ),
        hostTracing,
      ),
    },
    {
      id: 'capabilities.container-powerful',
      area,
      title:
        'No container holds a capability that changes the host’s network, clock or kernel tracing',
      severity: 'high',
      level: 1,
      rationale:
        'They do not give the host by themselves: they set its clock, read its kernel log and addresses, run programs in its kernel, or open the network code in which most of the last years’ kernel holes were found.',
      remedy:
        'Create it anew without the capability. Network plug-ins need NET_ADMIN by design: waive them by name.',
      references,
      tags,
      judge: withoutCapabilities('NET_ADMIN', 'SYS_TIME', 'SYSLOG', 'BPF', 'PERFMON'),
    },
    {
      id: 'capabilities.container-effective',
      area,
      title: 'Container processes hold no more than the runtime’s default capabilities',
      severity: 'high',
      level: 1,
      rationale:
        'Every capability beyond the default opens a part of the kernel to an intruder that was closed to him.',
      remedy: 'Create it anew with `--cap-drop=ALL` and a `--cap-add` for each that it needs.',
      references,
      tags,
      judge: defaultCapabilities('effective'),
    },
    {
      id: 'capabilities.container-bounding',
      area,
      title: 'Containers cannot gain capabilities beyond the runtime’s default set',
      severity: 'medium',
      level: 1,
      rationale:
        'A container that runs as a user shows no capability in force, and gains all of its bounding set back through one setuid program or file capability in its image.',
      remedy: 'Create it anew with `--cap-drop=ALL` and a `--cap-add` for each that it needs.',
      references,
      tags,
      judge: defaultCapabilities('bounding'),
    },
    {
      id: 'capabilities.container-net_raw',
      area,
      title: 'Containers do not hold CAP_NET_RAW',
      severity: 'medium',
      level: 2,
      rationale:
        'With raw sockets a container answers ARP, DHCP and DNS requests of its neighbours on the bridge, and so stands between them.',
      remedy:
        'Create it anew with `--cap-drop=NET_RAW`; ping works without it through net.ipv4.ping_group_range.',
      references: ['cis-docker-1.6:5.4'],
      tags,
      judge: withoutCapabilities('NET_RAW'),
    },
    {
      id: 'capabilities.container-inheritable',
      area,
      title: 'Container processes have no inheritable capabilities',
      severity: 'low',
      level: 1,
      rationale:
        'File capabilities in the image then raise the privileges of ordinary users (CVE-2022-24769, CVE-2022-27649).',
      remedy:
        'Update Docker to 20.10.14, Podman to 4.0.3 or 3.4.5, or CRI-O with `add_inheritable_capabilities = false`, and create the containers anew.',
      references: [],
      tags,
      judge: noCapabilities('inheritable'),
    },
    {
      id: 'capabilities.container-ambient',
      area,
      title: 'Container processes have no ambient capabilities unless asked for',
      severity: 'low',
      level: 2,
      rationale:
        'Ambient capabilities survive the start of a program by an ordinary user, and so undo running as one.',
      remedy: 'Take the ambient set out of what starts it.',
      references: [],
      tags,
      judge: noCapabilities('ambient'),
    },
  ]),
  containerCheck({
    id: 'capabilities.container-drop-all',
    area,
    title: 'Containers drop the default capabilities that they do not need',
    severity: 'medium',
    level: 2,
    rationale:
      'The default set lets root inside ignore file modes (DAC_OVERRIDE), make device nodes (MKNOD) and forge the packets of neighbours (NET_RAW); few programs need any of it.',
    remedy:
      'Create it anew with `--cap-drop=ALL --cap-add=NAME` for what it needs (Kubernetes: `capabilities: {drop: [ALL]}`). Images that change user or owner at start need CHOWN, SETUID, SETGID, DAC_OVERRIDE and FOWNER.',
    references,
    tags,
    params: z.strictObject({
      allowed: z.array(z.string()).default(['NET_BIND_SERVICE']),
    }),
    blind: () => undefined,
    judge: (contained, { allowed }) => droppedCapabilities(contained, allowed),
  }),
];

export default checks;
