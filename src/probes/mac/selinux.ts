import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** Whether the policy that is loaded is enforced; absent where SELinux is off. */
export const selinuxEnforce: Probe<boolean> = textProbe(
  'selinux-enforce',
  '/sys/fs/selinux/enforce',
  (content): Observation<boolean> => {
    const text = content.trim();
    return text === '0' || text === '1' ? value(text === '1') : notSaid(content);
  },
);

export interface SelinuxConfig {
  /** `enforcing`, `permissive`, `disabled`, or what stands there instead; undefined when nothing does. */
  readonly mode: string | undefined;
  /** Name of the policy; `targeted` when nothing is said. */
  readonly type: string;
}

const SELINUX_CONFIG = '/etc/selinux/config';

/**
 * selinux(8), as libselinux reads it: of SELINUX the first line that begins with it and a known word,
 * of SELINUXTYPE the last.
 */
export const selinuxConfig: Probe<SelinuxConfig> = textProbe(
  'selinux-config',
  SELINUX_CONFIG,
  (content) => {
    const modes = [...content.matchAll(/^SELINUX=\s*(\S*)/gm)].map(([, word = '']) => word);
    const known = modes.flatMap((word) => MODE.exec(word)?.[0].toLowerCase() ?? []);
    const types = [...content.matchAll(/^[ \t]*SELINUXTYPE=([^\n]*)$/gim)];
    const type = types.at(-1)?.[1]?.trim();
    return value({ mode: known[0] ?? modes[0], type: type || 'targeted' });
  },
);

const MODE = /^(enforcing|permissive|disabled)/i;

export interface SelinuxBoolean {
  readonly current: boolean;
  /** What it becomes when pending changes are committed. */
  readonly pending: boolean;
}

/** A switch of the policy that is loaded; absent where the policy has none of that name. */
export function selinuxBoolean(name: string): Probe<SelinuxBoolean> {
  return textProbe(
    'selinux-boolean',
    `/sys/fs/selinux/booleans/${name}`,
    (content): Observation<SelinuxBoolean> => {
      const [, current, pending] = /^([01]) ([01])\s*$/.exec(content) ?? [];
      return current === undefined
        ? notSaid(content)
        : value({ current: current === '1', pending: pending === '1' });
    },
  );
}

const notSaid = (content: string): Observation<never> =>
  failed(`neither 0 nor 1: ${visibleLine(content, 100)}`);
