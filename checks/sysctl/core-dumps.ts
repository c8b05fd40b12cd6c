import {
  type AnyCheck,
  defineCheck,
  notApplicable,
  passUnless,
  required,
  type SysctlSetting,
  setInFile,
  sysctlSetting,
} from '../../src/index.ts';

const dumpable = sysctlSetting('fs.suid_dumpable');
const pattern = sysctlSetting('kernel.core_pattern');
const limit = sysctlSetting('kernel.core_pipe_limit');

/** Settings whose meaning hangs on kernel.core_pattern. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'sysctl.fs.suid_dumpable',
    area: 'sysctl',
    title: 'Dumps of setuid programs are not written where their callers can read them',
    severity: 'medium',
    level: 1,
    rationale:
      'The memory of a privileged program, keys and password hashes in it, ends in a file of whoever made it crash.',
    remedy: setInFile('fs.suid_dumpable', '0'),
    references: [
      'kspp',
      'khc',
      'lynis:KRNL-6000',
      'dev-sec:sysctl-31a',
      'ssg:sysctl_fs_suid_dumpable',
      'cis-debian12-1.1.0:1.5.3',
      'cis-debian13-1.0.0:1.5.4',
      'cis-ubuntu2404-1.0.0:1.5.3',
      'kernel-doc:admin-guide/sysctl/fs.rst',
    ],
    tags: ['sysctl', 'core-dumps'],
    needs: { dumpable: required(dumpable), pattern: required(pattern) },
    evaluate(seen) {
      if (seen.dumpable.running.state === 'absent') {
        return notApplicable('the kernel writes no core dumps');
      }
      const now = side('fs.suid_dumpable', runs(seen.dumpable), runs(seen.pattern) ?? 'core');
      const then = side(
        'fs.suid_dumpable after a reboot',
        seen.dumpable.atBoot?.value ?? '0',
        seen.pattern.atBoot?.value ?? runs(seen.pattern) ?? 'core',
        seen.dumpable.atBoot?.source,
      );
      return passUnless(
        [...now, ...then],
        `fs.suid_dumpable is ${runs(seen.dumpable) ?? 'not known before a boot'}, and ${seen.dumpable.atBoot?.value ?? "0, the kernel's default,"} after one`,
      );
    },
  }),
  defineCheck({
    id: 'sysctl.kernel.core_pipe_limit',
    area: 'sysctl',
    title: 'The kernel waits for the core dump handler, and starts a bounded number of them',
    severity: 'low',
    level: 2,
    rationale:
      'Without waiting, the handler may look at the /proc entry of a process that an attacker put in place of the crashed one.',
    remedy: setInFile('kernel.core_pipe_limit', '16'),
    references: ['cve:CVE-2025-4598', 'kernel-doc:admin-guide/sysctl/kernel.rst'],
    tags: ['sysctl', 'core-dumps'],
    needs: { limit: required(limit), pattern: required(pattern) },
    evaluate(seen) {
      const now = hasHandler(runs(seen.pattern));
      const then = hasHandler(seen.pattern.atBoot?.value);
      if (!now && !then) return notApplicable('no program handles core dumps');
      const running = runs(seen.limit);
      const atBoot = seen.limit.atBoot?.value ?? '0';
      const from = seen.limit.atBoot?.source ?? "the kernel's default";
      const mismatches = [
        ...(now && running !== undefined && !isPositive(running)
          ? [{ subject: 'kernel.core_pipe_limit', expected: 'at least 1', actual: running }]
          : []),
        ...(then && !isPositive(atBoot)
          ? [
              {
                subject: 'kernel.core_pipe_limit after a reboot',
                expected: 'at least 1',
                actual: `${atBoot}, from ${from}`,
              },
            ]
          : []),
      ];
      return passUnless(
        mismatches,
        `kernel.core_pipe_limit is ${running ?? 'not known before a boot'}, and ${atBoot} after one (${from})`,
      );
    },
  }),
];

export default checks;

const runs = ({ running }: SysctlSetting): string | undefined =>
  running.state === 'value' ? running.value : undefined;

const isPositive = (text: string): boolean => /^0*[1-9]\d*(\s|$)/.test(text);

/** A handler that could be misled; /bin/false is none. */
const hasHandler = (text: string | undefined): boolean =>
  text?.startsWith('|') === true && !/^\| *(?:\/usr)?\/bin\/false(?:\s|$)/.test(text);

/** 2 writes dumps that only root may read, but in a folder of the caller's choice unless the pattern names one. */
function side(subject: string, mode: string | undefined, dumps: string, source?: string) {
  if (mode === undefined || /^0+(\s|$)/.test(mode)) return [];
  if (/^0*2(\s|$)/.test(mode) && /^[|/]/.test(dumps)) return [];
  return [
    {
      subject,
      expected: '0, or 2 where dumps go to a program or an absolute path',
      actual: `${mode} with kernel.core_pattern ${dumps}${source === undefined ? '' : `, set by ${source}`}`,
    },
  ];
}
