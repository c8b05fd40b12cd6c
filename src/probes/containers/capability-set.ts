/** By number, capabilities(7) and linux/capability.h. */
const NAMES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'LINUX_IMMUTABLE',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_ADMIN',
  'NET_RAW',
  'IPC_LOCK',
  'IPC_OWNER',
  'SYS_MODULE',
  'SYS_RAWIO',
  'SYS_CHROOT',
  'SYS_PTRACE',
  'SYS_PACCT',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_NICE',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'MKNOD',
  'LEASE',
  'AUDIT_WRITE',
  'AUDIT_CONTROL',
  'SETFCAP',
  'MAC_OVERRIDE',
  'MAC_ADMIN',
  'SYSLOG',
  'WAKE_ALARM',
  'BLOCK_SUSPEND',
  'AUDIT_READ',
  'PERFMON',
  'BPF',
  'CHECKPOINT_RESTORE',
] as const;

export type Capability = (typeof NAMES)[number];

/** A bit each, as /proc/PID/status prints them. */
export function capabilitySet(...names: readonly Capability[]): bigint {
  return names.reduce((set, name) => set | (1n << BigInt(NAMES.indexOf(name))), 0n);
}

/** Names in order of their number; ones that this version does not know as `CAP_41`. */
export function capabilityNames(set: bigint): readonly string[] {
  const names: string[] = [];
  for (let bit = 0; bit < 64; bit++) {
    if (set & (1n << BigInt(bit))) names.push(NAMES[bit] ?? `CAP_${bit}`);
  }
  return names;
}

export const has = (set: bigint, name: Capability): boolean => (set & capabilitySet(name)) !== 0n;

/** What is in the first set and not in the second. */
export const without = (set: bigint, other: bigint): bigint => set & ~other;

/** What Docker and containerd give a container that asks for nothing; CRI-O and Podman give less. */
export const DEFAULT_CAPABILITIES = capabilitySet(
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SYS_CHROOT',
  'MKNOD',
  'AUDIT_WRITE',
  'SETFCAP',
);
