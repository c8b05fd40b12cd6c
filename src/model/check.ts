import type { Repair } from './repair.ts';

/** From least to most serious: severity follows what an attacker gains, not a benchmark's level. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const AREAS = {
  kernel: 'Kernel and patch level',
  cpu: 'Processor flaws',
  boot: 'Boot parameters',
  kconfig: 'Kernel build',
  modules: 'Kernel modules',
  sysctl: 'Kernel parameters',
  filesystem: 'File systems and mounts',
  cgroup: 'Control groups',
  namespaces: 'User namespaces',
  mac: 'Mandatory access control',
  seccomp: 'System call filters',
  capabilities: 'Capabilities',
  daemon: 'Container daemons',
  kubelet: 'Kubernetes node',
  runtime: 'Running containers',
  image: 'Image trust',
  network: 'Network segmentation',
  ssh: 'SSH server',
  accounts: 'Accounts and login',
  files: 'Files and permissions',
  services: 'Services',
  logging: 'Logging',
  audit: 'Audit trail',
  monitoring: 'Runtime monitoring',
  integrity: 'Integrity',
  updates: 'Updates',
  time: 'Time',
} as const;
export type Area = keyof typeof AREAS;

export interface CheckMeta {
  /** A noun phrase, `subject.noun`: `daemon.docker-socket-mode`. */
  readonly id: string;
  readonly area: Area;
  /** The state that a compliant host is in, as a statement. */
  readonly title: string;
  readonly severity: Severity;
  /** 1: every host can have it. 2: defence in depth that may cost something. */
  readonly level: 1 | 2;
  /** The attack that the check stands against. */
  readonly rationale: string;
  readonly remedy: string;
  /** The remedy as data, where a machine can carry it out. */
  readonly repair?: Repair;
  /** Public sources, `source:section`: `cis-docker-1.6:3.15`, `kernel-doc:admin-guide/sysctl/kernel.rst`. */
  readonly references: readonly string[];
  readonly tags: readonly string[];
  /** What is read for it on a host, `reader:argument`, as the script names it; absent where it is not known. */
  readonly reads?: readonly string[];
}

/** Whether `severity` is as serious as `threshold`, or more so. */
export function atLeastAsSevere(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);
}
