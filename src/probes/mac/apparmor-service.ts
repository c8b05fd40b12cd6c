import { type Observation, value } from '../../model/observation.ts';
import { isBlind } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { stat, stats } from '../files/stat.ts';

/** Whether a boot loads the profiles of the host. */
export interface ApparmorService {
  readonly state: 'enabled' | 'masked' | 'disabled';
  readonly detail: string;
}

const LINK = 'sysinit.target.wants/apparmor.service';

/** By the links that systemd and OpenRC follow at boot. */
export const apparmorService: Derived<ApparmorService> = derived(
  'apparmor-service:',
  {
    mask: stat('/etc/systemd/system/apparmor.service'),
    etc: stat(`/etc/systemd/system/${LINK}`),
    usr: stat(`/usr/lib/systemd/system/${LINK}`),
    late: stat('/etc/systemd/system/multi-user.target.wants/apparmor.service'),
    openrc: stats('/etc/runlevels/*/apparmor'),
  },
  ({ mask, etc, usr, late, openrc }): Observation<ApparmorService> => {
    if (mask.state === 'value' && mask.value.type === 'device') {
      return value({ state: 'masked', detail: 'masked' });
    }
    const link = [etc, usr, late].find(({ state }) => state === 'value');
    const found = openrc.state === 'value' ? openrc.value[0]?.path : undefined;
    const path = link?.state === 'value' ? link.value.path : found;
    const blind = [mask, etc, usr, late, openrc].find(isBlind);
    if (blind !== undefined && (path === undefined || isBlind(mask))) return blind;
    return value(
      path === undefined
        ? { state: 'disabled', detail: 'nothing starts it at boot' }
        : { state: 'enabled', detail: `${path} starts it at boot` },
    );
  },
);
