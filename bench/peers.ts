import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf } from '../src/cli/catalogue.ts';
import { compile, invoke } from '../src/collector/compile.ts';
import { policyOf } from '../test/support/policies.ts';
import { type Measured, measure, measureMedian } from './measure.ts';

/** Debian's newest content of the SCAP Security Guide; on another release few of its rules apply. */
const SCAP = '/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml';
const PROFILE = 'xccdf_org.ssgproject.content_profile_standard';

/** What an audit costs this machine as a host, against scanners that run on the host itself. */
export async function benchPeers(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-'));
  const script = join(folder, 'strict.sh');
  const deadlines = { commandSeconds: 20, wholeSeconds: 60 };
  writeFileSync(script, invoke(compile(planOf([policyOf('strict')])), '0'.repeat(32), deadlines));
  const ours = await measureMedian(`dash <${script} >/dev/null 2>&1`, 5);
  rmSync(folder, { recursive: true });
  console.log('\nOne host, strict profile, against scanners on the host (CPU)');
  console.log(`  hostward's script    ${ours.cpuSeconds.toFixed(2)} s`);
  if (existsSync('/usr/sbin/lynis')) {
    const command = 'lynis audit system --quick --no-colors >/dev/null 2>&1';
    tell('lynis --quick', ours, await measure(command, [0, 1, 78]), 'bound 0.02');
  }
  if (existsSync(SCAP)) {
    const command = `oscap xccdf eval --profile ${PROFILE} ${SCAP} >/dev/null 2>&1`;
    tell('oscap xccdf eval', ours, await measure(command, [0, 2]), 'bound 1');
  }
}

function tell(name: string, ours: Measured, theirs: Measured, bound: string): void {
  const ratio = (ours.cpuSeconds / theirs.cpuSeconds).toFixed(3);
  console.log(`  ${name.padEnd(20)} ${theirs.cpuSeconds.toFixed(2)} s, ratio ${ratio}   ${bound}`);
}
