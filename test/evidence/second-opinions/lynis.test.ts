import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditHost } from '../../../src/engine/audit-host.ts';
import { evidenceOf } from '../systems.ts';
import { EVERYTHING } from '../verdict-lines.ts';

/** What lynis finds wrong, and the check that says the same. */
const SAME: Readonly<Record<string, string>> = {
  'FILE-6310\tTo decrease the impact of a full /home file system, place /home on a separate partition':
    'filesystem.home-partition',
  'FILE-6310\tTo decrease the impact of a full /tmp file system, place /tmp on a separate partition':
    'filesystem.tmp-partition',
  'FILE-6310\tTo decrease the impact of a full /var file system, place /var on a separate partition':
    'filesystem.var-partition',
  'PKGS-7392\tFound one or more vulnerable packages.': 'updates.pending-security',
  'FINT-4315\tNo AIDE configuration file was found, needed for AIDE functionality':
    'monitoring.file-integrity-database',
};

/** Sysctls that lynis wants otherwise while hostward is content, and why it is. */
const REASONS: Readonly<Record<string, string>> = {
  'kernel.perf_event_paranoid':
    '3 means something to kernels with a patch of Debian or Android alone',
  'kernel.unprivileged_bpf_disabled': '2 closes it as 1 does, and root can open it again',
  'net.ipv4.conf.default.accept_redirects':
    'all is 0 and the host forwards, so that no interface takes them (ip-sysctl.rst)',
  'net.ipv4.conf.default.accept_source_route': 'all is 0, and an interface needs both to take them',
};

/** Judged for every interface there is, by net.ipv6.conf.interfaces, and for the coming ones by default. */
const WITHOUT_A_CHECK = ['net.ipv6.conf.all.accept_redirects'];

const LINES = readFileSync(join(import.meta.dirname, 'lynis-debian-12-here.tsv'), 'utf8').split(
  '\n',
);
const { findings } = auditHost(evidenceOf('debian-12-here'), EVERYTHING);
const outcomes = new Map(findings.map(({ check, outcome }) => [check, outcome]));

it.each(Object.entries(SAME))('agrees with lynis: %s', (line, check) => {
  expect(LINES).toContain(line);
  expect(outcomes.get(check)).toBe('fail');
});

it('differs from lynis on a sysctl only where a reason is given', () => {
  const wanted = LINES.filter((line) => line.startsWith('sysctl\t')).map(
    (line) => /^sysctl\t(\S+)/.exec(line)?.[1] ?? '',
  );
  expect(wanted.length).toBeGreaterThan(10);
  const differing = wanted.filter(
    (key) => !WITHOUT_A_CHECK.includes(key) && outcomes.get(`sysctl.${key}`) !== 'fail',
  );
  expect(differing.sort()).toEqual(Object.keys(REASONS).sort());
});
