import type { AnyCheck } from '../src/index.ts';
import bootConfinement from './boot/confinement.ts';
import bootConsoleAccess from './boot/console-access.ts';
import bootCpuMitigations from './boot/cpu-mitigations.ts';
import bootDebugShell from './boot/debug-shell.ts';
import bootDeviceIsolation from './boot/device-isolation.ts';
import bootFiles from './boot/files.ts';
import bootMemoryDefences from './boot/memory-defences.ts';
import bootPendingCommandLine from './boot/pending-command-line.ts';
import bootVsyscall from './boot/vsyscall.ts';
import capabilitiesContainers from './capabilities/containers.ts';
import capabilitiesEngineDefaults from './capabilities/engine-defaults.ts';
import cgroupControllers from './cgroup/controllers.ts';
import cgroupDelegation from './cgroup/delegation.ts';
import cgroupDocker from './cgroup/docker.ts';
import cgroupHierarchy from './cgroup/hierarchy.ts';
import cgroupReleaseAgent from './cgroup/release-agent.ts';
import cgroupSwapAccounting from './cgroup/swap-accounting.ts';
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
import daemonFlaws from './daemon/flaws.ts';
import daemonIptables from './daemon/iptables.ts';
import daemonJsonValidity from './daemon/json-validity.ts';
import daemonLiveRestore from './daemon/live-restore.ts';
import daemonLogDriver from './daemon/log-driver.ts';
import daemonMaintainedReleases from './daemon/maintained-releases.ts';
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
import kernelDistributionBuild from './kernel/distribution-build.ts';
import kernelDistributionSupport from './kernel/distribution-support.ts';
import kernelFiles from './kernel/files.ts';
import kernelInterfaces from './kernel/interfaces.ts';
import kernelLivepatchState from './kernel/livepatch-state.ts';
import kernelLockdown from './kernel/lockdown.ts';
import kernelLsmList from './kernel/lsm-list.ts';
import kernelMetadataAge from './kernel/metadata-age.ts';
import kernelMetapackage from './kernel/metapackage.ts';
import kernelModules from './kernel/modules.ts';
import kernelNestedContainerView from './kernel/nested-container-view.ts';
import kernelRebootPending from './kernel/reboot-pending.ts';
import kernelReleaseFacts from './kernel/release-facts.ts';
import kernelRunningRelease from './kernel/running-release.ts';
import kernelSecureBoot from './kernel/secure-boot.ts';
import kernelTaint from './kernel/taint.ts';
import kernelUpdates from './kernel/updates.ts';
import kernelUpstreamSupport from './kernel/upstream-support.ts';
import macApparmor from './mac/apparmor.ts';
import macEngines from './mac/engines.ts';
import macFramework from './mac/framework.ts';
import macSelinux from './mac/selinux.ts';
import macSelinuxBooleans from './mac/selinux-booleans.ts';
import namespacesApparmorUsernsComplain from './namespaces/apparmor-userns-complain.ts';
import namespacesDockerRemapRanges from './namespaces/docker-remap-ranges.ts';
import namespacesDockerUsernsRemap from './namespaces/docker-userns-remap.ts';
import namespacesMaxUserNamespaces from './namespaces/max-user-namespaces.ts';
import namespacesNewidmapBinaries from './namespaces/newidmap-binaries.ts';
import namespacesPodmanDefault from './namespaces/podman-default.ts';
import namespacesRootlessEngine from './namespaces/rootless-engine.ts';
import namespacesRootlessHome from './namespaces/rootless-home.ts';
import namespacesSubidFiles from './namespaces/subid-files.ts';
import namespacesSubids from './namespaces/subids.ts';
import namespacesUnprivilegedCreation from './namespaces/unprivileged-creation.ts';
import runtimeConfinement from './runtime/confinement.ts';
import runtimeEscapePaths from './runtime/escape-paths.ts';
import runtimeHostFiles from './runtime/host-files.ts';
import runtimeKernelInterfaces from './runtime/kernel-interfaces.ts';
import runtimeNamespaces from './runtime/namespaces.ts';
import runtimeProcesses from './runtime/processes.ts';
import runtimeResources from './runtime/resources.ts';
import seccompContainerdUnsetProfile from './seccomp/containerd-unset-profile.ts';
import seccompCrioProfile from './seccomp/crio-profile.ts';
import seccompCustomProfiles from './seccomp/custom-profiles.ts';
import seccompDockerProfile from './seccomp/docker-profile.ts';
import seccompKernelSupport from './seccomp/kernel-support.ts';
import seccompPodmanProfile from './seccomp/podman-profile.ts';
import sysctlConfigurationMode from './sysctl/configuration-mode.ts';
import sysctlConntrackMax from './sysctl/conntrack-max.ts';
import sysctlCoreDumps from './sysctl/core-dumps.ts';
import sysctlFiles from './sysctl/files.ts';
import sysctlForwarding from './sysctl/forwarding.ts';
import sysctlKernelExposure from './sysctl/kernel-exposure.ts';
import sysctlKernelIntegrity from './sysctl/kernel-integrity.ts';
import sysctlLimits from './sysctl/limits.ts';
import sysctlNetwork from './sysctl/network.ts';
import sysctlNetworkInterfaces from './sysctl/network-interfaces.ts';
import sysctlPacketFilter from './sysctl/packet-filter.ts';

