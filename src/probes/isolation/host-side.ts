import type { Observation } from '../../model/observation.ts';
import type { Facts, FactValue } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { type FileStat, stat } from '../files/stat.ts';
import { sysctl } from '../sysctl/sysctl.ts';
import { SOCKET_PATHS } from './socket-paths.ts';

/** Paths that runtimes hide in containers, and that not every kernel has. */
export const MASKABLE = [
  '/proc/kcore',
  '/proc/keys',
  '/proc/timer_list',
  '/proc/sched_debug',
  '/proc/sysrq-trigger',
  '/proc/irq',
  '/proc/bus',
  '/proc/fs',
  '/sys/firmware',
] as const;

const stats = (paths: readonly string[]) =>
  Object.fromEntries(paths.map((path) => [path, stat(path)]));

/** What the host itself decides about how far a container can reach. */
export const HOST_SIDE = {
  selinux: fileText('/sys/fs/selinux/enforce'),
  apparmor: fileText('/sys/module/apparmor/parameters/enabled'),
  modulesDisabled: sysctl('kernel.modules_disabled'),
  signedModules: fileText('/sys/module/module/parameters/sig_enforce'),
  ptraceScope: sysctl('kernel.yama.ptrace_scope'),
  ueventHelper: stat('/sys/kernel/uevent_helper'),
  ...stats([...SOCKET_PATHS, ...MASKABLE]),
} as const satisfies Facts;

export interface HostSide {
  readonly selinux: 'enforcing' | 'permissive' | 'off' | 'unknown';
  readonly apparmor: 'on' | 'off' | 'unknown';
  /** Whether root of the host can load a kernel module of its own making. */
  readonly loadsModules: boolean;
  readonly forbidsPtrace: boolean;
  readonly hasUeventHelper: boolean;
  /** Sockets of daemons and kernel files, by path: undefined when that could not be seen. */
  readonly file: (path: string) => FileStat | 'absent' | undefined;
}

type Inputs = {
  readonly [K in keyof typeof HOST_SIDE]: Observation<FactValue<(typeof HOST_SIDE)[K]>>;
};

export function hostSide(inputs: Inputs): HostSide {
  const { selinux, apparmor, modulesDisabled, signedModules, ptraceScope, ueventHelper } = inputs;
  const files: Readonly<Record<string, Observation<unknown>>> = inputs;
  return {
    selinux: stateOf(selinux, (text) => (text.trim() === '1' ? 'enforcing' : 'permissive')),
    apparmor: stateOf(apparmor, (text) => (text.trim() === 'Y' ? 'on' : 'off')),
    // A kernel without modules has no such key.
    loadsModules:
      modulesDisabled.state !== 'absent' && !is(modulesDisabled, '1') && !is(signedModules, 'Y'),
    forbidsPtrace: is(ptraceScope, '3'),
    hasUeventHelper: ueventHelper.state !== 'absent',
    file: (path) => fileOf(files[path]),
  };
}

const is = (seen: Observation<string>, text: string): boolean =>
  seen.state === 'value' && seen.value.trim() === text;

function stateOf<S>(seen: Observation<string>, known: (text: string) => S): S | 'off' | 'unknown' {
  if (seen.state === 'value') return known(seen.value);
  return seen.state === 'absent' ? 'off' : 'unknown';
}

function fileOf(seen: Observation<unknown> | undefined): FileStat | 'absent' | undefined {
  if (seen?.state === 'absent') return 'absent';
  return seen?.state === 'value' && isStat(seen.value) ? seen.value : undefined;
}

const isStat = (seen: unknown): seen is FileStat =>
  typeof seen === 'object' && seen !== null && 'mode' in seen;
