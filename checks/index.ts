import type { AnyCheck } from '../src/index.ts';
import accountsAllowLists from './accounts/allow-lists.ts';
import accountsDoasRules from './accounts/doas-rules.ts';
import accountsFiles from './accounts/files.ts';
import accountsIdentities from './accounts/identities.ts';
import accountsKeptPaths from './accounts/kept-paths.ts';
import accountsPam from './accounts/pam.ts';
import accountsPamNullok from './accounts/pam-nullok.ts';
import accountsPasswordAges from './accounts/password-ages.ts';
import accountsPasswords from './accounts/passwords.ts';
import accountsSuRestriction from './accounts/su-restriction.ts';
import accountsSudo from './accounts/sudo.ts';
import accountsUmask from './accounts/umask.ts';
import auditBootParameter from './audit/boot-parameter.ts';
import auditCalls from './audit/calls.ts';
import auditCollection from './audit/collection.ts';
import auditContainers from './audit/containers.ts';
import auditDaemonSettings from './audit/daemon-settings.ts';
import auditFiles from './audit/files.ts';
import auditLogSize from './audit/log-size.ts';
import auditState from './audit/state.ts';
import auditWatches from './audit/watches.ts';
import bootConfinement from './boot/confinement.ts';
import bootConsoleAccess from './boot/console-access.ts';
import bootCpuMitigations from './boot/cpu-mitigations.ts';
import bootDebugShell from './boot/debug-shell.ts';
import bootDeviceIsolation from './boot/device-isolation.ts';
import bootEmergencyShell from './boot/emergency-shell.ts';
import bootFiles from './boot/files.ts';
import bootForbiddenWords from './boot/forbidden-words.ts';
import bootInitramfsMode from './boot/initramfs-mode.ts';
import bootMemoryDefences from './boot/memory-defences.ts';
import bootPendingCommandLine from './boot/pending-command-line.ts';
import bootVsyscall from './boot/vsyscall.ts';
import bootWantedWords from './boot/wanted-words.ts';
import capabilitiesContainers from './capabilities/containers.ts';
import capabilitiesEngineDefaults from './capabilities/engine-defaults.ts';
import capabilitiesHostFiles from './capabilities/host-files.ts';
import capabilitiesPamGrants from './capabilities/pam-grants.ts';
import cgroupBootParameters from './cgroup/boot-parameters.ts';
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
import cpuRng from './cpu/rng.ts';
import cpuSmt from './cpu/smt.ts';
import cpuVulnerabilityFiles from './cpu/vulnerability-files.ts';
import daemonAudit from './daemon/audit.ts';
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
import daemonDockerPlugins from './daemon/docker-plugins.ts';
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
import daemonRootless from './daemon/rootless.ts';
import daemonServiceEnvironment from './daemon/service-environment.ts';
import daemonSocketProxied from './daemon/socket-proxied.ts';
import daemonSocketUnitMode from './daemon/socket-unit-mode.ts';
import daemonSockets from './daemon/sockets.ts';
import daemonStorageDriver from './daemon/storage-driver.ts';
import daemonSudoersDocker from './daemon/sudoers-docker.ts';
import daemonTcpListener from './daemon/tcp-listener.ts';
import daemonTcpPlainPort from './daemon/tcp-plain-port.ts';
import daemonTcpPort from './daemon/tcp-port.ts';
import daemonTlsFiles from './daemon/tls-files.ts';
import daemonTlsValidity from './daemon/tls-validity.ts';
import filesLibraryPreload from './files/library-preload.ts';
import filesLimits from './files/limits.ts';
import filesPrograms from './files/programs.ts';
import filesTrustFiles from './files/trust-files.ts';
import filesystemContainerStorage from './filesystem/container-storage.ts';
import filesystemCoreLimit from './filesystem/core-limit.ts';
import filesystemDevDiskMode from './filesystem/dev-disk-mode.ts';
import filesystemFiles from './filesystem/files.ts';
import filesystemFolders from './filesystem/folders.ts';
import filesystemGroupDiskMembers from './filesystem/group-disk-members.ts';
import filesystemMountKinds from './filesystem/mount-kinds.ts';
import filesystemMountState from './filesystem/mount-state.ts';
import filesystemMounts from './filesystem/mounts.ts';
import filesystemOddFiles from './filesystem/odd-files.ts';
import imageEndOfLifeBase from './image/end-of-life-base.ts';
import imageScanner from './image/scanner.ts';
import imageSignaturePolicy from './image/signature-policy.ts';
import imageSignaturePolicyKeys from './image/signature-policy-keys.ts';
import imageStored from './image/stored.ts';
import integrityCryptoPolicy from './integrity/crypto-policy.ts';
import integrityImageResidue from './integrity/image-residue.ts';
import integrityTrustedCertificates from './integrity/trusted-certificates.ts';
import integrityVerity from './integrity/verity.ts';
import kconfigArm64 from './kconfig/arm64.ts';
import kconfigAttackSurface from './kconfig/attack-surface.ts';
import kconfigConfigFile from './kconfig/config-file.ts';
import kconfigContainers from './kconfig/containers.ts';
import kconfigDebugging from './kconfig/debugging.ts';
import kconfigDeviceIsolation from './kconfig/device-isolation.ts';
import kconfigMemory from './kconfig/memory.ts';
import kconfigMitigations from './kconfig/mitigations.ts';
import kconfigNeedlessParts from './kconfig/needless-parts.ts';
import kconfigSecurityModules from './kconfig/security-modules.ts';
import kconfigSelfProtection from './kconfig/self-protection.ts';
import kconfigTrustedCode from './kconfig/trusted-code.ts';
import kconfigX86 from './kconfig/x86.ts';
import kernelDistributionBuild from './kernel/distribution-build.ts';
import kernelDistributionSupport from './kernel/distribution-support.ts';
import kernelFiles from './kernel/files.ts';
import kernelHeldPackage from './kernel/held-package.ts';
import kernelInterfaces from './kernel/interfaces.ts';
import kernelLivepatchState from './kernel/livepatch-state.ts';
import kernelLockdown from './kernel/lockdown.ts';
import kernelLsmList from './kernel/lsm-list.ts';
import kernelMetadataAge from './kernel/metadata-age.ts';
import kernelMetapackage from './kernel/metapackage.ts';
import kernelModules from './kernel/modules.ts';
import kernelMounts from './kernel/mounts.ts';
import kernelNestedContainerView from './kernel/nested-container-view.ts';
import kernelPinnedBpfMode from './kernel/pinned-bpf-mode.ts';
import kernelRebootPending from './kernel/reboot-pending.ts';
import kernelReleaseFacts from './kernel/release-facts.ts';
import kernelRunningRelease from './kernel/running-release.ts';
import kernelSecureBoot from './kernel/secure-boot.ts';
import kernelSwapEncryption from './kernel/swap-encryption.ts';
import kernelTaint from './kernel/taint.ts';
import kernelUpdates from './kernel/updates.ts';
import kernelUpstreamSupport from './kernel/upstream-support.ts';
import kubeletControlPlaneFiles from './kubelet/control-plane-files.ts';
import kubeletEol from './kubelet/eol.ts';
import kubeletEtcdClientAuthentication from './kubelet/etcd-client-authentication.ts';
import kubeletFiles from './kubelet/files.ts';
import kubeletSecretsEncryption from './kubelet/secrets-encryption.ts';
import kubeletSettings from './kubelet/settings.ts';
import loggingAuthenticationEvents from './logging/authentication-events.ts';
import loggingDaemons from './logging/daemons.ts';
import loggingDiskSpace from './logging/disk-space.ts';
import loggingFiles from './logging/files.ts';
import loggingForwarding from './logging/forwarding.ts';
import loggingJournalStorage from './logging/journal-storage.ts';
import loggingJournald from './logging/journald.ts';
import loggingLogFiles from './logging/log-files.ts';
import loggingRotation from './logging/rotation.ts';
import loggingRsyslog from './logging/rsyslog.ts';
import macApparmor from './mac/apparmor.ts';
import macEngines from './mac/engines.ts';
import macFramework from './mac/framework.ts';
import macSelinux from './mac/selinux.ts';
import macSelinuxBooleans from './mac/selinux-booleans.ts';
import modulesAutoloadOff from './modules/autoload-off.ts';
import modulesConfiguration from './modules/configuration.ts';
import modulesDrivers from './modules/drivers.ts';
import modulesFileSystems from './modules/file-systems.ts';
import modulesHiddenModules from './modules/hidden-modules.ts';
import modulesInstallCommands from './modules/install-commands.ts';
import modulesOverlayfs from './modules/overlayfs.ts';
import modulesProtocols from './modules/protocols.ts';
import monitoringFalco from './monitoring/falco.ts';
import monitoringFileIntegrity from './monitoring/file-integrity.ts';
import monitoringMetricsExposure from './monitoring/metrics-exposure.ts';
import monitoringSensors from './monitoring/sensors.ts';
import monitoringTetragonPolicies from './monitoring/tetragon-policies.ts';
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
import networkBridges from './network/bridges.ts';
import networkFirewall from './network/firewall.ts';
import networkKubernetes from './network/kubernetes.ts';
import networkListeners from './network/listeners.ts';
import networkMetadataService from './network/metadata-service.ts';
import networkPublishedPorts from './network/published-ports.ts';
import runtimeConfinement from './runtime/confinement.ts';
import runtimeEscapePaths from './runtime/escape-paths.ts';
import runtimeHostFiles from './runtime/host-files.ts';
import runtimeKernelInterfaces from './runtime/kernel-interfaces.ts';
import runtimeNamespaces from './runtime/namespaces.ts';
import runtimeNestedEngineListener from './runtime/nested-engine-listener.ts';
import runtimeProcesses from './runtime/processes.ts';
import runtimeResources from './runtime/resources.ts';
import runtimeSettings from './runtime/settings.ts';
import runtimeSharedNamespaces from './runtime/shared-namespaces.ts';
import seccompContainerdUnsetProfile from './seccomp/containerd-unset-profile.ts';
import seccompCrioProfile from './seccomp/crio-profile.ts';
import seccompCustomProfiles from './seccomp/custom-profiles.ts';
import seccompDockerProfile from './seccomp/docker-profile.ts';
import seccompKernelSupport from './seccomp/kernel-support.ts';
import seccompPodmanProfile from './seccomp/podman-profile.ts';
import servicesConsoleLogin from './services/console-login.ts';
import servicesCrashReporters from './services/crash-reporters.ts';
import servicesCtrlAltDel from './services/ctrl-alt-del.ts';
import servicesFiles from './services/files.ts';
import servicesLeftovers from './services/leftovers.ts';
import servicesListeners from './services/listeners.ts';
import servicesRuntimeUnits from './services/runtime-units.ts';
import servicesUnexposed from './services/unexposed.ts';
import servicesUnwanted from './services/unwanted.ts';
import sshAlgorithms from './ssh/algorithms.ts';
import sshFiles from './ssh/files.ts';
import sshPam from './ssh/pam.ts';
import sshRegresshion from './ssh/regresshion.ts';
import sshSettings from './ssh/settings.ts';
import sshStrength from './ssh/strength.ts';
import sshTrustFiles from './ssh/trust-files.ts';
import sysctlCapacity from './sysctl/capacity.ts';
import sysctlConfigurationMode from './sysctl/configuration-mode.ts';
import sysctlConntrackMax from './sysctl/conntrack-max.ts';
import sysctlCoreDumps from './sysctl/core-dumps.ts';
import sysctlCoreUsesPid from './sysctl/core-uses-pid.ts';
import sysctlFiles from './sysctl/files.ts';
import sysctlFips from './sysctl/fips.ts';
import sysctlForwarding from './sysctl/forwarding.ts';
import sysctlKernelDetails from './sysctl/kernel-details.ts';
import sysctlKernelExposure from './sysctl/kernel-exposure.ts';
import sysctlKernelIntegrity from './sysctl/kernel-integrity.ts';
import sysctlLimits from './sysctl/limits.ts';
import sysctlMmapRandomness from './sysctl/mmap-randomness.ts';
import sysctlNetwork from './sysctl/network.ts';
import sysctlNetworkInterfaces from './sysctl/network-interfaces.ts';
import sysctlPacketFilter from './sysctl/packet-filter.ts';
import timeClientOnly from './time/client-only.ts';
import timeMachine from './time/machine.ts';
import timeSources from './time/sources.ts';
import timeSynchronisation from './time/synchronisation.ts';
import updatesAutomaticSecurity from './updates/automatic-security.ts';
import updatesFiles from './updates/files.ts';
import updatesImageSystems from './updates/image-systems.ts';
import updatesPending from './updates/pending.ts';
import updatesRepositories from './updates/repositories.ts';
import updatesRootFlaws from './updates/root-flaws.ts';
import updatesSecuritySource from './updates/security-source.ts';
import updatesXzBackdoor from './updates/xz-backdoor.ts';

