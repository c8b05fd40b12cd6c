import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profiles } from '../../checks/profiles/index.ts';
import { planOf } from '../../src/cli/catalogue.ts';
import { compile, invoke } from '../../src/collector/compile.ts';
import { policiesOf } from '../support/policies.ts';

/** System calls by which a process changes a file system, another process or the kernel. */
const WRITES = [
  'creat,mkdir,mkdirat,mknod,mknodat,link,linkat,symlink,symlinkat,rename,renameat,renameat2',
  'unlink,unlinkat,rmdir,truncate,ftruncate,fallocate,chmod,fchmod,fchmodat,chown,fchown,lchown',
  'fchownat,utime,utimes,utimensat,futimesat,setxattr,lsetxattr,fsetxattr,removexattr,mount,umount2',
  'pivot_root,chroot,swapon,swapoff,reboot,sethostname,setdomainname,init_module,finit_module',
  'delete_module,kexec_load,settimeofday,clock_settime,adjtimex,bpf,ptrace,quotactl,acct',
].join(',');

const plan = planOf(policiesOf(profiles.map(({ id }) => id)).values());
const script = compile(plan);
const nonce = '0123456789abcdef'.repeat(2);
let folder: string;
let trace: readonly string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-strace-'));
  const file = join(folder, 'script.sh');
  const log = join(folder, 'trace');
  writeFileSync(file, invoke(script, nonce, { commandSeconds: 20, wholeSeconds: 60 }));
  const calls = `trace=open,openat,openat2,kill,execve,clone,clone3,fork,vfork,${WRITES}`;
  // Without the filter each call of the walk over all files stops twice, and its deadline ends it.
  const options = ['--seccomp-bpf', '-f', '-qq', '-o', log, '-e', calls];
  const run = spawnSync('strace', [...options, 'dash'], {
    input: readFileSync(file),
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.error) throw run.error;
  expect(run.stdout.toString('latin1')).toContain(`@${nonce} done ${plan.length}`);
  trace = readFileSync(log, 'utf8').split('\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a whole collection on this machine', () => {
  it('makes no system call that writes', () => {
    const writes = new RegExp(`^\\d+ +(${WRITES.replaceAll(',', '|')})\\(`);
    expect(trace.filter((line) => writes.test(line))).toEqual([]);
  });

  it('opens nothing for writing but /dev/null', () => {
    const forWriting = trace.filter((line) =>
      /\bopen(at2?)?\(.*\bO_(WRONLY|RDWR|CREAT|TRUNC)/.test(line),
    );
    expect(forWriting.filter((line) => !line.includes('"/dev/null"'))).toEqual([]);
  });

  it('sends no signal', () => {
    expect(trace.filter((line) => /^\d+ +kill\(/.test(line))).toEqual([]);
  });

  it('runs nothing but what its readers name', () => {
    const allowed = new Set([
      'dash',
      'timeout',
      'renice',
      ...plan.flatMap(({ reader }) => reader.commands),
    ]);
    const run = trace.flatMap((line) => /execve\("([^"]+)".* = 0$/.exec(line)?.[1] ?? []);
    expect(run.length).toBeGreaterThan(5);
    expect(run.map((path) => basename(path)).filter((name) => !allowed.has(name))).toEqual([]);
  });

  it('forks at most forty times', () => {
    const forks = trace.filter((line) => /\b(clone3?|v?fork)\(/.test(line));
    expect(forks.filter((line) => !line.includes('CLONE_THREAD')).length).toBeLessThanOrEqual(40);
  });

  it('keeps the nonce out of every command line', () => {
    expect(trace.filter((line) => line.includes('execve') && line.includes(nonce))).toEqual([]);
  });
});

describe('the script', () => {
  it('is POSIX sh to shellcheck', () => {
    const run = spawnSync('shellcheck', ['-s', 'sh', '-S', 'warning', '-'], {
      input: invoke(script, nonce, { commandSeconds: 20, wholeSeconds: 60 }),
      encoding: 'utf8',
    });
    if (run.error) throw run.error;
    expect(run.stdout).toBe('');
  });
});
