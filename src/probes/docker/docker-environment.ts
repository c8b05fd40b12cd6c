import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';
import { type EnvironmentValues, parseEnvironmentFile } from '../systemd/environment-file.ts';
import { environmentOf } from '../systemd/exec-start.ts';
import { settingList, type Unit } from '../systemd/units.ts';

/** Files that docker.service of Debian, Fedora, RHEL and SUSE takes variables from. */
const ENVIRONMENT_FILES = [
  '/etc/default/docker',
  '/etc/sysconfig/docker',
  '/etc/sysconfig/docker-network',
  '/etc/sysconfig/docker-storage',
  '/etc/sysconfig/docker-storage-setup',
] as const;

export type SeenFiles = Readonly<Record<string, Observation<EnvironmentValues>>>;

/** Each of these files, whether a unit names it or not; what looks like a secret is hidden in them. */
export const dockerEnvironmentFiles: Derived<SeenFiles> = derived(
  'docker-environment-files:',
  Object.fromEntries(
    ENVIRONMENT_FILES.map((path) => [
      path,
      textProbe('environment-file', path, (text) => value(parseEnvironmentFile(text))),
    ]),
  ),
  (seen: SeenFiles) => value(seen),
);

/** A variable of a unit, or where it may be set without anyone having read it. */
export type Variable = { readonly text: string } | { readonly openIn: string };

/**
 * A variable as the unit's command line sees it: of its files the last one that sets it, else what
 * `Environment=` says. Empty when nothing sets it.
 */
export function variableOf(service: Unit, seen: SeenFiles, name: string): Variable {
  for (const { value: setting } of settingList(service, 'Service.EnvironmentFile').toReversed()) {
    const found = lookUp(setting, seen, name);
    if (found !== undefined) return found;
  }
  const lines = settingList(service, 'Service.Environment').map((setting) => setting.value);
  return { text: environmentOf(lines).get(name) ?? '' };
}

/** @param setting a path; a dash before it lets the file be missing. */
function lookUp(setting: string, seen: SeenFiles, name: string): Variable | undefined {
  const path = setting.replace(/^-\s*/, '');
  const file = Object.hasOwn(seen, path) ? seen[path] : undefined;
  if (file?.state === 'absent') {
    const why = `${path} (which is missing, so the unit does not start)`;
    return setting.startsWith('-') ? undefined : { openIn: why };
  }
  if (file?.state === 'denied') return { openIn: `${path} (which needs more privilege)` };
  if (file?.state !== 'value' || (file.value.has(name) && file.value.get(name) === undefined)) {
    return { openIn: path };
  }
  const text = file.value.get(name);
  return text === undefined ? undefined : { text };
}
