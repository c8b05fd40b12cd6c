import { type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { containerProcesses, type ProcessTable } from '../containers/container-processes.ts';
import { containers } from '../containers/containers.ts';
import { type DaemonProcess, daemons } from '../engines/daemon-processes.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { kernelRelease } from '../kernel/kernel-release.ts';
import { sysctl } from '../sysctl/sysctl.ts';
import { osRelease } from './os-release.ts';

const INPUTS = {
  osRelease,
  kernelRelease,
  arch: sysctl('kernel.arch'),
  table: containerProcesses,
  containers,
  daemons,
  selinux: fileText('/sys/fs/selinux/enforce'),
  apparmor: fileText('/sys/module/apparmor/parameters/enabled'),
  vendor: fileText('/sys/class/dmi/id/sys_vendor'),
  product: fileText('/sys/class/dmi/id/product_name'),
} as const;

/** Named facts for people: what could not be read is left out. */
export const hostFacts: Derived<Readonly<Record<string, string>>> = derived(
  'host-facts',
  INPUTS,
  (seen): Observation<Readonly<Record<string, string>>> => {
    const list = seen.containers;
    const facts: Record<string, string | undefined> = {
      os: of(seen.osRelease, ({ prettyName }) => prettyName),
      kernel: of(seen.kernelRelease, ({ release }) => release),
      architecture: of(seen.arch, (arch) => arch) ?? of(seen.kernelRelease, architectureOf),
      engines: of(seen.daemons, enginesOf),
      containers: of(list, (all) => `${all.filter(({ sandbox }) => !sandbox).length}`),
      'security module': securityModule(seen.selinux, seen.apparmor),
      'control groups': of(seen.table, cgroupsOf),
      machine: machineOf(seen.vendor, seen.product),
    };
    return value(
      Object.fromEntries(
        Object.entries(facts).flatMap(([name, text]) =>
          text === undefined || text === '' ? [] : [[name, visibleLine(text, 200)]],
        ),
      ),
    );
  },
);

const of = <T>(
  seen: Observation<T>,
  words: (known: T) => string | undefined,
): string | undefined => (seen.state === 'value' ? words(seen.value) : undefined);

/** Before Linux 6.1 only the release tells, in the words of the distribution. */
const architectureOf = ({ release }: { readonly release: string }): string | undefined =>
  /\b(x86_64|amd64|aarch64|arm64|ppc64le|ppc64el|s390x|riscv64|loongarch64|armv7l|i[3-6]86)\b/.exec(
    release,
  )?.[1];

const ENGINES: readonly (readonly [string, string])[] = [
  ['dockerd', 'Docker'],
  ['containerd', 'containerd'],
  ['crio', 'CRI-O'],
  ['podman', 'Podman'],
  ['buildkitd', 'BuildKit'],
  ['kubelet', 'kubelet'],
];

function enginesOf(list: readonly DaemonProcess[]): string {
  const running = ENGINES.filter(([process]) =>
    list.some(({ name, inContainer }) => name === process && !inContainer),
  );
  return running.length === 0 ? 'none running' : running.map(([, name]) => name).join(', ');
}

function securityModule(
  selinux: Observation<string>,
  apparmor: Observation<string>,
): string | undefined {
  if (selinux.state === 'value') {
    return `SELinux, ${selinux.value.trim() === '1' ? 'enforcing' : 'permissive'}`;
  }
  if (apparmor.state === 'value') {
    return apparmor.value.trim() === 'Y' ? 'AppArmor' : 'AppArmor, switched off';
  }
  return selinux.state === 'absent' && apparmor.state === 'absent' ? 'none' : undefined;
}

function cgroupsOf({ hostMounts }: ProcessTable): string | undefined {
  const has = (type: string): boolean => hostMounts?.some((mount) => mount.type === type) === true;
  if (has('cgroup')) return has('cgroup2') ? 'version 1 and 2' : 'version 1';
  return has('cgroup2') ? 'version 2' : undefined;
}

function machineOf(vendor: Observation<string>, product: Observation<string>): string | undefined {
  const words = [of(vendor, (text) => text.trim()), of(product, (text) => text.trim())];
  return words.filter(Boolean).join(' ');
}
