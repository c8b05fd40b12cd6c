import { type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { type SysctlSetting, sysctlSetting } from '../sysctl/sysctl-setting.ts';

/** What keeps users who are not root from making user namespaces; undefined when nothing does. */
export interface UsernsCreation {
  readonly now: string | undefined;
  readonly afterReboot: string | undefined;
  readonly booted: boolean;
}

/** The three switches that exist, and the value with which each one closes the door. */
const SWITCHES = {
  clone: { key: 'kernel.unprivileged_userns_clone', closed: '0' },
  apparmor: { key: 'kernel.apparmor_restrict_unprivileged_userns', closed: '1' },
  max: { key: 'user.max_user_namespaces', closed: '0' },
} as const;

export const usernsCreation: Derived<UsernsCreation> = derived(
  'userns-creation:',
  {
    clone: sysctlSetting(SWITCHES.clone.key),
    apparmor: sysctlSetting(SWITCHES.apparmor.key),
    max: sysctlSetting(SWITCHES.max.key),
  },
  ({ clone, apparmor, max }): Observation<UsernsCreation> => {
    if (clone.state !== 'value') return clone;
    if (apparmor.state !== 'value') return apparmor;
    if (max.state !== 'value') return max;
    const all = { clone: clone.value, apparmor: apparmor.value, max: max.value };
    const booted = all.max.running.state !== 'unbooted';
    const afterReboot = closedBy(all, atBoot);
    if (!booted && afterReboot === undefined) {
      return unsupported(
        'no file closes user namespaces, and no kernel runs that shows its default',
      );
    }
    return value({ now: closedBy(all, running), afterReboot, booted });
  },
);

type Settings = Readonly<Record<keyof typeof SWITCHES, SysctlSetting>>;

function closedBy(
  all: Settings,
  read: (setting: SysctlSetting, name: keyof typeof SWITCHES) => string | undefined,
): string | undefined {
  const names = ['clone', 'apparmor', 'max'] as const;
  const name = names.find((one) => read(all[one], one) === SWITCHES[one].closed);
  return name === undefined ? undefined : `${SWITCHES[name].key} = ${SWITCHES[name].closed}`;
}

const running = ({ running: now }: SysctlSetting): string | undefined =>
  now.state === 'value' ? now.value : undefined;

/** The limit is never 0 by itself; the two others may be built into a distribution's kernel. */
const atBoot = (setting: SysctlSetting, name: keyof typeof SWITCHES): string | undefined => {
  if (setting.running.state === 'absent') return undefined;
  return setting.atBoot?.value ?? (name === 'max' ? undefined : running(setting));
};
