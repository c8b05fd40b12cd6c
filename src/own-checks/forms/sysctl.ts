import { z } from 'zod';
import { type Observation, unsupported, value } from '../../model/observation.ts';
import { derived } from '../../probes/fact.ts';
import { type SysctlSetting, sysctlSetting } from '../../probes/sysctl/sysctl-setting.ts';
import {
  type Expectation,
  expectationOf,
  expectationShape,
  SAYS_ONE,
  saysOne,
} from '../expectation.ts';
import { compared, type Judged, requirement, whenAbsent } from '../requirement.ts';
import { absence, form } from './form.ts';

const KEY = 'a sysctl key: kernel.kptr_restrict';

const schema = z
  .strictObject({
    sysctl: z.string(KEY).regex(/^[\w-]+(?:[./][\w:@-]+)+$/, KEY),
    ...expectationShape,
    whenAbsent: absence,
  })
  .describe('A kernel parameter, as it is and as it will be after a boot.');

export const sysctlForm = form(
  ['sysctl'],
  schema,
  schema.refine(saysOne, { error: SAYS_ONE }),
  (written) => {
    const { sysctl: key, whenAbsent: meaning = 'fail' } = written;
    const wanted = expectationOf(written);
    const missing = () => whenAbsent(meaning, key, wanted.words, `this kernel has no ${key}`);
    return requirement(
      written,
      decidable(key),
      (setting) => judged(key, setting, wanted) ?? missing(),
      missing,
    );
  },
);

/** An image that sets the key in no file leaves it to a kernel that is not there. */
const decidable = (key: string) =>
  derived(
    `own-sysctl:${key}`,
    { setting: sysctlSetting(key) },
    ({ setting }): Observation<SysctlSetting> => {
      if (setting.state !== 'value') return setting;
      const { running, atBoot } = setting.value;
      return running.state === 'unbooted' && atBoot === undefined
        ? unsupported(`no file sets ${key}, and no kernel runs that shows it`)
        : value(setting.value);
    },
  );

/** Undefined where the running kernel lacks the key. */
function judged(
  key: string,
  { running, atBoot }: SysctlSetting,
  wanted: Expectation,
): Judged | undefined {
  if (running.state === 'absent') return undefined;
  const now = running.state === 'value' ? compared(key, running.value, wanted) : undefined;
  if (now !== undefined && 'mismatch' in now) return now;
  const then =
    atBoot === undefined ? undefined : compared(`${key} after a reboot`, atBoot.value, wanted);
  return then !== undefined && 'mismatch' in then ? then : (now ?? then);
}
