import { absent, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText, presentText } from '../files/file-text.ts';

/** The policy of crypto-policies(7), in force and as it is set. */
export interface CryptoPolicy {
  /** `DEFAULT:NO-SHA1` */
  readonly current?: string;
  readonly configured?: string;
}

/** Absent where crypto-policies is not set up. */
export const cryptoPolicy: Derived<CryptoPolicy> = derived(
  'crypto-policy',
  {
    state: fileText('/etc/crypto-policies/state/current'),
    config: fileText('/etc/crypto-policies/config'),
  },
  ({ state, config }): Observation<CryptoPolicy> => {
    const current = presentText(state);
    if (current.state !== 'value') return current;
    const configured = presentText(config);
    if (configured.state !== 'value') return configured;
    const now = policyIn(current.value);
    const set = policyIn(configured.value);
    if (now === undefined && set === undefined)
      return absent('crypto-policies is not on this host');
    return value({
      ...(now === undefined ? {} : { current: now }),
      ...(set === undefined ? {} : { configured: set }),
    });
  },
);

/** The last line that is no comment. */
const policyIn = (text = ''): string | undefined =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .findLast((line) => line !== '');
