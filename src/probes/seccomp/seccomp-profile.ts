import { z } from 'zod';

const names = z.array(z.string());

/** A seccomp profile in the form of Docker, Podman and the kubelet (moby/profiles, runtime-spec). */
const schema = z.looseObject({
  defaultAction: z.string(),
  syscalls: z
    .array(
      z.looseObject({
        names: names.nullish(),
        name: z.string().nullish(),
        action: z.string(),
        args: z.array(z.unknown()).nullish(),
        includes: z.looseObject({ caps: names.nullish() }).nullish(),
      }),
    )
    .nullish(),
});

export type SeccompProfile = z.infer<typeof schema>;

/** Undefined for what no engine could load. */
export function parseSeccompProfile(text: string): SeccompProfile | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** System calls that every container may use: allowed without a capability and whatever the arguments. */
export function openSyscalls({ syscalls }: SeccompProfile): readonly string[] {
  const open = (syscalls ?? []).filter(
    ({ action, args, includes }) =>
      action === 'SCMP_ACT_ALLOW' &&
      (args ?? []).length === 0 &&
      (includes?.caps ?? []).length === 0,
  );
  return open.flatMap((rule) => [...(rule.names ?? []), ...(rule.name ? [rule.name] : [])]);
}
