import { z } from 'zod';
import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';
import { type DockerSettings, readDockerSettings } from './docker-setting-shapes.ts';

/** dockerd's settings file as it lies on the disk. */
export interface DaemonJson {
  readonly path: string;
  readonly settings: DockerSettings;
  /** Names of all settings, flattened as dockerd flattens them to look for conflicts with flags. */
  readonly keys: readonly string[];
}

/** What is wrong with the file, in place of its settings: dockerd would not start with it. */
export interface BrokenJson {
  readonly path: string;
  readonly problem: string;
}

/** A settings file, or why dockerd would refuse it. An empty file sets nothing. */
export function daemonJson(path: string): Probe<DaemonJson | BrokenJson> {
  return textProbe('daemon-json', path, (text) => value(parseDaemonJson(text, path)));
}

export const DAEMON_JSON = '/etc/docker/daemon.json';

function parseDaemonJson(text: string, path: string): DaemonJson | BrokenJson {
  // dockerd takes a byte order mark away and lets an empty file pass.
  const content = text.replace(/^\uFEFF/, '').trim();
  if (content === '') return { path, settings: {}, keys: [] };
  const parsed = objectIn(content);
  if (parsed === undefined) return { path, problem: 'not a JSON object' };
  const read = readDockerSettings(parsed);
  if ('problem' in read) return { path, problem: visibleLine(read.problem, 300) };
  return { path, settings: read.settings, keys: flatKeys(parsed) };
}

function objectIn(content: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}

/** Settings that hold an object of their own (`flatOptions` of moby); others hold more settings. */
const OBJECTS: ReadonlySet<string> = new Set([
  'builder',
  'cluster-store-opts',
  'default-network-opts',
  'default-ulimits',
  'features',
  'log-opts',
  'runtimes',
]);

const flatKeys = (of: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(of).flatMap(([key, v]) =>
    typeof v === 'object' && v !== null && !Array.isArray(v) && !OBJECTS.has(key)
      ? Object.keys(v)
      : [key],
  );

/** The settings, for those who cannot judge a broken file. */
export function soundJson(
  seen: Observation<DaemonJson | BrokenJson>,
): Observation<DaemonJson | undefined> {
  if (seen.state === 'absent') return value(undefined);
  if (seen.state !== 'value') return seen;
  const { value: file } = seen;
  return 'problem' in file
    ? failed(`${file.path} is broken, so nobody can say what dockerd does: ${file.problem}`)
    : value(file);
}
