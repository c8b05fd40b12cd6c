export {
  type BootRow,
  bootChecks,
  bootRemedy,
  type Unwanted,
  unwantedWords,
} from './kit/boot-table.ts';
export { type AnyCheck, type Check, defineCheck, orAbsent, required } from './kit/define-check.ts';
export { dockerSettingCheck } from './kit/docker-setting-table.ts';
export { fileOwnerChecks } from './kit/file-owner-table.ts';
export { interfaceSysctlChecks } from './kit/interface-sysctl-table.ts';
export { socketModeChecks } from './kit/socket-mode-table.ts';
export { setInFile, sysctlChecks } from './kit/sysctl-table.ts';
export type { Profile } from './model/profile.ts';
export type { Mismatch } from './model/verdict.ts';
export { fail, manual, notApplicable, pass, passUnless } from './model/verdict.ts';
export { type SysctlSetting, sysctlSetting } from './probes/derived/sysctl-setting.ts';
export { filesText, fileText } from './probes/file-text.ts';
export { hostPort, isLoopback, isLoopbackNetwork, isWildcard } from './probes/network-address.ts';
export { octal, stat, stats } from './probes/stat.ts';
export { sysctl } from './probes/sysctl.ts';
