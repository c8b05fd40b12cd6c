import { failed, type Gap, type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { DAEMON_JSON, type DaemonJson, daemonJson, soundJson } from './daemon-json.ts';
import { type DockerCommand, dockerCommand } from './docker-command.ts';
import type { DockerFlags, UnreadWord } from './docker-flags.ts';
import {
  type DockerKey,
  type DockerSettings,
  readDockerSettings,
} from './docker-setting-shapes.ts';

/** Settings of one dockerd: daemon.json under the flags of one command line. */
interface DockerSide {
  /** What a mismatch's subject ends with: nothing for the daemon as it runs. */
  readonly label: string;
  readonly persisted: boolean;
  readonly settings: DockerSettings;
  /** Where a setting comes from: `/etc/docker/daemon.json`, `a flag of dockerd`. */
  readonly origins: ReadonlyMap<string, string>;
  readonly unread: readonly UnreadWord[];
}

/** Root's dockerd: each one that runs, and as it would come back. */
interface DockerConfig {
  readonly sides: readonly [DockerSide, ...DockerSide[]];
  /** What was not judged, as a sentence; empty when nothing was left out. */
  readonly note: string;
}

/** On settings that both have, a running daemon's flags are the truth: it refuses to start with both. */
const dockerConfig: Derived<DockerConfig> = derived(
  'docker-config:',
  { command: dockerCommand, file: daemonJson(DAEMON_JSON) },
  ({ command, file }): Observation<DockerConfig> => {
    if (command.state !== 'value') return command;
    const sound = soundJson(file);
    if (sound.state !== 'value') return sound;
    return configOf(command.value, sound.value);
  },
);

function configOf(command: DockerCommand, file: DaemonJson | undefined): Observation<DockerConfig> {
  const { running, unit, rootless } = command;
  if (running.length === 0 && unit === undefined && file === undefined && rootless.length > 0) {
    return unsupported(
      `dockerd runs for user ${rootless[0]?.uid} only: its settings lie in that user’s home, which is not read`,
    );
  }
  const sides = [
    ...running.map(({ flags }) => sideOf(flags, file, labelOf(flags, running.length))),
    ...(unit === undefined ? [] : [sideOf(unit.flags, file, AFTER_RESTART)]),
  ];
  const bare = running.length === 0 && unit === undefined;
  const all = bare ? [sideOf({ values: {}, unread: [] }, file, AFTER_RESTART)] : sides;
  const broken = all.flatMap((side) => ('state' in side ? [side] : []))[0];
  if (broken !== undefined) return broken;
  const [first, ...rest] = all.flatMap((side) => ('state' in side ? [] : [side]));
  if (first === undefined) return failed('no settings of dockerd were found');
  return value({ sides: [first, ...rest], note: rootlessNote(command) });
}

const AFTER_RESTART = ' after a restart of dockerd';

function labelOf({ values }: DockerFlags, count: number): string {
  const root = values['data-root'];
  return count > 1 && typeof root === 'string' ? ` of dockerd with --data-root ${root}` : '';
}

const rootlessNote = ({ rootless }: DockerCommand): string =>
  rootless.length === 0
    ? ''
    : `rootless dockerd of ${rootless.map(({ uid }) => `user ${uid}`).join(', ')} not judged`;

function sideOf(flags: DockerFlags, json: DaemonJson | undefined, label: string): DockerSide | Gap {
  const path = flags.configFile ?? DAEMON_JSON;
  if (path !== DAEMON_JSON) return failed(`dockerd reads ${path}, which is not collected`);
  const set = readDockerSettings(flags.values);
  if ('problem' in set) return failed(`a flag of dockerd is wrong: ${set.problem}`);
  const origins = new Map([
    ...(json?.keys ?? []).map((key) => [key, DAEMON_JSON] as const),
    ...Object.keys(set.settings).map((key) => [key, 'a flag of dockerd'] as const),
  ]);
  return {
    label,
    persisted: label === AFTER_RESTART,
    settings: { ...json?.settings, ...set.settings },
    origins,
    unread: flags.unread,
  };
}

/** Some settings of every dockerd, equal ones told once. */
export interface DockerView<K extends DockerKey> {
  readonly sides: readonly DockerViewSide<K>[];
  readonly note: string;
}

export interface DockerViewSide<K extends DockerKey> {
  readonly label: string;
  readonly settings: Pick<DockerSettings, K>;
  /** `true, set by /etc/docker/daemon.json`, `true, the default`. */
  readonly shown: (key: K, byDefault: string) => string;
}

/**
 * A gap when a word that nobody read could decide one of the settings. Where dockerd runs,
 * its own command line is enough; what the unit leaves open is said in the note.
 */
export function dockerSettings<const K extends DockerKey>(
  ...keys: readonly K[]
): Derived<DockerView<K>> {
  return derived(`docker:${keys.join(',')}`, { config: dockerConfig }, ({ config }) => {
    if (config.state !== 'value') return config;
    const { sides, note } = config.value;
    const open = sides.flatMap((side) => openReason(side, keys) ?? []);
    const told = sides.filter((side) => openReason(side, keys) === undefined);
    const running = told.filter((side) => !side.persisted);
    const silent = running.length < sides.filter((side) => !side.persisted).length;
    if (open[0] !== undefined && (silent || told.length === 0)) return failed(open[0]);
    const stopped = running.length === 0 ? ['dockerd does not run'] : [];
    const notes = [note, ...open, ...stopped].filter((words) => words !== '');
    return value({ sides: distinct(told, keys), note: notes.join('; ') });
  });
}

/** Says which word could set one of the keys without having been read. */
function openReason(side: DockerSide, keys: readonly DockerKey[]): string | undefined {
  const unset = keys.filter((key) => side.settings[key] === undefined);
  const open = side.unread.find(({ key }) => unset.some((k) => key === undefined || key === k));
  if (open === undefined) return undefined;
  return side.persisted
    ? `docker.service also passes ${open.word}, whose content is not read`
    : `dockerd was started with ${open.word}, whose content is not read`;
}

/** Two sides that agree are one finding; a restart then changes nothing. */
function distinct<K extends DockerKey>(
  sides: readonly DockerSide[],
  keys: readonly K[],
): readonly DockerViewSide<K>[] {
  const seen = new Set<string>();
  const fresh = sides.filter((side) => {
    const content = JSON.stringify(keys.map((key) => side.settings[key] ?? null));
    return !seen.has(content) && seen.add(content);
  });
  return fresh.map(({ label, settings, origins }) => ({
    label: fresh.length === 1 ? '' : label,
    settings,
    shown: (key, byDefault) => {
      const set: unknown = settings[key];
      if (set === undefined) return `${byDefault}, the default`;
      const words = typeof set === 'string' ? set : JSON.stringify(set);
      return `${words === '' ? 'empty' : words}, set by ${origins.get(key) ?? 'dockerd'}`;
    },
  }));
}
