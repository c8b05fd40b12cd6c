import { type Observation, value } from '../../model/observation.ts';
import { derived } from '../fact.ts';
import { type FileStat, stat } from '../files/stat.ts';
import { ownProcess } from '../host/own-process.ts';

/**
 * Which program applies sysctl files at boot: systemd-sysctl, `sysctl --system` of procps,
 * Alpine's boot script with busybox, or none because the unit is masked.
 */
export type SysctlLoader = 'systemd' | 'procps' | 'busybox' | 'none';

/** sd_booted(3) for a running host; for an image, what is installed. */
export const sysctlLoader = derived(
  'sysctl-loader:',
  {
    systemd: stat('/run/systemd/system'),
    masked: stat('/etc/systemd/system/systemd-sysctl.service'),
    installed: stat('/usr/lib/systemd/systemd-sysctl'),
    installedSplit: stat('/lib/systemd/systemd-sysctl'),
    alpine: stat('/etc/alpine-release'),
    self: ownProcess,
  },
  ({ systemd, masked, installed, installedSplit, alpine, self }): Observation<SysctlLoader> => {
    const blind = [systemd, masked, alpine].find(({ state }) => isBlind(state));
    if (blind !== undefined && blind.state !== 'value') return blind;
    const image = self.state === 'unsupported';
    const present = [installed, installedSplit].some(({ state }) => state === 'value');
    if (systemd.state === 'value' || (image && present)) {
      return value(isMask(masked) ? 'none' : 'systemd');
    }
    return value(alpine.state === 'value' ? 'busybox' : 'procps');
  },
);

const isBlind = (state: Observation<unknown>['state']): boolean =>
  state === 'denied' || state === 'failed';

/** A unit is masked by a link to /dev/null or an empty file (systemd.unit(5)). */
const isMask = (unit: Observation<FileStat>): boolean =>
  unit.state === 'value' && (unit.value.type === 'device' || unit.value.bytes === 0);
