import { z } from 'zod';

const list = z.array(z.string());
const options = z.record(z.string(), z.string());

/**
 * The settings of dockerd that checks look at, typed as dockerd reads them from daemon.json
 * (moby daemon/config): a wrong type stops it. `null` counts as not set, as in Go.
 */
const SHAPES = {
  'allow-direct-routing': z.boolean(),
  'authorization-plugins': list,
  bridge: z.string(),
  builder: z.looseObject({ Entitlements: z.record(z.string(), z.boolean()).optional() }),
  'cgroup-parent': z.string(),
  'data-root': z.string(),
  debug: z.boolean(),
  'default-cgroupns-mode': z.string(),
  'default-ipc-mode': z.string(),
  'default-network-opts': z.record(z.string(), options),
  'default-runtime': z.string(),
  'default-ulimits': z.record(
    z.string(),
    z.looseObject({ Hard: z.number().optional(), Soft: z.number().optional() }),
  ),
  'exec-opts': list,
  experimental: z.boolean(),
  group: z.string(),
  hosts: list,
  icc: z.boolean(),
  'insecure-registries': list,
  ip: z.string(),
  ip6tables: z.boolean(),
  'ip-forward': z.boolean(),
  'ip-forward-no-drop': z.boolean(),
  iptables: z.boolean(),
  'live-restore': z.boolean(),
  'log-driver': z.string(),
  'log-level': z.string(),
  'log-opts': options,
  'metrics-addr': z.string(),
  'no-new-privileges': z.boolean(),
  'registry-mirrors': list,
  runtimes: z.record(
    z.string(),
    z.looseObject({ path: z.string().optional(), runtimeType: z.string().optional() }),
  ),
  'seccomp-profile': z.string(),
  'selinux-enabled': z.boolean(),
  'storage-driver': z.string(),
  'storage-opts': list,
  tls: z.boolean(),
  tlscacert: z.string(),
  tlscert: z.string(),
  tlskey: z.string(),
  tlsverify: z.boolean(),
  'userland-proxy': z.boolean(),
  'userns-remap': z.string(),
};

export type DockerKey = keyof typeof SHAPES;

const present = z.object(SHAPES).partial();
export type DockerSettings = Readonly<z.infer<typeof present>>;

export const isDockerKey = (key: string): key is DockerKey => Object.hasOwn(SHAPES, key);

/** What was wrong is said in dockerd's terms: the key, then the type that it wants. */
export function readDockerSettings(
  raw: Readonly<Record<string, unknown>>,
): { readonly settings: DockerSettings } | { readonly problem: string } {
  const known = Object.entries(raw).filter(([key, v]) => isDockerKey(key) && v !== null);
  const parsed = present.safeParse(Object.fromEntries(known));
  if (parsed.success) return { settings: parsed.data };
  const why = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { problem: why.join('; ') };
}