const files: readonly (AnyCheck | readonly AnyCheck[])[] = [
  bootConfinement,
  bootConsoleAccess,
  bootCpuMitigations,
  bootDebugShell,
  bootDeviceIsolation,
  bootFiles,
  bootMemoryDefences,
  bootPendingCommandLine,
  bootVsyscall,
  capabilitiesContainers,
  capabilitiesEngineDefaults,
  cgroupControllers,
  cgroupDelegation,
  cgroupDocker,
  cgroupHierarchy,
  cgroupReleaseAgent,
  cgroupSwapAccounting,
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
  daemonFlaws,
  daemonIptables,
  daemonJsonValidity,
  daemonLiveRestore,
  daemonLogDriver,
  daemonMaintainedReleases,
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
  kernelDistributionBuild,
  kernelDistributionSupport,
  kernelFiles,
  kernelInterfaces,
  kernelLivepatchState,
  kernelLockdown,
  kernelLsmList,
  kernelMetadataAge,
  kernelMetapackage,
  kernelModules,
  kernelNestedContainerView,
  kernelRebootPending,
  kernelReleaseFacts,
  kernelRunningRelease,
  kernelSecureBoot,
  kernelTaint,
  kernelUpdates,
  kernelUpstreamSupport,
  macApparmor,
  macEngines,
  macFramework,
  macSelinuxBooleans,
  macSelinux,
  namespacesApparmorUsernsComplain,
  namespacesDockerRemapRanges,
  namespacesDockerUsernsRemap,
  namespacesMaxUserNamespaces,
  namespacesNewidmapBinaries,
  namespacesPodmanDefault,
  namespacesRootlessEngine,
  namespacesRootlessHome,
  namespacesSubidFiles,
  namespacesSubids,
  namespacesUnprivilegedCreation,
  runtimeConfinement,
  runtimeEscapePaths,
  runtimeHostFiles,
  runtimeKernelInterfaces,
  runtimeNamespaces,
  runtimeProcesses,
  runtimeResources,
  seccompContainerdUnsetProfile,
  seccompCrioProfile,
  seccompCustomProfiles,
  seccompDockerProfile,
  seccompKernelSupport,
  seccompPodmanProfile,
  sysctlConfigurationMode,
  sysctlConntrackMax,
  sysctlCoreDumps,
  sysctlFiles,
  sysctlForwarding,
  sysctlKernelExposure,
  sysctlKernelIntegrity,
  sysctlLimits,
  sysctlNetworkInterfaces,
  sysctlNetwork,
  sysctlPacketFilter,
];

/** All checks that come with hostward, by id. */
export const checks: readonly AnyCheck[] = files.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
