import type { AnyCheck } from '../src/index.ts';
import bootConfinement from './boot/confinement.ts';
import bootConsoleAccess from './boot/console-access.ts';
import bootCpuMitigations from './boot/cpu-mitigations.ts';
import bootDeviceIsolation from './boot/device-isolation.ts';
import bootMemoryDefences from './boot/memory-defences.ts';
import cpuFlaws from './cpu/flaws.ts';
import cpuKvm from './cpu/kvm.ts';
import cpuMemoryGuards from './cpu/memory-guards.ts';
import cpuMicrocodePackage from './cpu/microcode-package.ts';
import cpuMicrocodeRevision from './cpu/microcode-revision.ts';
import cpuOldMicrocode from './cpu/old-microcode.ts';
import cpuSmt from './cpu/smt.ts';
import cpuVulnerabilityFiles from './cpu/vulnerability-files.ts';
import daemonAuthorizationPlugin from './daemon/authorization-plugin.ts';
import daemonBuildkitdEntitlements from './daemon/buildkitd-entitlements.ts';
import daemonConfigPending from './daemon/config-pending.ts';
import daemonContainerd from './daemon/containerd.ts';
import daemonCrio from './daemon/crio.ts';
import daemonDataRootMode from './daemon/data-root-mode.ts';
import daemonDefaultRuntime from './daemon/default-runtime.ts';
import daemonDefaultUlimits from './daemon/default-ulimits.ts';
import daemonDevicemapperBasesize from './daemon/devicemapper-basesize.ts';
import daemonDockerGroupMembers from './daemon/docker-group-members.ts';
import daemonDockerSettings from './daemon/docker-settings.ts';
import daemonEngineGroups from './daemon/engine-groups.ts';
import daemonFiles from './daemon/files.ts';
import daemonIptables from './daemon/iptables.ts';
import daemonJsonValidity from './daemon/json-validity.ts';
import daemonLiveRestore from './daemon/live-restore.ts';
import daemonLogDriver from './daemon/log-driver.ts';
import daemonMetricsAddress from './daemon/metrics-address.ts';
import daemonOciHooks from './daemon/oci-hooks.ts';
import daemonPodman from './daemon/podman.ts';
import daemonRegistries from './daemon/registries.ts';
import daemonServiceEnvironment from './daemon/service-environment.ts';
import daemonSocketUnitMode from './daemon/socket-unit-mode.ts';
import daemonSockets from './daemon/sockets.ts';
import daemonStorageDriver from './daemon/storage-driver.ts';
import daemonTcpListener from './daemon/tcp-listener.ts';
import daemonTcpPlainPort from './daemon/tcp-plain-port.ts';
import daemonTcpPort from './daemon/tcp-port.ts';
import daemonTlsFiles from './daemon/tls-files.ts';
import namespacesDockerUsernsRemap from './namespaces/docker-userns-remap.ts';
import namespacesPodmanDefault from './namespaces/podman-default.ts';
import seccompCrioProfile from './seccomp/crio-profile.ts';
import seccompDockerProfile from './seccomp/docker-profile.ts';
import sysctlConfigurationMode from './sysctl/configuration-mode.ts';
import sysctlConntrackMax from './sysctl/conntrack-max.ts';
import sysctlCoreDumps from './sysctl/core-dumps.ts';
import sysctlFiles from './sysctl/files.ts';
import sysctlForwarding from './sysctl/forwarding.ts';
import sysctlInterfaces from './sysctl/interfaces.ts';
import sysctlKernelExposure from './sysctl/kernel-exposure.ts';
import sysctlKernelIntegrity from './sysctl/kernel-integrity.ts';
import sysctlLimits from './sysctl/limits.ts';
import sysctlNetwork from './sysctl/network.ts';
import sysctlPacketFilter from './sysctl/packet-filter.ts';

/** Every check file: one check, or a table of them. */
const files: readonly (AnyCheck | readonly AnyCheck[])[] = [
  bootConfinement,
  bootConsoleAccess,
  bootCpuMitigations,
  bootDeviceIsolation,
  bootMemoryDefences,
  cpuFlaws,
  cpuKvm,
  cpuMemoryGuards,
  cpuMicrocodePackage,
  cpuMicrocodeRevision,
  cpuOldMicrocode,
  cpuSmt,
  cpuVulnerabilityFiles,
  daemonAuthorizationPlugin,
  daemonBuildkitdEntitlements,
  daemonConfigPending,
  daemonContainerd,
  daemonCrio,
  daemonDataRootMode,
  daemonDefaultRuntime,
  daemonDefaultUlimits,
  daemonDevicemapperBasesize,
  daemonDockerGroupMembers,
  daemonDockerSettings,
  daemonEngineGroups,
  daemonFiles,
  daemonIptables,
  daemonJsonValidity,
  daemonLiveRestore,
  daemonLogDriver,
  daemonMetricsAddress,
  daemonOciHooks,
  daemonPodman,
  daemonRegistries,
  daemonServiceEnvironment,
  daemonSocketUnitMode,
  daemonSockets,
  daemonStorageDriver,
  daemonTcpListener,
  daemonTcpPlainPort,
  daemonTcpPort,
  daemonTlsFiles,
  namespacesDockerUsernsRemap,
  namespacesPodmanDefault,
  seccompCrioProfile,
  seccompDockerProfile,
  sysctlConfigurationMode,
  sysctlConntrackMax,
  sysctlCoreDumps,
  sysctlFiles,
  sysctlForwarding,
  sysctlInterfaces,
  sysctlKernelExposure,
  sysctlKernelIntegrity,
  sysctlLimits,
  sysctlNetwork,
  sysctlPacketFilter,
];

/** All checks that come with hostward, by id. */
export const checks: readonly AnyCheck[] = files
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1));
