import { existsSync } from 'node:fs';
import {
  chmod,
  constants,
  copyFile,
  type FileHandle,
  mkdir,
  open,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { HostReport, Report } from '../model/run.ts';
import { evidenceFileName, readEvidence, writeEvidence } from './evidence-file.ts';
import { linesOf } from './lines.ts';
import { makeFolder, type TextStream, told, writeText } from './output-folder.ts';

/** A run on disk: evidence and findings are written as hosts arrive, and read back as a stream. */
export interface RunFolder {
  readonly path: string;
  readonly addEvidence: (evidence: Evidence) => Promise<void>;
  /** Copies evidence that lies in a file already. */
  readonly copyEvidence: (host: string, file: string) => Promise<void>;
  readonly addHost: (host: HostReport) => Promise<void>;
  /** Everything added so far, from the first host on. */
  readonly hosts: () => AsyncIterable<HostReport>;
  /** Keeps what a report needs beside its hosts, so that it can be written again. */
  readonly addRecord: (record: RunRecord) => Promise<void>;
  readonly writeText: (name: string, text: TextStream) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A run but for its hosts. */
export type RunRecord = Pick<Report, 'run' | 'checks' | 'waivers'>;

export const HOSTS = 'hosts.ndjson';
export const RECORD = 'run.json';
/** What hosts were held against: every check with its severity and parameters. */
export const POLICY = 'policy.json';
export const EVIDENCE = 'evidence';
/** What tells that nothing in the folder was altered. */
const SEAL = ['manifest.json', 'SHA256SUMS', 'SHA256SUMS.sig'];
/** What runs call their reports: a later run may ask for other formats, or need fewer files of one. */
const REPORT =
  /^(report\.(html|json|ndjson|csv)|summary\.md|hostward\.prom|junit(-\d+)?\.xml|report(-\d+)?\.sarif|oscal-\w+\.json|poam\.csv|xccdf|hdf|report)$/;

/** Whether what has this path below a run's folder is a report: nothing is judged by it. */
export const isReport = (path: string): boolean => REPORT.test(path.replace(/\/.*/s, ''));

/** Whether a run writes what has this name; others may keep files of their own beside it. */
export const isOfRun = (name: string): boolean =>
  [HOSTS, RECORD, POLICY, EVIDENCE, ...SEAL].includes(name) || REPORT.test(name);

/**
 * Makes the folder, or takes one that an earlier run made and empties it of what that run wrote.
 * @throws UsageError when it cannot be written, or holds evidence of something else.
 */
export async function openRunFolder(path: string): Promise<RunFolder> {
  try {
    await makeFolder(path);
    await removeEarlierRun(path);
    await mkdir(join(path, EVIDENCE), { mode: 0o700 });
    return folder(path, await open(join(path, HOSTS), 'wx', 0o600));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`cannot write to ${path}: ${String(cause)}; name another --output`, {
      cause,
    });
  }
}

function folder(path: string, hostsFile: FileHandle): RunFolder {
  // Hosts arrive side by side; a file handle takes one write at a time.
  let written: Promise<void> = Promise.resolve();
  return {
    path,
    addEvidence: (evidence) =>
      told(
        path,
        writeEvidence(join(path, EVIDENCE, evidenceFileName(evidence.host.name)), evidence),
      ),
    copyEvidence: async (host, file) => {
      const copy = join(path, EVIDENCE, evidenceFileName(host));
      await told(path, copyFile(file, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));
      await told(path, chmod(copy, 0o600));
    },
    addHost: (host) => {
      written = written.then(() => hostsFile.appendFile(`${JSON.stringify(host)}\n`));
      return told(path, written);
    },
    hosts: () => readHosts(join(path, HOSTS), hostsFile),
    addRecord: (record) =>
      told(
        path,
        writeFile(join(path, RECORD), JSON.stringify(record), { mode: 0o600, flag: 'wx' }),
      ),
    writeText: (name, text) => writeText(path, name, text),
    close: () => hostsFile.close(),
  };
}

/** Only what a run writes is removed, and only where a run's list of hosts shows that one was here. */
async function removeEarlierRun(path: string): Promise<void> {
  const evidence = join(path, EVIDENCE);
  if (!existsSync(join(path, HOSTS))) {
    if (!existsSync(evidence)) return;
    throw new UsageError(`${evidence} was not made by a run of hostward; name another --output`);
  }
  await rm(evidence, { recursive: true, force: true });
  for (const name of await readdir(path)) {
    if (REPORT.test(name)) await rm(join(path, name), { recursive: true });
  }
  for (const name of [RECORD, POLICY, ...SEAL]) await rm(join(path, name), { force: true });
  await rm(join(path, HOSTS));
}

async function* readHosts(file: string, own: FileHandle): AsyncIterable<HostReport> {
  await refuseForeign(file, own);
  // Written by this very run into a file that only its owner may touch, so the type is known.
  for await (const line of linesOf(file)) yield JSON.parse(line) as HostReport;
}

/** A second run that was given the folder has put its own hosts there: not one of them is ours. */
async function refuseForeign(file: string, own: FileHandle): Promise<void> {
  const mine = await own.stat();
  const there = await stat(file).catch(() => undefined);
  if (there?.ino === mine.ino && there.dev === mine.dev) return;
  throw new UsageError(
    `another run took ${dirname(file)} before this one was done; name an --output for each`,
  );
}

/** The evidence of one host, out of the folder of a run; undefined where it has none. */
export function hostEvidence(path: string, host: string): Evidence | undefined {
  const file = join(path, EVIDENCE, evidenceFileName(host));
  return existsSync(file) ? readEvidence(file) : undefined;
}

/**
 * The evidence files that arguments name: files themselves, run folders, or folders of evidence.
 * @throws UsageError when one of them holds none.
 */
export async function evidenceFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...(await evidenceIn(path)));
  return found;
}

async function evidenceIn(path: string): Promise<readonly string[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new UsageError(`${path}: ${String(cause)}; name evidence files or a folder of them`, {
      cause,
    });
  });
  if (!info.isDirectory()) return [path];
  const folderOf = existsSync(join(path, EVIDENCE)) ? join(path, EVIDENCE) : path;
  const names = (await readdir(folderOf)).filter((name) => /\.json(\.gz)?$/.test(name)).sort();
  if (names.length === 0) throw new UsageError(`${path} holds no evidence (*.json.gz)`);
  return names.map((name) => join(folderOf, name));
}
