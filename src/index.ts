export {
  type AuditCallRow,
  type AuditStateRow,
  auditCallChecks,
  auditStateChecks,
} from './kit/audit-state-table.ts';
export { type AuditWatchRow, auditWatchChecks } from './kit/audit-watch-table.ts';
export { type AuditdRow, auditdChecks } from './kit/auditd-table.ts';
export {
  type BootRow,
  bootChecks,
  bootRemedy,
  type Unwanted,
  unwantedWords,
} from './kit/boot-table.ts';
export { blindToBase, endOfLifeBase } from './kit/containers/base.ts';
export {
  both,
  defaultCapabilities,
  droppedCapabilities,
  hostTracing,
  noCapabilities,
  privileged,
  widerThanFirst,
  withoutCapabilities,
} from './kit/containers/capabilities.ts';
export {
  apparmorProfile,
  selinuxCategories,
  selinuxDomain,
} from './kit/containers/confinement.ts';
export {
  barrierChecks,
  containerCheck,
  containerChecks,
  exempt,
  fine,
  type Judgement,
  unread,
  wrong,
} from './kit/containers/container-table.ts';
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
} from './kit/containers/host-files.ts';
export {
  disjointUsers,
  escapePaths,
  memoryLimit,
  oomSettings,
  optedOutOfRemap,
  pidsLimit,
  rootUser,
  sshServer,
} from './kit/containers/processes.ts';
export {
  blindToConfig,
  blindToHost,
  cgroupParent,
  healthCheck,
  imageDigest,
  imageTag,
  logLimits,
  portBinding,
  privilegedPorts,
  restartPolicy,
  secretOptions,
  secretVariables,
  sharedMemory,
  sysctls,
} from './kit/containers/settings.ts';
export { type FlawRow, flawChecks } from './kit/cpu-table.ts';
export { customReader } from './kit/custom-reader.ts';
export { type AnyCheck, type Check, defineCheck, orAbsent, required } from './kit/define-check.ts';
export { dockerSettingCheck } from './kit/docker-setting-table.ts';
export {
  type FileLimit,
  type FileLimitRow,
  fileLimitChecks,
} from './kit/file-limit-table.ts';
export { fileOwnerChecks, unitPaths } from './kit/file-owner-table.ts';
export { type FileWalkRow, fileWalkChecks } from './kit/file-walk-table.ts';
export { imageResidueChecks } from './kit/image-residue-table.ts';
export { fullReference, imageCheck, isWithin, tooOld } from './kit/image-table.ts';
export { builtWith, builtWithout } from './kit/kconfig/kconfig-table.ts';
export {
  allTrue,
  anyOf,
  atLeast,
  built,
  builtIn,
  equals,
  lists,
  notBuilt,
  notEqual,
  sameAs,
} from './kit/kconfig/kconfig-test.ts';
export { wantedWordChecks } from './kit/kconfig/wanted-word-table.ts';
export { keptPathChecks } from './kit/kept-path-table.ts';
export { type KubeletRow, kubeletChecks } from './kit/kubelet-table.ts';
export { daysSince, inDays } from './kit/lifecycle/age.ts';
export { DISTRIBUTION_DATES, isRolling, supportOf } from './kit/lifecycle/distribution-support.ts';
export { branchState, KERNEL_BRANCHES } from './kit/lifecycle/kernel-branches.ts';
export { moduleChecks } from './kit/modules/module-table.ts';
export { mountChecks } from './kit/mount-table.ts';
export { type ServiceRow, serviceChecks } from './kit/service-table.ts';
export { socketModeChecks } from './kit/socket-mode-table.ts';
export { NO_SSHD, type SshdRow, sshdChecks, sshdRemedy } from './kit/sshd-table.ts';
export { interfaceSysctlChecks } from './kit/sysctl/interface-sysctl-table.ts';
export { setInFile, sysctlChecks } from './kit/sysctl/sysctl-table.ts';
export { TAINT_REMEDY, type TaintRow, taintChecks } from './kit/taint-table.ts';
export { isUsualProgram } from './kit/usual-setuid-programs.ts';
export type { BenchmarkOutline } from './model/benchmark.ts';
export type { CheckMeta } from './model/check.ts';
export { absent, denied, failed, type Observation, value } from './model/observation.ts';
export type { Profile } from './model/profile.ts';
export { patternMatches } from './model/shell-pattern.ts';
export { daysBetween } from './model/time.ts';
export type { CheckVerdict, Mismatch } from './model/verdict.ts';
export { fail, manual, notApplicable, pass, passUnless } from './model/verdict.ts';
export { doasRules } from './probes/accounts/doas-rules.ts';
export { loginAccount } from './probes/accounts/login-account.ts';
export {
  faillockConf,
  loginDefs,
  loginModules,
  openServices,
  type PlainSettings,
  pamArgument,
  passwordModules,
  passwordsInUse,
  pwqualityConf,
  suModules,
} from './probes/accounts/pam-settings.ts';
export type { PamModule } from './probes/accounts/pam-stacks.ts';
export {
  hasLoginShell,
  type PasswdEntry,
  passwdEntries,
  unclearPasswdLine,
} from './probes/accounts/passwd-entries.ts';
export { hasPassword, type ShadowEntry, shadow } from './probes/accounts/shadow.ts';
export {
  builtInSecurePath,
  isGeneral,
  sudoPty,
  sudoSettings,
} from './probes/accounts/sudo-use.ts';
export { sudoers } from './probes/accounts/sudoers.ts';
export type { SudoCommand } from './probes/accounts/sudoers-entries.ts';
export { auditCollectors, auditOffload } from './probes/audit/audit-offload.ts';
export type { AuditFilter, AuditRule, AuditRuleSet } from './probes/audit/audit-rule-lines.ts';
export {
  type AuditRules,
  type AuditView,
  auditRules,
  persistedAuditRules,
} from './probes/audit/audit-rules.ts';
export { auditdSettings } from './probes/audit/auditd-conf.ts';
export { type CallRules, isCallRecorded } from './probes/audit/call-recorded.ts';
export { loadedAudit } from './probes/audit/loaded-audit.ts';
export { isPathWatched, isSilenced } from './probes/audit/path-watched.ts';
export { runningCommandLine } from './probes/boot/command-line.ts';
export { commandLinesDiffer } from './probes/boot/command-lines-differ.ts';
export { secureBoot, shimValidation } from './probes/boot/efi-variable.ts';
export { persistedCommandLines } from './probes/boot/persisted-command-lines.ts';
export { vsyscallPage } from './probes/boot/vsyscall-page.ts';
export { cgroupControllers } from './probes/cgroup/cgroup-controllers.ts';
export { type CgroupMode, cgroupMode, controllersOf } from './probes/cgroup/cgroup-mode.ts';
export { releaseAgents } from './probes/cgroup/release-agents.ts';
export { userControllers, userTasksMax } from './probes/cgroup/user-slices.ts';
export { joinedNamespaces } from './probes/containers/joined-namespaces.ts';
export { cpuFeatures, isVirtual, X86_FEATURE } from './probes/cpu/cpu-features.ts';
export { cpuVulnerabilities, parseFlawReport } from './probes/cpu/cpu-vulnerabilities.ts';
export { smtExposure } from './probes/cpu/smt-exposure.ts';
export { virtualMachine } from './probes/cpu/virtual-machine.ts';
export { daemonJson } from './probes/docker/daemon-json.ts';
export { type DockerCertificate, usedCertificates } from './probes/docker/docker-certificates.ts';
export { dockerCommand } from './probes/docker/docker-command.ts';
export { type DockerFlags, keyOfFlag as keyOfDockerFlag } from './probes/docker/docker-flags.ts';
export { dockerPlugins } from './probes/docker/docker-plugins.ts';
export { type DockerView, dockerSettings } from './probes/docker/docker-settings.ts';
export { type DockerTlsKey, dockerTlsFiles } from './probes/docker/docker-tls-files.ts';
export { dockerdStart } from './probes/docker/dockerd-start.ts';
export { anyEngine } from './probes/engines/any-engine.ts';
export {
  type ConfigLayers,
  type ConfigValue,
  configList,
  configValue,
  isTable,
  shownValue,
  tableNames,
} from './probes/engines/config-layers.ts';
export {
  type ContainerdConfig,
  containerdConfig,
  criSetting,
} from './probes/engines/containerd-config.ts';
export { daemons } from './probes/engines/daemon-processes.ts';
export {
  buildkitConfig,
  crioConfig,
  podmanConfig,
  registriesConfig,
} from './probes/engines/engine-configs.ts';
export { type EngineFlaws, engineFlaws } from './probes/engines/engine-flaws.ts';
export { dockerGroups, otherEngineGroups } from './probes/engines/engine-groups.ts';
export { engineListeners } from './probes/engines/engine-listeners.ts';
export { type EngineRelease, engineRelease } from './probes/engines/engine-release.ts';
export { engineRelays, nestedListeners } from './probes/engines/engine-words.ts';
export { type EngineName, engine } from './probes/engines/engines.ts';
export { sudoEngineRules } from './probes/engines/sudo-engines.ts';
export { jsonObject, type UserEngines, userEngines } from './probes/engines/user-engines.ts';
export { derived, type Fact, type Probe } from './probes/fact.ts';
export { filesText, fileText } from './probes/files/file-text.ts';
export { presentStats } from './probes/files/present-stats.ts';
export { type FileStat, octal, stat, stats } from './probes/files/stat.ts';
export type { FreeSpace } from './probes/filesystem/free-space.ts';
export { accounts, groups, membersOf } from './probes/host/accounts.ts';
export { hostClock } from './probes/host/clock.ts';
export { osRelease } from './probes/host/os-release.ts';
export { uptimeSeconds } from './probes/host/uptime.ts';
export { policyKeyFiles } from './probes/image/policy-keys.ts';
export { signaturePolicy } from './probes/image/signature-policy.ts';
export { imageStores } from './probes/image/stored-images.ts';
export { isBooted } from './probes/integrity/booted.ts';
export { cryptoPolicy } from './probes/integrity/crypto-policy.ts';
export { installedKernelBuild } from './probes/kconfig/installed-kernel-build.ts';
export { kconfigOption } from './probes/kconfig/kconfig-option.ts';
export { kernelBuild } from './probes/kconfig/kernel-build.ts';
export { kernelHolds } from './probes/kernel/kernel-holds.ts';
export { isKernelMetapackage, kernelUpdates } from './probes/kernel/kernel-metapackages.ts';
export { kernelRelease } from './probes/kernel/kernel-release.ts';
export { kernelTaint } from './probes/kernel/kernel-taint.ts';
export { rebootState } from './probes/kernel/reboot-state.ts';
export { isSameBuild, runningKernel } from './probes/kernel/running-kernel.ts';
export { etcdSettings } from './probes/kubelet/etcd-settings.ts';
export { kubeletSettings } from './probes/kubelet/kubelet-settings.ts';
export { rancherConfig, rancherSwitch } from './probes/kubelet/rancher-config.ts';
export { staticPodFlags } from './probes/kubelet/static-pods.ts';
export { type JournaldSettings, journaldSettings } from './probes/logging/journald-settings.ts';
export { type LogDaemons, logDaemons, logsBy } from './probes/logging/log-daemons.ts';
export { type LogForwarding, logForwarding } from './probes/logging/log-forwarding.ts';
export { logSpace } from './probes/logging/log-space.ts';
export { type LogrotateRun, logrotateRun } from './probes/logging/logrotate-run.ts';
export { rsyslogConfig } from './probes/logging/rsyslog.ts';
export { rsyslogInputs } from './probes/logging/rsyslog-inputs.ts';
export { rsyslogModes } from './probes/logging/rsyslog-modes.ts';
export { selectsLogins } from './probes/logging/selector.ts';
export { apparmorEnabled, apparmorMode, isEnforced } from './probes/mac/apparmor.ts';
export { apparmorService } from './probes/mac/apparmor-service.ts';
export { activeLsms } from './probes/mac/lsm.ts';
export {
  apparmorInUse,
  confining,
  distributionMac,
  loadedProfiles,
  selinuxMode,
} from './probes/mac/mandatory-access.ts';
export { selinuxBoolean, selinuxConfig } from './probes/mac/selinux.ts';
export {
  containerPolicy,
  permissiveDomains,
  storedBooleans,
} from './probes/mac/selinux-store.ts';
export { loadedModules } from './probes/modules/loaded-modules.ts';
export { doesNothing, modprobeConfig } from './probes/modules/modprobe-config.ts';
export { moduleExposures } from './probes/modules/module-exposure.ts';
export { falcoConfig } from './probes/monitoring/falco.ts';
export { asCommand, runningCommands } from './probes/monitoring/running-commands.ts';
export { sensors } from './probes/monitoring/sensors.ts';
export { ownUnits, startsAtBoot } from './probes/monitoring/starts-at-boot.ts';
export type { PersistedMount } from './probes/mounts/fstab.ts';
export { isBelow, type Mount } from './probes/mounts/mountinfo.ts';
export { mounts } from './probes/mounts/mounts.ts';
export { persistedMounts } from './probes/mounts/persisted-mounts.ts';
export { rootless } from './probes/namespaces/rootless.ts';
export {
  overlap,
  type SubidFile,
  type SubidRange,
  shownRange,
} from './probes/namespaces/subid-files.ts';
export { idsIn, rangesByOwner, subids } from './probes/namespaces/subids.ts';
export { usernsCreation } from './probes/namespaces/userns-creation.ts';
export { cniConfigs } from './probes/network/cni-config.ts';
export { dockerBridges } from './probes/network/docker-bridges.ts';
export { ipv6Addresses } from './probes/network/interface-addresses.ts';
export { tcp4Listeners, tcp6Listeners } from './probes/network/listening.ts';
export {
  hostPort,
  isLoopback,
  isLoopbackNetwork,
  isWildcard,
} from './probes/network/network-address.ts';
export {
  chainsAt,
  chainTitle,
  DOCKER_TABLE,
  denyingChain,
  type IpFamily,
  type PacketFilter,
  packetFilter,
  publishedPorts,
  rulesReached,
} from './probes/network/packet-filter.ts';
export { abstractSockets } from './probes/network/unix-sockets.ts';
export { dpkgState } from './probes/packages/dpkg-state.ts';
export { packageLists } from './probes/packages/package-lists.ts';
export { installedPackages } from './probes/packages/packages.ts';
export {
  cronPaths,
  searchPaths,
  sudoCommandPaths,
  umasks,
  unitPaths as unitProgramPaths,
} from './probes/paths/command-paths.ts';
export {
  authorizedKeyPaths,
  homeFiles,
  homeFolders,
  sshdFilePaths,
} from './probes/paths/home-paths.ts';
export { unitSecrets } from './probes/paths/unit-secrets.ts';
export { type Reader, unsplit } from './probes/reader.ts';
export {
  type CustomSeccompProfile,
  customSeccompProfiles,
} from './probes/seccomp/custom-seccomp-profiles.ts';
export { openSyscalls, parseSeccompProfile } from './probes/seccomp/seccomp-profile.ts';
export { seccompStatus } from './probes/seccomp/seccomp-status.ts';
export { crashReporters } from './probes/services/crash-reporters.ts';
export { type OpenPort, openPorts, portName } from './probes/services/open-ports.ts';
export { serviceState } from './probes/services/service-state.ts';
export { isSince } from './probes/ssh/openssh-version.ts';
export { sshdAlgorithms } from './probes/ssh/sshd-algorithms.ts';
export { everybodys, sshdConfig } from './probes/ssh/sshd-config.ts';
export {
  fipsMode,
  hostKeys,
  moduliSizes,
  offersGroupExchange,
  offersPostQuantum,
  sshdFlaws,
  strictKeyExchange,
  versionedSshd,
} from './probes/ssh/sshd-strength.ts';
export { sshdExceptions, sshdSeconds, sshdValue } from './probes/ssh/sshd-view.ts';
export { sysctl } from './probes/sysctl/sysctl.ts';
export { type SysctlSetting, sysctlSetting } from './probes/sysctl/sysctl-setting.ts';
export { autologins } from './probes/systemd/autologins.ts';
export { environmentOf } from './probes/systemd/exec-start.ts';
export { managerSetting } from './probes/systemd/manager-settings.ts';
export { UNIT_DIRS } from './probes/systemd/unit-files.ts';
export { lastSetting, settingList, type Unit, unit } from './probes/systemd/units.ts';
export { type Synchronisation, synchronisation } from './probes/time/synchronisation.ts';
export { type TimeConfig, type TimeDirective, timeConfig } from './probes/time/time-config.ts';
export { timeDaemons } from './probes/time/time-daemons.ts';
export { optionValue, timeSources } from './probes/time/time-sources.ts';
export {
  type AptConfig,
  aptConfig,
  aptList,
  aptValue,
  isAptTrue,
} from './probes/updates/apt-config.ts';
export { outdatedProcesses } from './probes/updates/deleted-files.ts';
export { iniBoolean, iniSections } from './probes/updates/ini-sections.ts';
export { type PackageFlaw, packageFlaws } from './probes/updates/package-flaws.ts';
export { hostOfUri, repositories } from './probes/updates/repositories.ts';
export { heldUpdates, securityUpdates } from './probes/updates/security-updates.ts';
