import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { sysctl, sysctlName } from './sysctl.ts';
import { type SysctlAtBoot, settingAtBoot, sysctlFiles } from './sysctl-files.ts';
import type { SysctlLoader } from './sysctl-loader.ts';

export interface SysctlSetting {
  readonly running:
    | { readonly state: 'value'; readonly value: string }
    /** The running kernel does not have the key. */
    | { readonly state: 'absent' }
    /** An image: nothing runs. */
    | { readonly state: 'unbooted' };
  /** What sets the key at boot; undefined when it stays as the kernel was built. */
  readonly atBoot: SysctlAtBoot | undefined;
  readonly loader: SysctlLoader;
}

/** A sysctl as it is and as it will be after a boot. */
export function sysctlSetting(key: string): Derived<SysctlSetting> {
  return derived(
    `sysctl-setting:${key}`,
    { running: sysctl(key), files: sysctlFiles },
    ({ running, files }): Observation<SysctlSetting> => {
      const now = runningOf(running);
      if (now.state !== 'value') return now;
      if (files.state !== 'value') return files;
      return value({
        running: now.value,
        atBoot: settingAtBoot(files.value, sysctlName(key)),
        loader: files.value.loader,
      });
    },
  );
}

function runningOf(running: Observation<string>): Observation<SysctlSetting['running']> {
  switch (running.state) {
    case 'value':
      return value({ state: 'value', value: running.value });
    case 'absent':
      return value({ state: 'absent' });
    case 'unsupported':
      return value({ state: 'unbooted' });
    case 'denied':
    case 'failed':
      return running;
  }
}
