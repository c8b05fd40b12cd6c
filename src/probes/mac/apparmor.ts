import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** Whether AppArmor confines; absent where the kernel is built without it. */
export const apparmorEnabled: Probe<boolean> = textProbe(
  'apparmor-enabled',
  '/sys/module/apparmor/parameters/enabled',
  (content): Observation<boolean> => {
    const text = content.trim();
    return text === 'Y' || text === 'N'
      ? value(text === 'Y')
      : failed(`neither Y nor N: ${visibleLine(content, 100)}`);
  },
);

/** The mode that all profiles are held to: `enforce`, `complain`, `kill`, `unconfined`. */
export const apparmorMode: Probe<string> = textProbe(
  'apparmor-mode',
  '/sys/module/apparmor/parameters/mode',
  (content) => value(content.trim()),
);

export interface ApparmorProfile {
  /** May hold spaces and `//`. */
  readonly name: string;
  readonly mode: string;
}

/** Profiles that are loaded, aa-status(8): `docker-default (enforce)`. */
export const apparmorProfiles: Probe<readonly ApparmorProfile[]> = textProbe(
  'apparmor-profiles',
  '/sys/kernel/security/apparmor/profiles',
  (content): Observation<readonly ApparmorProfile[]> => {
    const profiles: ApparmorProfile[] = [];
    for (const line of content.split('\n').filter((text) => text !== '')) {
      const [, name, mode] = /^(.+) \(([a-z]+)\)$/.exec(line) ?? [];
      if (name === undefined || mode === undefined) {
        return failed(`not a profile: ${visibleLine(line, 100)}`);
      }
      profiles.push({ name, mode });
    }
    return value(profiles);
  },
);

/** Whether a mode keeps a process from what its profile does not allow. */
export const isEnforced = ({ mode }: ApparmorProfile): boolean =>
  mode === 'enforce' || mode === 'kill';
