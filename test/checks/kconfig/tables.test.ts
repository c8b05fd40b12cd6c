import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { judge } from '../../../src/engine/judge.ts';
import { observer } from '../../../src/engine/observe.ts';
import { type AnyCheck, readingKeysOf } from '../../../src/kit/define-check.ts';
import type { Recorded } from '../../../src/model/evidence.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { file, INIT } from '../mac/hosts.ts';
import { config } from './cases.ts';

const FOLDER = join(import.meta.dirname, '../../../checks/kconfig');

const checks: readonly AnyCheck[] = (
  await Promise.all(readdirSync(FOLDER).map((file) => import(join(FOLDER, file))))
).flatMap((module: { default: AnyCheck | readonly AnyCheck[] }) => module.default);

const rows = checks.filter(({ id }) => id !== 'kconfig.config-file');

const GONE = { exit: 1, stdout: '', stderr: 'grep: No such file or directory\n' };

const MOUNTS =
  '30 1 0:26 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n31 30 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n';
const HOST: Given = {
  'text:/etc/os-release': 'ID=debian\nVERSION_ID="13"\n',
  'text:/proc/self/mountinfo': MOUNTS,
  'processes:': INIT,
};
const WITH_ENGINE: Given = { ...HOST, 'stat:/usr/bin/dockerd': file('/usr/bin/dockerd') };

/** An answer of a host where every option that the check asks for is set as told. */
function answer(check: AnyCheck, host: Given, setting: (name: string) => string | undefined) {
  const keys = readingKeysOf(check);
  const names = keys.flatMap((key) => /^kconfig:(\w+)$/.exec(key)?.[1] ?? []);
  const options = Object.fromEntries(names.map((name) => [name, setting(name)]));
  const given: Given = { ...host, ...config('6.1.0', options) };
  const records = Object.fromEntries(
    keys.map((key): [string, Recorded] => {
      const stdout = given[key];
      return [key, typeof stdout === 'string' ? { exit: 0, stdout, stderr: '' } : GONE];
    }),
  );
  return judge(check, observer(records), '2026-01-02T03:04:05Z', undefined).outcome;
}

const PREMISES =
  /^(X86_64|ARM64|COMPAT|CC_IS_(CLANG|GCC)|EFI|SECURITY|SECURITY_SELINUX|CPU_SUP_\w+|KVM|MODULES|DEVMEM|KEXEC_FILE|TCG_TPM|BPF_SYSCALL|KFENCE|HARDENED_USERCOPY|UBSAN_BOUNDS|DEBUG_FS|MODULE_SIG|PAGE_TABLE_CHECK|BPF_JIT|CFI|KSTACK_ERASE|X86_VSYSCALL_EMULATION|\w+_MAX)$/;

it('holds each row of the catalogue once', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  expect(checks.length).toBe(343);
});

const SETTINGS = [
  'y',
  'n',
  '0',
  '0x1',
  '1',
  '65536',
  'sha512',
  'sha1',
  'lockdown,yama,landlock',
  undefined,
];

it.each(rows.map((check) => [check.id, check] as const))('%s answers yes and no', (id, check) => {
  const own = id.replace('kconfig.', '').replace(/-.*/, '');
  const premise = (name: string, rest: string) => {
    if (name.endsWith('_MAX')) return '1';
    return PREMISES.test(name) ? 'y' : rest;
  };
  const outcomes = new Set<string>();
  for (const host of [HOST, WITH_ENGINE]) {
    for (const setting of SETTINGS) {
      for (const rest of ['y', 'n', '0x1']) {
        outcomes.add(answer(check, host, (name) => (name === own ? setting : premise(name, rest))));
      }
    }
  }
  expect([...outcomes]).toContain('pass');
  expect([...outcomes]).toContain('fail');
});

it.each(rows.map((check) => [check.id, check] as const))(
  '%s is blind without a configuration',
  (_, check) => {
    const records = Object.fromEntries(readingKeysOf(check).map((key) => [key, GONE]));
    expect(judge(check, observer(records), '2026-01-02T03:04:05Z', undefined).outcome).toBe(
      'unknown',
    );
  },
);
