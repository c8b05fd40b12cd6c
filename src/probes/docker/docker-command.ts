import { type Gap, type Observation, value } from '../../model/observation.ts';
import { type DaemonProcess, daemons, ofHost } from '../engines/daemon-processes.ts';
import { engine } from '../engines/engines.ts';
import { type Derived, derived } from '../fact.ts';
import { commandWords } from '../systemd/exec-start.ts';
import { settingList, type Unit, unit } from '../systemd/units.ts';
import {
  dockerEnvironmentFiles,
  type SeenFiles,
  type Variable,
  variableOf,
} from './docker-environment.ts';
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

export const dockerCommand: Derived<DockerCommand> = derived(
  'docker-command:',
  {
    installed: engine('docker'),
    daemons,
    service: unit('docker.service'),
    files: dockerEnvironmentFiles,
  },
  ({ installed, daemons: list, service, files }) => {
    if (installed.state !== 'value') return installed;
    const blind = blindness(list) ?? (service.state === 'absent' ? undefined : gapOf(service));
    if (blind !== undefined) return blind;
    const all = (list.state === 'value' ? ofHost(list.value, 'dockerd') : []).map(runningOf);
    const started = service.state === 'value' ? startedBy(service.value, valuesOf(files)) : {};
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

const valuesOf = (seen: Observation<SeenFiles>): SeenFiles =>
  seen.state === 'value' ? seen.value : {};

const runningOf = ({ pid, uid, args }: DaemonProcess): RunningDockerd => ({
  pid,
  uid,
  flags: parseDockerFlags(args.slice(1).map((text): FlagWord => ({ text, open: false }))),
});

function startedBy(service: Unit, files: SeenFiles): Pick<DockerCommand, 'unit'> {
  const command = settingList(service, 'Service.ExecStart').at(-1);
  if (service.masked || command === undefined) return {};
  const variable = (name: string): Variable => variableOf(service, files, name);
  const [program, ...words] = commandWords(command.value, (name) => {
    const found = variable(name);
    return 'text' in found ? found.text : undefined;
  });
  const flags = parseDockerFlags(words);
  // A script in between may add flags of its own.
  const foreign = program === undefined || !/\/dockerd(-current|-ce)?$/.test(program.text);
  const open = flags.unread.map((one) => ({ ...one, word: placed(one.word, variable) }));
  const unread = foreign ? [{ word: program?.text ?? '' }, ...open] : open;
  return { unit: { path: command.path, flags: { ...flags, unread } } };
}

/** Says of an open variable where it may be set. */
function placed(word: string, variable: (name: string) => Variable): string {
  const open = [...word.matchAll(/\$\{?([A-Za-z_]\w*)/g)].flatMap(([, name = '']) => {
    const found = variable(name);
    return 'openIn' in found ? found.openIn : [];
  });
  return open[0] === undefined ? word : `${word} of ${open[0]}`;
}
