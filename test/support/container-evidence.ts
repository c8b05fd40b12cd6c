import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '../../src/model/evidence.ts';
import type { Given } from '../../src/testing/check-cases.ts';

const FOLDER = join(import.meta.dirname, '../evidence/containers');

/** What hosts with real containers answered, by reading. */
export type Recording = Readonly<Record<string, Recorded & { stdout: string; stderr: string }>>;

export const recording = (name: string): Recording =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));

/** A reading of processes as a test can change it. */
export interface Processes {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The processes of a recording with some of its containers only, by name. */
export function processesOf(from: Recording, ...names: readonly string[]): Processes {
  const { exit, stdout, stderr } = from['processes:'] ?? { exit: 0, stdout: '', stderr: '' };
  const kept = new Set(names.map((name) => idOf(from, name)));
  const dropped = new Set(
    [...stdout.matchAll(/^mark (\d+) \/.*([0-9a-f]{64})$/gm)].flatMap(([, pid = '', id = '']) =>
      kept.has(id) ? [] : [pid],
    ),
  );
  const keeps = (line: string): boolean => {
    const pid = /^(?:grep: )?\/proc\/(\d+)\/|^(?:mark|first|ns|limit|devices?) (\d+) /.exec(line);
    return !dropped.has(pid?.[1] ?? pid?.[2] ?? '');
  };
  const lines = (text: string): string => text.split('\n').filter(keeps).join('\n');
  return { exit, stdout: lines(stdout), stderr: lines(stderr) };
}

/** The id of a container by the name that its engine gives it. */
export function idOf(from: Recording, name: string): string {
  const names = from['container_names:']?.stdout.split('\n') ?? [];
  const line = names.find((one) => one.endsWith(`"/${name}"`) || one.endsWith(`name":"${name}"`));
  const id = /\/([0-9a-f]{64})\//.exec(line ?? '')?.[1];
  if (id === undefined) throw new Error(`the recording has no container ${name}`);
  return id;
}

export type Edit = readonly [RegExp, string];

/** A set of every process of the containers: `Prm|Eff|Bnd` for all that counts. */
export const capabilities = (mask: string, sets = 'Prm|Eff|Bnd'): Edit => [
  new RegExp(`^(/proc/(?!1/)\\d+/status:Cap(?:${sets}):\t).*$`, 'gm'),
  `$1${mask}`,
];

/** The user that the containers run as. */
export const uid = (id: number): Edit => [
  /^(\/proc\/(?!1\/)\d+\/status:Uid:\t).*$/gm,
  `$1${id}\t${id}\t${id}\t${id}`,
];

/** A user namespace of their own, where root is user 231072 of the host. */
export const OWN_USERS: readonly Edit[] = [
  [/^(ns \d+ user) host$/gm, '$1 own'],
  [/^(\/proc\/(?!1\/)\d+\/uid_map:).*$/gm, '$1         0     231072      65536'],
  uid(231072),
];

/** One more line of mountinfo in the first container. */
export const mount = (line: string): Edit => [
  /^(\/proc\/(?!1\/)\d+\/mountinfo:)(?=\d+ \d+ \S+ \/ \/ )/m,
  `$1${line}\n$1`,
];

/** One more device node in the first container, as `b sda`. */
export const device = (node: string): Edit => [
  /^devices (\d+) read$/m,
  `device $1 ${node}\ndevices $1 read`,
];

/** The same with some text of its output replaced, which has to be there. */
export function changed(processes: Processes, ...edits: readonly Edit[]): Processes {
  let { stdout } = processes;
  for (const [pattern, text] of edits) {
    const next = stdout.replace(pattern, text);
    if (next === stdout) throw new Error(`${pattern} changes nothing`);
    stdout = next;
  }
  return { ...processes, stdout };
}

/** The label of the security module that every container of it has. */
export function labelled(processes: Processes, label: string): Processes {
  const { stdout } = processes;
  const pids = [...stdout.matchAll(/^first (\d+) /gm)].map(([, pid]) => pid);
  const lines = pids.map((pid) => `/proc/${pid}/attr/current:${label}\n`);
  return { ...processes, stdout: `${stdout}\n${lines.join('')}`, stderr: '' };
}

/** As `given` of a check's case: the engine's names for the containers, so that mismatches speak them. */
export const named = (from: Recording, processes: Processes): Given => ({
  'processes:': processes,
  'container_names:': from['container_names:'] ?? '',
});
