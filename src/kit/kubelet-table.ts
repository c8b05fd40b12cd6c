import type { CheckMeta } from '../model/check.ts';
import { failed, type Observation } from '../model/observation.ts';
import {
  type CheckVerdict,
  fail,
  type Mismatch,
  manual,
  notApplicable,
  passUnless,
} from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import { shownValue } from '../probes/engines/config-layers.ts';
import { type Derived, derived } from '../probes/fact.ts';
import { type KubeletSettings, kubeletSettings } from '../probes/kubelet/kubelet-settings.ts';
import { type Check, defineCheck, type Need, orAbsent } from './define-check.ts';

const NO_KUBELET = 'no kubelet, k3s, RKE2 or MicroK8s is set up on this host';

/** A setting of kubelet, whether its file, a drop-in or a flag has it. */
export interface KubeletRow extends Omit<CheckMeta, 'area' | 'tags'> {
  /** Dotted keys of KubeletConfiguration, `flag:…` for what only a flag can set. */
  readonly keys: readonly [string, ...string[]];
  readonly expected: string;
  /** What kubelet does where the first key is not set; undefined where that means "nothing". */
  readonly byDefault?: (settings: KubeletSettings) => unknown;
  /** @param values of the keys, defaults filled in for the first one. */
  readonly holds: (values: readonly unknown[]) => boolean;
  /** A question for a person, where the values alone do not decide. */
  readonly asks?: (values: readonly unknown[]) => string | undefined;
  readonly outOfPlace?: (settings: KubeletSettings) => string | undefined;
}

export type KubeletCheck = Check<
  { readonly kubelet: Need<KubeletSettings, KubeletSettings | undefined> },
  undefined
>;

export function kubeletChecks(rows: readonly KubeletRow[]): readonly KubeletCheck[] {
  return rows.map((row) => {
    const { keys, expected: _, byDefault: __, holds: ___, asks, outOfPlace, ...meta } = row;
    return defineCheck({
      ...meta,
      area: 'kubelet',
      tags: ['kubernetes', 'kubelet'],
      needs: { kubelet: orAbsent(readable(keys)) },
      evaluate: ({ kubelet }) => {
        if (kubelet === undefined) return notApplicable(NO_KUBELET);
        const aside = outOfPlace?.(kubelet);
        return aside === undefined ? judge(row, kubelet, asks) : notApplicable(aside);
      },
    });
  });
}

/** The collector hides what looks like a secret: what a setting says then cannot be told. */
function readable(keys: readonly string[]): Derived<KubeletSettings> {
  return derived(
    `kubelet-settings:${keys.join(' ')}`,
    { settings: kubeletSettings },
    ({ settings }): Observation<KubeletSettings> => {
      if (settings.state !== 'value') return settings;
      const hidden = keys.find((key) => settings.value.find(key)?.value === '(hidden)');
      return hidden === undefined ? settings : failed(`the value of ${hidden} was hidden`);
    },
  );
}

function judge(
  { keys, expected, byDefault, holds }: KubeletRow,
  settings: KubeletSettings,
  asks: KubeletRow['asks'],
): CheckVerdict {
  const found = keys.map((key) => settings.find(key));
  const [first] = found;
  const fallback = byDefault?.(settings);
  const values = found.map((one, at) => one?.value ?? (at === 0 ? fallback : undefined));
  const [key] = keys;
  const unset = fallback === undefined ? 'not set' : `not set, which means ${shown(fallback)}`;
  const actual =
    first === undefined ? `${unset} (${settings.of})` : `${shown(first.value)} (${first.from})`;
  const mismatch: Mismatch = { subject: key, expected, actual };
  if (!holds(values)) return fail(mismatch);
  const question = asks?.(values);
  return question === undefined ? passUnless([], `${key}: ${actual}`) : manual(question);
}

const shown = (of: unknown): string =>
  visibleLine(typeof of === 'string' ? of : shownValue(of), 200);
