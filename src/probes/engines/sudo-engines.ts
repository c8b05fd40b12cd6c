import { failed, type Observation, value } from '../../model/observation.ts';
import { sudoers } from '../accounts/sudoers.ts';
import type { SudoCommand } from '../accounts/sudoers-entries.ts';
import { type Derived, derived } from '../fact.ts';
import { patternOf } from '../readers/path-argument.ts';

/** A rule of sudo that lets someone run an engine's client as root, with arguments of their choice. */
export interface SudoEngineRule {
  /** As the rule names them: `ada`, `%ci`. */
  readonly who: string;
  readonly command: string;
  readonly path: string;
}

/** Clients that make a container with the host's disk in it, or enter namespaces. */
const CLIENTS = [
  'docker',
  'docker-compose',
  'podman',
  'podman-compose',
  'buildah',
  'nerdctl',
  'ctr',
  'crictl',
  'runc',
  'crun',
  'kubectl',
  'nsenter',
  'machinectl',
  'systemd-nspawn',
];

/**
 * Rules for accounts that may not run everything anyway. Absent without /etc/sudoers; `failed` where it
 * includes files that are not collected. Exceptions (`!command`) take nothing back: they can be got around.
 */
export const sudoEngineRules: Derived<readonly SudoEngineRule[]> = derived(
  'sudo-engine-rules:',
  { sudoers },
  ({ sudoers: seen }): Observation<readonly SudoEngineRule[]> => {
    if (seen.state !== 'value') return seen;
    const { rules, unclear } = seen.value;
    const administrators = new Set(
      rules.flatMap(({ who, commands }) => (commands.some(isEverything) ? who : [])),
    );
    const found = rules.flatMap(({ path, who, commands }) =>
      who
        .filter((one) => !administrators.has(one) && one !== 'root')
        .flatMap((one) =>
          commands
            .filter((command) => command.asRoot && !command.negated && isOpenClient(command))
            .map(({ command }) => ({ who: one, command, path })),
        ),
    );
    return found.length === 0 && unclear !== undefined ? failed(unclear) : value(found);
  },
);

const isEverything = ({ command, negated, asRoot }: SudoCommand): boolean =>
  command === 'ALL' && !negated && asRoot;

/** Without arguments in the rule any are allowed; with fixed ones it is a wrapper. */
function isOpenClient({ command }: SudoCommand): boolean {
  const [program = '', ...args] = command.split(/\s+/);
  if (args.length > 0 && !args.some((arg) => /[*?[^]/.test(arg))) return false;
  if (program.startsWith('^')) return CLIENTS.some((client) => program.includes(client));
  if (/^\/(usr\/)?(local\/)?s?bin\/$/.test(program)) return true;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const pattern = patternOf(name);
  return program.startsWith('/') && CLIENTS.some((client) => pattern.test(client));
}
