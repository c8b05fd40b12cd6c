import { failed, type Gap, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { type OsRelease, osRelease } from '../host/os-release.ts';
import { type ApparmorProfile, apparmorEnabled, apparmorProfiles, isEnforced } from './apparmor.ts';
import { activeLsms } from './lsm.ts';
import { selinuxEnforce } from './selinux.ts';

/** The system of mandatory access control that a distribution is built for; undefined for none, or either. */
export function macOf({
  id,
  idLike,
  versionId = '',
}: OsRelease): 'selinux' | 'apparmor' | undefined {
  const major = Number.parseInt(versionId, 10);
  const is = (names: readonly string[]): boolean => [id, ...idLike].some((n) => names.includes(n));
  if (/^(sles|sled|opensuse-leap)$/.test(id)) return major >= 16 ? 'selinux' : 'apparmor';
  if (is(['rhel', 'fedora', 'centos', 'amzn', 'bottlerocket', 'flatcar'])) return 'selinux';
  return is(['debian', 'ubuntu']) ? 'apparmor' : undefined;
}

/** The distribution's system; undefined where it names none or itself not. */
export const distributionMac: Derived<ReturnType<typeof macOf>> = derived(
  'distribution-mac:',
  { os: osRelease },
  ({ os }): Observation<ReturnType<typeof macOf>> => {
    if (os.state === 'absent') return value(undefined);
    return os.state === 'value' ? value(macOf(os.value)) : os;
  },
);

/** SELinux as it runs. */
export const selinuxMode: Derived<'enforcing' | 'permissive' | 'off'> = derived(
  'selinux-mode:',
  { enforce: selinuxEnforce },
  ({ enforce }): Observation<'enforcing' | 'permissive' | 'off'> => {
    if (enforce.state === 'absent') return value('off');
    if (enforce.state !== 'value') return enforce;
    return value(enforce.value ? 'enforcing' : 'permissive');
  },
);

/** Whether AppArmor is in use; of an image, whether its distribution would use it. */
export const apparmorInUse: Derived<boolean> = derived(
  'apparmor-in-use:',
  { enabled: apparmorEnabled, distribution: distributionMac },
  ({ enabled, distribution }): Observation<boolean> => {
    if (enabled.state === 'absent') return value(false);
    if (enabled.state !== 'unsupported') return enabled;
    return distribution.state === 'value' ? value(distribution.value === 'apparmor') : distribution;
  },
);

/** Profiles that are loaded; none where AppArmor is not in use, whoever asks. */
export const loadedProfiles: Derived<readonly ApparmorProfile[]> = derived(
  'loaded-profiles:',
  { enabled: apparmorEnabled, profiles: apparmorProfiles },
  ({ enabled, profiles }): Observation<readonly ApparmorProfile[]> => {
    if (enabled.state === 'absent' || (enabled.state === 'value' && !enabled.value)) {
      return value([]);
    }
    if (enabled.state !== 'value') return enabled;
    return profiles.state === 'absent'
      ? failed('AppArmor is on, but its list of profiles is not mounted (securityfs)')
      : profiles;
  },
);

/** What holds processes to a policy, or what is there instead. */
export interface Confining {
  readonly by: 'SELinux' | 'AppArmor' | 'Smack' | 'TOMOYO' | undefined;
  readonly detail: string;
}

/** One that enforces is enough; that none does is said only when all could be looked at. */
export const confining: Derived<Confining> = derived(
  'confining:',
  { selinux: selinuxMode, enabled: apparmorEnabled, profiles: loadedProfiles, lsms: activeLsms },
  ({ selinux, enabled, profiles, lsms }): Observation<Confining> => {
    if (selinux.state === 'value' && selinux.value === 'enforcing') {
      return value({ by: 'SELinux', detail: 'SELinux enforces its policy' });
    }
    const held = profiles.state === 'value' ? profiles.value.filter(isEnforced).length : 0;
    if (held > 0) return value({ by: 'AppArmor', detail: `AppArmor enforces ${held} profiles` });
    const active = lsms.state === 'value' ? lsms.value : [];
    if (active.includes('smack')) return value({ by: 'Smack', detail: 'Smack is active' });
    if (active.includes('tomoyo')) return value({ by: 'TOMOYO', detail: 'TOMOYO is active' });
    const blind = [selinux, enabled, profiles, lsms].find(isGap);
    if (blind !== undefined) return blind;
    return value({ by: undefined, detail: without(selinux, enabled, active) });
  },
);

/** That something is not there is an answer here. */
const isGap = (observation: Observation<unknown>): observation is Gap =>
  observation.state !== 'value' && observation.state !== 'absent';

function without(
  selinux: Observation<string>,
  enabled: Observation<boolean>,
  active: readonly string[],
): string {
  if (selinux.state === 'value' && selinux.value === 'permissive') return 'SELinux only logs';
  if (enabled.state === 'value' && enabled.value) return 'AppArmor is on and enforces no profile';
  return active.length === 0 ? 'none' : `none, of ${active.join(', ')}`;
}
