import type { PamEntry, PamModule } from './pam-stacks.ts';

/** What PAM has made of the modules so far (pam.conf(5), libpam's dispatcher). */
type Impression = 'none' | 'good' | 'bad';

/** For each impression that a caller without any secret can reach, the module that first made it good. */
type Reached = ReadonlyMap<Impression, string>;

/** Modules that ask for nothing a stranger lacks: they may answer either way. */
const FREE: ReadonlySet<string> = new Set(
  `access cap debug ecryptfs echo env exec faildelay faillock filter gnome_keyring group issue keyinit kwallet
   kwallet5 lastlog limits listfile localuser loginuid mail mkhomedir motd namespace nologin oddjob_mkhomedir
   permit securetty selinux sepermit shells succeed_if systemd tally tally2 time tty_audit umask
   usertype warn wtmpdb xauth`
    .split(/\s+/)
    .map((name) => `pam_${name}.so`),
);

/** Values that a module may return to a stranger. */
function answersOf({ module, args }: PamModule): readonly string[] {
  if (module === 'pam_permit.so') return ['success'];
  // With the password on its input a program can be a test of its own.
  if (module === 'pam_exec.so' && args.includes('expose_authtok')) return ['auth_err'];
  if (module === 'pam_wheel.so' && args.includes('trust')) return ['success', 'ignore'];
  return FREE.has(module) ? ['success', 'ignore', 'auth_err'] : ['auth_err'];
}

/** The module by which a stack lets a stranger in, whatever they type; undefined where it cannot. */
export const opensWithoutTest = (entries: readonly PamEntry[]): string | undefined =>
  outcomes(entries, new Map([['none', '']])).get('good');

function outcomes(entries: readonly PamEntry[], start: Reached): Reached {
  const at = entries.map(() => new Map<Impression, string>());
  const end = new Map<Impression, string>();
  const arrive = (place: number, impression: Impression, by: string): void => {
    const there = at[place] ?? end;
    if (!there.has(impression)) there.set(impression, by);
  };
  for (const [impression, by] of start) arrive(0, impression, by);
  for (const [place, entry] of entries.entries()) {
    for (const { after, by, ends, skips } of leave(entry, at[place] ?? new Map())) {
      arrive(ends ? entries.length : place + 1 + skips, after, by);
    }
  }
  return end;
}

interface Left extends Step {
  readonly by: string;
}

function leave(entry: PamEntry, here: Reached): readonly Left[] {
  if ('substack' in entry) {
    return [...outcomes(entry.substack, here)].map(([after, by]) => ({
      after,
      by,
      ends: false,
      skips: 0,
    }));
  }
  return [...here].flatMap(([before, by]) =>
    stepsOf(entry, before).map((one) => {
      const isNew = one.after === 'good' && before !== 'good';
      return { ...one, by: isNew ? `${entry.module} in ${entry.path}` : by };
    }),
  );
}

interface Step {
  readonly after: Impression;
  readonly ends: boolean;
  readonly skips: number;
}

const stepsOf = (entry: PamModule, before: Impression): readonly Step[] =>
  answersOf(entry).map((answer) => {
    const action = entry.control.get(answer) ?? entry.control.get('default') ?? 'bad';
    return step(action, answer === 'success', before);
  });

function step(action: string, succeeded: boolean, before: Impression): Step {
  const stay = { after: before, ends: false, skips: 0 };
  if (action === 'ignore') return stay;
  if (action === 'reset') return { ...stay, after: 'none' };
  if (/^\d{1,4}$/.test(action)) return { ...stay, skips: Number(action) };
  if (action === 'ok' || action === 'done') {
    const after = before === 'bad' || !succeeded ? 'bad' : 'good';
    return { ...stay, after, ends: action === 'done' && after === 'good' };
  }
  return { ...stay, after: 'bad', ends: action === 'die' };
}
