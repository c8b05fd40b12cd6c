export { type AnyCheck, type Check, defineCheck, orAbsent, required } from './kit/define-check.ts';
export type { Profile } from './model/profile.ts';
export type { Mismatch } from './model/verdict.ts';
export { fail, manual, notApplicable, pass, passUnless } from './model/verdict.ts';
export { filesText, fileText } from './probes/file-text.ts';
export { octal, stat, stats } from './probes/stat.ts';
export { sysctl } from './probes/sysctl.ts';
