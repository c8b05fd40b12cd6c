/** The tightest limit of the container's cgroup and those above it; `none` where no file sets one. */
export type Limit = number | 'none';

export interface Limits {
  /** Bytes. Absent when not read. */
  readonly memory?: Limit;
  readonly pids?: Limit;
  /** Whether cgroup v1 keeps the out-of-memory killer away; v2 cannot. */
  readonly oomKillDisabled?: boolean;
}

/** At and above this, the page counter of cgroup v1 means that there is no limit. */
const UNLIMITED = 2 ** 62;

/** @param words of the reader, `FILE VALUE`, the container's own group first. */
export function limitsOf(words: readonly string[], hostMemory: number | undefined): Limits {
  const values = (...files: readonly string[]): readonly string[] =>
    words.flatMap((text) => {
      const [file = '', ...rest] = text.split(' ');
      return files.includes(file) ? [rest.join(' ')] : [];
    });
  const memory = tightest(
    values('memory.max', 'memory.limit_in_bytes'),
    Math.min(hostMemory ?? UNLIMITED, UNLIMITED),
  );
  const pids = tightest(values('pids.max'), UNLIMITED);
  const [oomControl] = values('memory.oom_control');
  return {
    ...(memory === undefined ? {} : { memory }),
    ...(pids === undefined ? {} : { pids }),
    ...(oomControl === undefined ? {} : { oomKillDisabled: oomControl.endsWith(' 1') }),
  };
}

function tightest(values: readonly string[], unlimited: number): Limit | undefined {
  if (values.length === 0) return undefined;
  const numbers = values.filter((text) => /^\d{1,20}$/.test(text)).map(Number);
  const least = Math.min(...numbers);
  return least < unlimited ? least : 'none';
}
