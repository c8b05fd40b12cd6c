import { failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { cgroupMode } from './cgroup-mode.ts';

export interface CgroupControllers {
  readonly available: readonly string[];
  /** Where that is told. */
  readonly source: string;
}

const UNIFIED = '/sys/fs/cgroup/cgroup.controllers';
const LEGACY = '/proc/cgroups';

/** Controllers that limits can be set with: of version 2 where it is unified, else those that are mounted. */
export const cgroupControllers: Derived<CgroupControllers> = derived(
  'cgroup-controllers:',
  { mode: cgroupMode, unified: fileText(UNIFIED), legacy: fileText(LEGACY) },
  ({ mode, unified, legacy }): Observation<CgroupControllers> => {
    if (mode.state !== 'value') return mode;
    if (mode.value.layout === 'unified') {
      if (unified.state !== 'value') return unified;
      return value({ available: unified.value.trim().split(/\s+/), source: UNIFIED });
    }
    return legacy.state === 'value' ? mountedOnes(legacy.value) : legacy;
  },
);

/** `#subsys_name hierarchy num_cgroups enabled`; hierarchy 0 is none of version 1. */
function mountedOnes(content: string): Observation<CgroupControllers> {
  if (!content.startsWith('#subsys_name')) return failed(`not a list of controllers: ${LEGACY}`);
  const available = content.split('\n').flatMap((line) => {
    const [, name, hierarchy, enabled] = /^([a-z_]+)\s+(\d+)\s+\d+\s+(\d+)$/.exec(line) ?? [];
    return name !== undefined && hierarchy !== '0' && enabled === '1' ? [name] : [];
  });
  return value({ available, source: LEGACY });
}
