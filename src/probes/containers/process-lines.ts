/** What the reader of processes printed, sorted by what it speaks of; nothing judged. */
export interface ProcessLines {
  scan?: number;
  memory?: number;
  /** The deepest container cgroup of each process. */
  readonly cgroups: Map<number, string>;
  /** By container. */
  readonly firsts: Map<string, number>;
  /** By process and word: `ns`, `limit`, `device`, `devices`, `release`. */
  readonly words: Map<string, string[]>;
  readonly files: Map<string, string[]>;
  readonly file: (pid: number, name: string) => readonly string[];
  readonly word: (pid: number, word: string) => readonly string[];
}

export function gatherLines(stdout: string): ProcessLines {
  const words = new Map<string, string[]>();
  const files = new Map<string, string[]>();
  const lines: ProcessLines = {
    cgroups: new Map(),
    firsts: new Map(),
    words,
    files,
    file: (pid, name) => files.get(`${pid}/${name}`) ?? [],
    word: (pid, word) => words.get(`${pid}/${word}`) ?? [],
  };
  for (const line of stdout.split('\n')) gatherLine(line, lines);
  return lines;
}

const OF_FILE =
  /^\/proc\/(\d+\/(?:status|cgroup|mountinfo|uid_map|attr\/current|oom_score_adj|root\/(?:etc|usr\/lib)\/os-release)):/;

function gatherLine(line: string, lines: ProcessLines): void {
  const file = OF_FILE.exec(line);
  if (file?.[1] !== undefined) {
    push(lines.files, file[1], line.slice(file[0].length));
    return;
  }
  if (line === 'again') lines.files.clear();
  const [, word, digits = '', text = ''] = /^([a-z]+) +(\d{1,15}) ?(.*)$/.exec(line) ?? [];
  const number = Number(digits);
  if (word === 'scan') lines.scan = number;
  else if (word === 'memory') lines.memory = number * 1024;
  else if (word === 'first') lines.firsts.set(text, number);
  else if (word === 'mark') keepDeepest(lines.cgroups, number, text);
  else if (word !== undefined) push(lines.words, `${number}/${word}`, text);
}

function push(map: Map<string, string[]>, key: string, text: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [text]);
  else list.push(text);
}

/** In a container within a container the inner one counts; hierarchies of cgroup v1 can differ. */
function keepDeepest(cgroups: Map<number, string>, pid: number, path: string): void {
  if (containerIdOf(path) === undefined) return;
  const known = cgroups.get(pid);
  if (known === undefined || path.length > known.length) cgroups.set(pid, path);
}

/** The container that a cgroup is of; without a cgroup, its keeper stands for it. */
export const containerIdOf = (path: string): string | undefined =>
  /[-/]([0-9a-f]{64})$/.exec(path)?.[1] ?? /^\/((?:conmon|shim)\d+)$/.exec(path)?.[1];

/** Whether a container has no control group of its own. */
export const isWithoutCgroup = (id: string): boolean => /^(conmon|shim)\d/.test(id);