const files: readonly (AnyCheck | readonly AnyCheck[])[] = [
  accountsAllowLists,
  accountsDoasRules,
  accountsFiles,
  accountsIdentities,
  accountsKeptPaths,
  accountsPamNullok,
  accountsPam,
  accountsPasswordAges,
  accountsPasswords,
  accountsSuRestriction,
  accountsSudo,
  accountsUmask,
  auditBootParameter,
  auditCalls,
  auditCollection,
  auditContainers,
  auditDaemonSettings,
  auditFiles,
  auditLogSize,
  auditState,
  auditWatches,
  bootConfinement,
  bootConsoleAccess,
  bootCpuMitigations,
  bootDebugShell,
  bootDeviceIsolation,
  bootEmergencyShell,
  bootFiles,
  bootForbiddenWords,
  bootInitramfsMode,
  bootMemoryDefences,
  bootPendingCommandLine,
  bootVsyscall,
  bootWantedWords,
  capabilitiesContainers,
  capabilitiesEngineDefaults,
  capabilitiesHostFiles,
  capabilitiesPamGrants,
  cgroupBootParameters,
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
  cpuRng,
  cpuSmt,
  cpuVulnerabilityFiles,
  daemonAudit,
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
  daemonDockerPlugins,
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
  daemonRootless,
  daemonServiceEnvironment,
  daemonSocketProxied,
  daemonSocketUnitMode,
  daemonSockets,
  daemonStorageDriver,
  daemonSudoersDocker,
  daemonTcpListener,
  daemonTcpPlainPort,
  daemonTcpPort,
  daemonTlsFiles,
  daemonTlsValidity,
  filesLibraryPreload,
  filesLimits,
  filesPrograms,
  filesTrustFiles,
  filesystemContainerStorage,
  filesystemCoreLimit,
  filesystemDevDiskMode,
  filesystemFiles,
  filesystemFolders,
  filesystemGroupDiskMembers,
  filesystemMountKinds,
  filesystemMountState,
  filesystemMounts,
  filesystemOddFiles,
  imageEndOfLifeBase,
  imageScanner,
  imageSignaturePolicyKeys,
  imageSignaturePolicy,
  imageStored,
  integrityCryptoPolicy,
  integrityImageResidue,
  integrityTrustedCertificates,
  integrityVerity,
  kconfigArm64,
  kconfigAttackSurface,
  kconfigConfigFile,
  kconfigContainers,
  kconfigDebugging,
  kconfigDeviceIsolation,
  kconfigMemory,
  kconfigMitigations,
  kconfigNeedlessParts,
  kconfigSecurityModules,
  kconfigSelfProtection,
  kconfigTrustedCode,
  kconfigX86,
  kernelDistributionBuild,
  kernelDistributionSupport,
  kernelFiles,
  kernelHeldPackage,
  kernelInterfaces,
  kernelLivepatchState,
  kernelLockdown,
  kernelLsmList,
  kernelMetadataAge,
  kernelMetapackage,
  kernelModules,
  kernelMounts,
  kernelNestedContainerView,
  kernelPinnedBpfMode,
  kernelRebootPending,
  kernelReleaseFacts,
  kernelRunningRelease,
  kernelSecureBoot,
  kernelSwapEncryption,
  kernelTaint,
  kernelUpdates,
  kernelUpstreamSupport,
  kubeletControlPlaneFiles,
  kubeletEol,
  kubeletEtcdClientAuthentication,
  kubeletFiles,
  kubeletSecretsEncryption,
  kubeletSettings,
  loggingAuthenticationEvents,
  loggingDaemons,
  loggingDiskSpace,
  loggingFiles,
  loggingForwarding,
  loggingJournalStorage,
  loggingJournald,
  loggingLogFiles,
  loggingRotation,
  loggingRsyslog,
  macApparmor,
  macEngines,
  macFramework,
  macSelinuxBooleans,
  macSelinux,
  modulesAutoloadOff,
  modulesConfiguration,
  modulesDrivers,
  modulesFileSystems,
  modulesHiddenModules,
  modulesInstallCommands,
  modulesOverlayfs,
  modulesProtocols,
  monitoringFalco,
  monitoringFileIntegrity,
  monitoringMetricsExposure,
  monitoringSensors,
  monitoringTetragonPolicies,
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
  networkBridges,
  networkFirewall,
  networkKubernetes,
  networkListeners,
  networkMetadataService,
  networkPublishedPorts,
  runtimeConfinement,
  runtimeEscapePaths,
  runtimeHostFiles,
  runtimeKernelInterfaces,
  runtimeNamespaces,
  runtimeNestedEngineListener,
  runtimeProcesses,
  runtimeResources,
  runtimeSettings,
  runtimeSharedNamespaces,
  seccompContainerdUnsetProfile,
  seccompCrioProfile,
  seccompCustomProfiles,
  seccompDockerProfile,
  seccompKernelSupport,
  seccompPodmanProfile,
  servicesConsoleLogin,
  servicesCrashReporters,
  servicesCtrlAltDel,
  servicesFiles,
  servicesLeftovers,
  servicesListeners,
  servicesRuntimeUnits,
  servicesUnexposed,
  servicesUnwanted,
  sshAlgorithms,
  sshFiles,
  sshPam,
  sshRegresshion,
  sshSettings,
  sshStrength,
  sshTrustFiles,
  sysctlCapacity,
  sysctlConfigurationMode,
  sysctlConntrackMax,
  sysctlCoreDumps,
  sysctlCoreUsesPid,
  sysctlFiles,
  sysctlFips,
  sysctlForwarding,
  sysctlKernelDetails,
  sysctlKernelExposure,
  sysctlKernelIntegrity,
  sysctlLimits,
  sysctlMmapRandomness,
  sysctlNetworkInterfaces,
  sysctlNetwork,
  sysctlPacketFilter,
  timeClientOnly,
  timeMachine,
  timeSources,
  timeSynchronisation,
  updatesAutomaticSecurity,
  updatesFiles,
  updatesImageSystems,
  updatesPending,
  updatesRepositories,
  updatesRootFlaws,
  updatesSecuritySource,
  updatesXzBackdoor,
];

/** All checks that come with hostward, by id. */
export const checks: readonly AnyCheck[] = files.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
