import { visibleLine } from '../../model/visible-text.ts';

/** What /proc/PID/status says of a process, proc_pid_status(5). */
export interface ProcessStatus {
  readonly pid: number;
  /** As the process calls itself: it can choose any name. */
  readonly name: string;
  /** Effective user, as the host counts users. */
  readonly uid: number;
  /** Real, effective and saved user: it can become each of them, setresuid(2). */
  readonly uids: readonly number[];
  /** Effective and supplementary groups, as the host counts them. */
  readonly gids: readonly number[];
  /** Its id in the innermost process namespace. */
  readonly innerPid?: number;
  /** A bit each. */
  readonly inheritable: bigint;
  readonly permitted: bigint;
  readonly effective: bigint;
  readonly bounding: bigint;
  readonly ambient: bigint;
  /** Absent before Linux 4.10. */
  readonly noNewPrivileges?: boolean;
  /** seccomp(2): 0 none, 1 strict, 2 filter. Absent in a kernel without it. */
  readonly seccomp?: number;
}

/** @param lines of the file, `Name:` and so on. Undefined when the process ended while it was read. */
export function parseStatus(pid: number, lines: readonly string[]): ProcessStatus | undefined {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const numbers = (name: string): readonly number[] =>
    (fields.get(name) ?? '')
      .split(/\s+/)
      .filter((word) => /^\d{1,10}$/.test(word))
      .map(Number);
  const sets = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map((name) =>
    setOf(fields.get(name)),
  );
  const [inheritable, permitted, effective, bounding, ambient = 0n] = sets;
  const uid = numbers('Uid')[1];
  const gid = numbers('Gid')[1];
  if (uid === undefined || gid === undefined || effective === undefined) return undefined;
  if (permitted === undefined || bounding === undefined || inheritable === undefined) {
    return undefined;
  }
  const innerPid = numbers('NSpid').at(-1);
  const seccomp = numbers('Seccomp')[0];
  const noNewPrivileges = fields.get('NoNewPrivs');
  return {
    pid,
    name: visibleLine(fields.get('Name') ?? '', 64),
    uid,
    uids: numbers('Uid').slice(0, 3),
    gids: [gid, ...numbers('Groups')],
    ...(innerPid === undefined ? {} : { innerPid }),
    inheritable,
    permitted,
    effective,
    bounding,
    ambient,
    ...(noNewPrivileges === undefined ? {} : { noNewPrivileges: noNewPrivileges === '1' }),
    ...(seccomp === undefined ? {} : { seccomp }),
  };
}

const setOf = (digits: string | undefined): bigint | undefined =>
  digits !== undefined && /^[0-9a-f]{1,16}$/.test(digits) ? BigInt(`0x${digits}`) : undefined;
