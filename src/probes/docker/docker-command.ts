import { type Gap, type Observation, value } from '../../model/observation.ts';
import { type DaemonProcess, daemons, ofHost } from '../engines/daemon-processes.ts';
import { engine } from '../engines/engines.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, stat } from '../files/stat.ts';
import { commandWords, environmentOf } from '../systemd/exec-start.ts';
import { settingList, type Unit, unit } from '../systemd/units.ts';
import type { FlagWord } from './docker-flag-words.ts';
import { type DockerFlags, parseDockerFlags } from './docker-flags.ts';

/** How dockerd was started, and how docker.service would start it. Daemons in containers left out. */
export interface DockerCommand {
  readonly running: readonly RunningDockerd[];
  /** Undefined when no unit starts dockerd: it is masked, or the host has no such unit. */
  readonly unit?: { readonly path: string; readonly flags: DockerFlags };
  /** Daemons of users other than root. */
  readonly rootless: readonly RunningDockerd[];
}

interface RunningDockerd {
  readonly pid: number;
  readonly uid: number;
  readonly flags: DockerFlags;
}

/** Files that docker.service of Debian, Fedora, RHEL and SUSE takes variables from. They may hold secrets: never read. */
const ENVIRONMENT_FILES = [
  '/etc/default/docker',
  '/etc/sysconfig/docker',
  '/etc/sysconfig/docker-network',
  '/etc/sysconfig/docker-storage',
  '/etc/sysconfig/docker-storage-setup',
] as const;

/** Environment files that are surely not there: they set nothing. */
const absentFiles: Derived<ReadonlySet<string>> = derived(
  'docker-environment-files:absent',
  Object.fromEntries(ENVIRONMENT_FILES.map((path) => [path, stat(path)])),
  (seen: Readonly<Record<string, Observation<FileStat>>>) =>
    value(
      new Set(Object.entries(seen).flatMap(([path, one]) => (one.state === 'absent' ? path : []))),
    ),
);

export const dockerCommand: Derived<DockerCommand> = derived(
  'docker-command:',
  { installed: engine('docker'), daemons, service: unit('docker.service'), absentFiles },
  ({ installed, daemons: list, service, absentFiles: missing }) => {
    if (installed.state !== 'value') return installed;
    const blind = blindness(list) ?? (service.state === 'absent' ? undefined : gapOf(service));
    if (blind !== undefined) return blind;
    const all = (list.state === 'value' ? ofHost(list.value, 'dockerd') : []).map(runningOf);
    const started = service.state === 'value' ? startedBy(service.value, setIn(missing)) : {};
    return value({
      running: all.filter(({ uid }) => uid === 0),
      rootless: all.filter(({ uid }) => uid !== 0),
      ...started,
    });
  },
);

const gapOf = (seen: Observation<unknown>): Gap | undefined =>
  seen.state === 'value' ? undefined : seen;

/** An image that is not booted runs nothing: its files alone answer. */
const blindness = (seen: Observation<unknown>): Gap | undefined =>
  seen.state === 'unsupported' ? undefined : gapOf(seen);

const setIn = (seen: Observation<ReadonlySet<string>>): ReadonlySet<string> =>
  seen.state === 'value' ? seen.value : new Set();

const runningOf = ({ pid, uid, args }: DaemonProcess): RunningDockerd => ({
  pid,
  uid,
  flags: parseDockerFlags(args.slice(1).map((text): FlagWord => ({ text, open: false }))),
});

function startedBy(service: Unit, missing: ReadonlySet<string>): Pick<DockerCommand, 'unit'> {
  const command = settingList(service, 'Service.ExecStart').at(-1);
  if (service.masked || command === undefined) return {};
  const [program, ...words] = commandWords(command.value, variablesOf(service, missing));
  const flags = parseDockerFlags(words);
  // A script in between may add flags of its own.
  const foreign = program === undefined || !/\/dockerd(-current|-ce)?$/.test(program.text);
  const unread = foreign ? [{ word: program?.text ?? '' }, ...flags.unread] : flags.unread;
  return { unit: { path: command.path, flags: { ...flags, unread } } };
}

/** Values of the unit's variables: told only where no environment file can change them. */
function variablesOf(
  service: Unit,
  missing: ReadonlySet<string>,
): (name: string) => string | undefined {
  const files = settingList(service, 'Service.EnvironmentFile').map((s) =>
    s.value.replace(/^-/, ''),
  );
  const own = environmentOf(settingList(service, 'Service.Environment').map((s) => s.value));
  const told = files.every((path) => missing.has(path));
  return (name) => (told ? (own.get(name) ?? '') : undefined);
}
