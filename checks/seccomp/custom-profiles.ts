import {
  type AnyCheck,
  type CustomSeccompProfile,
  customSeccompProfiles,
  defineCheck,
  type Mismatch,
  manual,
  notApplicable,
  octal,
  openSyscalls,
  orAbsent,
  parseSeccompProfile,
  passUnless,
} from '../../src/index.ts';

const NONE = 'no engine is given a seccomp profile of its own';
const needs = { profiles: orAbsent(customSeccompProfiles) };

const DENY = new Set([
  'SCMP_ACT_ERRNO',
  'SCMP_ACT_KILL',
  'SCMP_ACT_KILL_PROCESS',
  'SCMP_ACT_KILL_THREAD',
  'SCMP_ACT_TRAP',
]);

/** Each is behind a known way out of a container; the default profiles give them with a capability only. */
const DANGEROUS = new Set(
  `acct add_key bpf clock_settime delete_module finit_module fsconfig fsmount fsopen init_module ioperm
iopl io_uring_enter io_uring_register io_uring_setup kexec_file_load kexec_load keyctl lookup_dcookie mount
move_mount nfsservctl open_by_handle_at open_tree perf_event_open pivot_root quotactl reboot request_key
setns settimeofday swapoff swapon umount umount2 unshare userfaultfd vm86 vm86old`.split(/\s+/),
);

const parsed = (profiles: readonly CustomSeccompProfile[]) =>
  profiles.flatMap(({ path, file }) =>
    file === undefined ? [] : [{ path, profile: parseSeccompProfile(file.text) }],
  );

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'seccomp.custom-profile-file',
    area: 'seccomp',
    title: 'Seccomp profile files belong to root and only root can write them',
    severity: 'high',
    level: 1,
    rationale: 'Whoever can write the profile decides which system calls containers may make.',
    remedy:
      '`chown root:root` the file and `chmod 644` it; put back one that is missing, or no container starts.',
    references: [],
    tags: ['files'],
    needs,
    evaluate({ profiles }) {
      if (profiles === undefined) return notApplicable(NONE);
      const wrong = profiles.flatMap(({ path, namedBy, file }): Mismatch[] => {
        if (file === undefined) {
          return [{ subject: path, expected: 'a file', actual: `missing, named by ${namedBy}` }];
        }
        const { uid, owner, mode } = file.stat;
        return [
          ...(uid === 0 ? [] : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
          ...((mode & 0o022) === 0
            ? []
            : [{ subject: `${path} mode`, expected: '0644 or stricter', actual: octal(mode) }]),
        ];
      });
      return passUnless(wrong, profiles.map(({ path }) => path).join(', '));
    },
  }),
  defineCheck({
    id: 'seccomp.custom-profile-default-action',
    area: 'seccomp',
    title: 'A custom seccomp profile denies what it does not name',
    severity: 'high',
    level: 1,
    rationale: 'A list of what is forbidden misses every system call that is added later.',
    remedy:
      'Start from the default profile of the engine, defaultAction SCMP_ACT_ERRNO, and take away from it.',
    references: ['docker-bench:2.17'],
    tags: [],
    needs,
    evaluate({ profiles }) {
      if (profiles === undefined) return notApplicable(NONE);
      const read = parsed(profiles);
      const notified = read.find(({ profile }) => profile?.defaultAction === 'SCMP_ACT_NOTIFY');
      const wrong = read.filter(({ profile }) => !DENY.has(profile?.defaultAction ?? ''));
      if (notified !== undefined && wrong.length === 1) {
        return manual(`Which program answers the system calls that ${notified.path} hands to it?`);
      }
      if (read.length === 0) return notApplicable('the profiles that are named do not exist');
      return passUnless(
        wrong.map(({ path, profile }) => ({
          subject: `${path} defaultAction`,
          expected: 'SCMP_ACT_ERRNO, or one that kills',
          actual: profile?.defaultAction ?? 'not a profile in JSON',
        })),
        read.map(({ path, profile }) => `${path}: ${profile?.defaultAction}`).join(', '),
      );
    },
  }),
  defineCheck({
    id: 'seccomp.custom-profile-syscalls',
    area: 'seccomp',
    title: 'A custom seccomp profile opens no dangerous system call to every container',
    severity: 'high',
    level: 1,
    rationale:
      'Each of them is behind a known way from a container into the kernel or onto the host.',
    remedy:
      'Move the names to an entry with includes.caps, as the default profile of Docker has it.',
    references: [],
    tags: [],
    needs,
    evaluate({ profiles }) {
      if (profiles === undefined) return notApplicable(NONE);
      const read = parsed(profiles);
      if (read.length === 0) return notApplicable('the profiles that are named do not exist');
      const wrong = read.flatMap(({ path, profile }): Mismatch[] => {
        if (profile === undefined) {
          return [{ subject: path, expected: 'a profile', actual: 'not a profile in JSON' }];
        }
        const open = [...new Set(openSyscalls(profile))].filter((name) => DANGEROUS.has(name));
        return open.sort().map((name) => ({
          subject: `${path} ${name}`,
          expected: 'with a capability only',
          actual: 'allowed to every container',
        }));
      });
      return passUnless(wrong, read.map(({ path }) => path).join(', '));
    },
  }),
];

export default checks;
