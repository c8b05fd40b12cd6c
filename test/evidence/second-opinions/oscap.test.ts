import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditHost } from '../../../src/engine/audit-host.ts';
import { evidenceOf } from '../systems.ts';
import { EVERYTHING } from '../verdict-lines.ts';

const WRITTEN = 'it wants the line written down; the default of the program is that value';

/** Where the two differ, and why hostward is right to. */
const REASONS: Readonly<Record<string, string>> = {
  'file_permissions_systemmap boot.kernel-image-mode':
    'it wants nobody to read System.map, which anybody can download; hostward looks at who can change it',
  'grub2_enable_iommu_force boot.iommu':
    'it wants iommu=force for machines without a working default; hostward refuses what turns it off',
  'sshd_disable_empty_passwords ssh.empty-passwords': WRITTEN,
  'sshd_disable_root_login ssh.root-login':
    'it wants no login of root at all; hostward accepts one by key, which is prohibit-password, the default',
  'sysctl_fs_suid_dumpable sysctl.fs.suid_dumpable': WRITTEN,
  'sysctl_kernel_randomize_va_space sysctl.kernel.randomize_va_space': WRITTEN,
};

/** `RULE RESULT` as oscap found them, kept with the versions that did. */
const RESULTS = readFileSync(join(import.meta.dirname, 'oscap-debian-11.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): readonly [string, string] => {
    const [rule = '', result = ''] = line.split('\t');
    return [rule, result];
  });

it('differs from oscap on the root of Debian 11 only where a reason is given', () => {
  const { findings } = auditHost(evidenceOf('debian-11'), EVERYTHING);
  const outcomes = new Map(findings.map(({ check, outcome }) => [check, outcome]));
  const compared = RESULTS.flatMap(([rule, result]) =>
    EVERYTHING.checks
      .filter(({ check }) => check.references.includes(`ssg:${rule}`))
      .map(({ check }) => ({
        pair: `${rule} ${check.id}`,
        oscap: result,
        hostward: outcomes.get(check.id),
      })),
  ).filter(({ oscap }) => oscap === 'pass' || oscap === 'fail');
  expect(compared.length).toBeGreaterThan(20);
  const differing = compared.filter(({ oscap, hostward }) => oscap !== hostward);
  expect(differing.filter(({ pair }) => REASONS[pair] === undefined)).toEqual([]);
  const stale = Object.keys(REASONS).filter((pair) => !differing.some((one) => one.pair === pair));
  expect(stale).toEqual([]);
});
