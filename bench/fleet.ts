import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf } from '../src/cli/catalogue.ts';
import { compile, invoke } from '../src/collector/compile.ts';
import { policyOf } from '../test/support/policies.ts';
import { type Sshd, startSshd } from '../test/support/sshd.ts';
import { type Measured, measure } from './measure.ts';

const PORT = 22_551;
const AT_ONCE = 50;
const main = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');

/** A whole audit of N loopback hosts against clush, pssh and Ansible, which only run the very same script. */
export async function benchFleet(sizes: readonly number[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-'));
  const sshd = await startSshd({
    addresses: ['0.0.0.0'],
    port: PORT,
    maxStartups: 1000,
    // A shell that thinks itself nested reads no .bashrc: what an account does there is not measured.
    config: ['SetEnv SHLVL=9'],
  });
  try {
    for (const size of sizes) await benchSize(size, folder, sshd);
  } finally {
    await sshd.stop();
    rmSync(folder, { recursive: true });
  }
}

async function benchSize(size: number, folder: string, sshd: Sshd): Promise<void> {
  const files = prepare(size, folder, sshd);
  const tools = {
    hostward: `node --disable-warning=ExperimentalWarning ${main} audit -q -i ${files.inventory} -o ${join(folder, 'out')} -f html,junit -c ${AT_ONCE} --timeout 300 --connect-timeout 60 --fail-on none`,
    clush: `clush -q -S -f ${AT_ONCE} --hostfile ${files.hosts} -o '${files.ssh}' sh <${files.script}`,
    pssh: `parallel-ssh -h ${files.hosts} -p ${AT_ONCE} -t 0 -i -x '${files.ssh}' -I sh <${files.script}`,
    ansible: `ANSIBLE_HOST_KEY_CHECKING=True ansible all -i ${files.hosts} -f ${AT_ONCE} -T 60 --ssh-common-args '${files.ssh}' -m script -a '${files.script} executable=/bin/sh'`,
  };
  const runs = size > 100 ? 1 : 3;
  const best: Record<string, Measured> = {};
  // In turn, so that what else the machine does meets all alike.
  for (let i = 0; i < runs; i += 1) {
    for (const [name, command] of Object.entries(tools)) {
      const seen = await measure(command, [0, 3]);
      const known = best[name];
      if (!known || seen.wallSeconds < known.wallSeconds) best[name] = seen;
    }
  }
  report(size, runs, best);
}

function prepare(size: number, folder: string, sshd: Sshd) {
  const at = (name: string) => join(folder, name);
  const addresses = Array.from(
    { length: size },
    (_, i) => `127.3.${Math.floor(i / 250)}.${(i % 250) + 1}`,
  );
  writeFileSync(at('known_hosts'), `[127.3.*]:${PORT} ${sshd.hostKey.line}\n`);
  writeFileSync(at('hosts'), `${addresses.join('\n')}\n`);
  writeFileSync(
    at('inventory.yaml'),
    `version: 1
defaults: { user: root, port: ${PORT}, identityFiles: [${sshd.identityFile}], knownHosts: [${at('known_hosts')}] }
hosts:
${addresses.map((address) => `  "${address}": {}`).join('\n')}
`,
  );
  const script = compile(planOf([policyOf('baseline')]));
  const deadlines = { commandSeconds: 20, wholeSeconds: 240 };
  writeFileSync(at('script.sh'), invoke(script, '0'.repeat(32), deadlines));
  // The same key exchange for all: ssh's default adds a post-quantum one that costs more.
  const ssh = [
    '-F none -o BatchMode=yes -o KexAlgorithms=curve25519-sha256 -o Ciphers=aes128-gcm@openssh.com',
    `-o UserKnownHostsFile=${at('known_hosts')} -i ${sshd.identityFile} -p ${PORT} -l root`,
  ].join(' ');
  return { inventory: at('inventory.yaml'), hosts: at('hosts'), script: at('script.sh'), ssh };
}

function report(size: number, runs: number, best: Readonly<Record<string, Measured>>): void {
  console.log(`\nFleet of ${size} real hosts, ${AT_ONCE} at once (best of ${runs})`);
  for (const [name, { wallSeconds, cpuSeconds }] of Object.entries(best)) {
    const cpu = ((cpuSeconds / size) * 1000).toFixed(1);
    console.log(
      `  ${name.padEnd(9)} ${wallSeconds.toFixed(2)} s wall, ${cpu} ms of client CPU a host`,
    );
  }
  const { hostward, ...others } = best;
  const peers = Object.values(others);
  if (!hostward || peers.length === 0) throw new Error('nothing was measured');
  const wall = hostward.wallSeconds / Math.min(...peers.map((p) => p.wallSeconds));
  const cpu = hostward.cpuSeconds / Math.min(...peers.map((p) => p.cpuSeconds));
  console.log(`  ratio     ${wall.toFixed(2)} wall (bound 1.1), ${cpu.toFixed(2)} CPU (bound 0.5)`);
}
