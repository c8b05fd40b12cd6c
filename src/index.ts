export { daysSince, inDays } from './kit/age.ts';
export {
  type BootRow,
  bootChecks,
  bootRemedy,
  type Unwanted,
  unwantedWords,
} from './kit/boot-table.ts';
export {
  both,
  defaultCapabilities,
  droppedCapabilities,
  hostTracing,
  noCapabilities,
  privileged,
  widerThanFirst,
  withoutCapabilities,
} from './kit/container-judges/capabilities.ts';
export {
  apparmorProfile,
  selinuxCategories,
  selinuxDomain,
} from './kit/container-judges/confinement.ts';
export {
  daemonSockets,
  dangerousDevices,
  maskedPaths,
  propagation,
  readableTrees,
  writableCgroups,
  writableKernel,
  writablePlaces,
  writableTrees,
} from './kit/container-judges/host-files.ts';
export {
  disjointUsers,
  escapePaths,
  memoryLimit,
  oomSettings,
  optedOutOfRemap,
  pidsLimit,
  rootUser,
  sshServer,
} from './kit/container-judges/processes.ts';
export {
  barrierChecks,
  containerCheck,
  containerChecks,
  exempt,
  fine,
  type Judgement,
  unread,
  wrong,
} from './kit/container-table.ts';
export { type FlawRow, flawChecks } from './kit/cpu-table.ts';
export { type AnyCheck, type Check, defineCheck, orAbsent, required } from './kit/define-check.ts';
export { DISTRIBUTION_DATES, isRolling, supportOf } from './kit/distribution-support.ts';
export { dockerSettingCheck } from './kit/docker-setting-table.ts';
export { fileOwnerChecks } from './kit/file-owner-table.ts';
export { interfaceSysctlChecks } from './kit/interface-sysctl-table.ts';
export { branchState, KERNEL_BRANCHES } from './kit/kernel-branches.ts';
export { socketModeChecks } from './kit/socket-mode-table.ts';
export { setInFile, sysctlChecks } from './kit/sysctl-table.ts';
export { TAINT_REMEDY, type TaintRow, taintChecks } from './kit/taint-table.ts';
export type { CheckMeta } from './model/check.ts';
export type { Profile } from './model/profile.ts';
export { daysBetween } from './model/time.ts';
export type { CheckVerdict, Mismatch } from './model/verdict.ts';
export { fail, manual, notApplicable, pass, passUnless } from './model/verdict.ts';
export { groups } from './probes/accounts.ts';
export { apparmorEnabled, apparmorMode, isEnforced } from './probes/apparmor.ts';
export {
  type ConfigLayers,
  type ConfigValue,
  configList,
  configValue,
  isTable,
  shownValue,
  tableNames,
} from './probes/config-layers.ts';
export { cpuFeatures, isVirtual, X86_FEATURE } from './probes/cpu-features.ts';
export { cpuVulnerabilities, parseFlawReport } from './probes/cpu-vulnerabilities.ts';
export { daemonJson } from './probes/daemon-json.ts';
export { daemons } from './probes/daemon-processes.ts';
export { anyEngine } from './probes/derived/any-engine.ts';
export { apparmorService } from './probes/derived/apparmor-service.ts';
export { cgroupControllers } from './probes/derived/cgroup-controllers.ts';
export { type CgroupMode, cgroupMode, controllersOf } from './probes/derived/cgroup-mode.ts';
export { commandLinesDiffer } from './probes/derived/command-lines-differ.ts';
export {
  type ContainerdConfig,
  containerdConfig,
  criSetting,
} from './probes/derived/containerd-config.ts';
export { dockerCommand } from './probes/derived/docker-command.ts';
export { dockerSettings } from './probes/derived/docker-config.ts';
export { type DockerTlsKey, dockerTlsFiles } from './probes/derived/docker-tls-files.ts';
export { dockerdStart } from './probes/derived/dockerd-start.ts';
export {
  buildkitConfig,
  crioConfig,
  podmanConfig,
  registriesConfig,
} from './probes/derived/engine-configs.ts';
export { type EngineFlaws, engineFlaws } from './probes/derived/engine-flaws.ts';
export { dockerGroups, otherEngineGroups } from './probes/derived/engine-groups.ts';
export { engineListeners } from './probes/derived/engine-listeners.ts';
export { type EngineRelease, engineRelease } from './probes/derived/engine-release.ts';
export { type EngineName, engine } from './probes/derived/engines.ts';
export { isKernelMetapackage, kernelUpdates } from './probes/derived/kernel-metapackages.ts';
export { kubeletScalar } from './probes/derived/kubelet-file.ts';
export {
  apparmorInUse,
  confining,
  distributionMac,
  loadedProfiles,
  selinuxMode,
} from './probes/derived/mandatory-access.ts';
export { packageLists } from './probes/derived/package-lists.ts';
export { presentStats } from './probes/derived/present-stats.ts';
export { rebootState } from './probes/derived/reboot-state.ts';
export { releaseAgents } from './probes/derived/release-agents.ts';
export { rootless } from './probes/derived/rootless.ts';
export { isSameBuild, runningKernel } from './probes/derived/running-kernel.ts';
export {
  type CustomSeccompProfile,
  customSeccompProfiles,
} from './probes/derived/seccomp-profiles.ts';
export {
  containerPolicy,
  permissiveDomains,
  storedBooleans,
} from './probes/derived/selinux-store.ts';
export { smtExposure } from './probes/derived/smt-exposure.ts';
export { idsIn, rangesByOwner, subids } from './probes/derived/subids.ts';
export { type SysctlSetting, sysctlSetting } from './probes/derived/sysctl-setting.ts';
export { lastSetting, settingList, type Unit, unit } from './probes/derived/units.ts';
export { userControllers, userTasksMax } from './probes/derived/user-slices.ts';
export { usernsCreation } from './probes/derived/userns-creation.ts';
export { type DockerFlags, keyOfFlag as keyOfDockerFlag } from './probes/docker-flags.ts';
export { secureBoot, shimValidation } from './probes/efi-variable.ts';
export { environmentOf } from './probes/exec-start.ts';
export { filesText, fileText } from './probes/file-text.ts';
export { kernelRelease } from './probes/kernel-release.ts';
export { kernelTaint } from './probes/kernel-taint.ts';
export { tcp4Listeners, tcp6Listeners } from './probes/listening.ts';
export { activeLsms } from './probes/lsm.ts';
export { hostPort, isLoopback, isLoopbackNetwork, isWildcard } from './probes/network-address.ts';
export { osRelease } from './probes/os-release.ts';
export { installedPackages } from './probes/packages.ts';
export { openSyscalls, parseSeccompProfile } from './probes/seccomp-profile.ts';
export { seccompStatus } from './probes/seccomp-status.ts';
export { selinuxBoolean, selinuxConfig } from './probes/selinux.ts';
export { type FileStat, octal, stat, stats } from './probes/stat.ts';
export { overlap, type SubidFile, type SubidRange, shownRange } from './probes/subids.ts';
export { sysctl } from './probes/sysctl.ts';
export { uptimeSeconds } from './probes/uptime.ts';
export { vsyscallPage } from './probes/vsyscall-page.ts';
