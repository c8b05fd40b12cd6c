import { z } from 'zod';
import {
  type AnyCheck,
  type ConfigLayers,
  configList,
  configValue,
  crioConfig,
  defineCheck,
  isLoopback,
  kubeletSettings,
  notApplicable,
  orAbsent,
  passUnless,
  shownValue,
  tableNames,
} from '../../src/index.ts';

const NONE = 'CRI-O is not on this host';
const SET = 'in a file of /etc/crio/crio.conf.d, then `systemctl restart crio`';
const config = orAbsent(crioConfig);

/** Annotations that let the author of a pod change what confines it (crio.conf(5), allowed_annotations). */
const DANGEROUS = [
  'io.kubernetes.cri-o.Devices',
  'io.kubernetes.cri-o.UnifiedCgroup',
  'io.kubernetes.cri-o.seccompNotifierAction',
  'io.kubernetes.cri-o.userns-mode',
];

const annotationsOf = (
  layers: ConfigLayers,
  kind: 'runtimes' | 'workloads',
): readonly { readonly owner: string; readonly annotation: string }[] =>
  tableNames(layers, ['crio', 'runtime', kind]).flatMap((name) =>
    configList(layers, ['crio', 'runtime', kind, name, 'allowed_annotations']).map(
      (annotation) => ({
        owner: `${kind === 'runtimes' ? 'runtime' : 'workload'} ${name}`,
        annotation,
      }),
    ),
  );

const annotations = z.object({
  /** Annotations that pods may use on these hosts. */
  allowed: z.array(z.string()).default([]),
});

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'daemon.crio-allowed-annotations',
    area: 'daemon',
    title: 'CRI-O lets pods use no annotation that loosens what confines them',
    severity: 'high',
    level: 1,
    rationale:
      'The author of a pod gets devices, cgroup settings or a seccomp profile of the host past admission.',
    remedy: `Remove the annotation from allowed_annotations ${SET}; or name it in the parameter \`allowed\`.`,
    references: ['crio.conf(5):allowed_annotations'],
    tags: ['crio', 'kubernetes'],
    params: annotations,
    needs: { config },
    evaluate({ config: layers }, { params: { allowed } }) {
      if (layers === undefined) return notApplicable(NONE);
      const found = [...annotationsOf(layers, 'runtimes'), ...annotationsOf(layers, 'workloads')];
      const wrong = found.filter(
        ({ annotation }) =>
          !allowed.includes(annotation) && DANGEROUS.some((bad) => annotation.startsWith(bad)),
      );
      return passUnless(
        wrong.map(({ owner, annotation }) => ({
          subject: `${owner} ${annotation}`,
          expected: 'not allowed',
          actual: 'allowed',
        })),
        `${found.length} annotations are allowed, none that loosens`,
      );
    },
  }),
  defineCheck({
    id: 'daemon.crio-stream-server',
    area: 'daemon',
    title: 'CRI-O’s streaming server listens on this machine only',
    severity: 'high',
    level: 1,
    rationale:
      'Whoever guesses or reads the token of a session on the network takes part in an exec or attach.',
    remedy: `Set stream_address = "127.0.0.1" under [crio.api] ${SET}.`,
    references: ['crio.conf(5):stream_address'],
    tags: ['crio', 'network', 'kubernetes'],
    needs: { config },
    evaluate({ config: layers }) {
      if (layers === undefined) return notApplicable(NONE);
      const address = configValue(layers, ['crio', 'api', 'stream_address'])?.value ?? '127.0.0.1';
      const tls = configValue(layers, ['crio', 'api', 'stream_enable_tls'])?.value === true;
      const open = typeof address !== 'string' || (!isLoopback(address) && !tls);
      return passUnless(
        open
          ? [
              {
                subject: 'CRI-O stream_address',
                expected: '127.0.0.1, or TLS',
                actual: `${shownValue(address)}, without TLS`,
              },
            ]
          : [],
        `stream_address is ${shownValue(address)}`,
      );
    },
  }),
  defineCheck({
    id: 'daemon.crio-read-only',
    area: 'daemon',
    title: 'CRI-O mounts the roots of containers read-only',
    severity: 'low',
    level: 2,
    rationale: 'Malware can then not be written into a container that it broke into.',
    remedy: `Set read_only = true under [crio.runtime] ${SET}; images that write need volumes.`,
    references: ['crio.conf(5):read_only'],
    tags: ['crio', 'kubernetes'],
    needs: { config },
    evaluate({ config: layers }) {
      if (layers === undefined) return notApplicable(NONE);
      const set = configValue(layers, ['crio', 'runtime', 'read_only']);
      return passUnless(
        set?.value === true
          ? []
          : [{ subject: 'CRI-O read_only', expected: 'true', actual: told(set?.value, 'false') }],
        'read_only is true',
      );
    },
  }),
  defineCheck({
    id: 'daemon.crio-pids-limit',
    area: 'daemon',
    title: 'CRI-O or the kubelet limits the processes of a pod',
    severity: 'medium',
    level: 1,
    rationale: 'One pod that forks without end takes the process table of the whole node.',
    remedy:
      'Set podPidsLimit: 4096 in /var/lib/kubelet/config.yaml, then `systemctl restart kubelet`.',
    references: ['crio.conf(5):pids_limit', 'kubernetes:concepts/policy/pid-limiting'],
    tags: ['crio', 'kubernetes'],
    needs: { config, kubelet: orAbsent(kubeletSettings) },
    evaluate({ config: layers, kubelet }) {
      if (layers === undefined) return notApplicable(NONE);
      const own = configValue(layers, ['crio', 'runtime', 'pids_limit'])?.value;
      const limit = kubelet?.find('podPidsLimit')?.value;
      const limits = [own, limit];
      const bounded = limits.some((one) => typeof one === 'number' && one > 0);
      return passUnless(
        bounded
          ? []
          : [
              {
                subject: 'processes of a pod',
                expected: 'podPidsLimit of the kubelet, or pids_limit of CRI-O, above 0',
                actual: `podPidsLimit ${told(limit, 'not set')}, pids_limit ${told(own, 'not set')}`,
              },
            ],
        `podPidsLimit ${told(limit, 'not set')}, pids_limit ${told(own, 'not set')}`,
      );
    },
  }),
];

const told = (set: unknown, byDefault: string): string =>
  set === undefined ? byDefault : shownValue(set);

export default checks;
