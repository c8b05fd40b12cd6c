import { denied, failed, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { kconfig } from '../readers/kconfig.ts';

/**
 * What a kernel's configuration says of one option: `y`, `m`, text, a number; `n` for `is not set`.
 * Undefined where it says nothing: this kernel has no such option, or what the option needs is off.
 */
export interface KconfigOption {
  readonly setting: string | undefined;
}

/** Means something only beside `kernelBuild`, which tells whether any configuration was read. */
export function kconfigOption(name: string): Probe<KconfigOption> {
  const head = `CONFIG_${name}=`;
  return {
    key: `kconfig-option:${name}`,
    reading: { reader: kconfig, arg: name },
    parse: ({ exit, stdout, stderr }) => {
      if (exit !== 0) {
        const reason = `CONFIG_${name}: ${visibleLine(stderr.trim(), 200)}`;
        return /denied/i.test(stderr) ? denied(reason) : failed(reason);
      }
      const line = stdout.trim();
      if (line === '') return value({ setting: undefined });
      if (line === `# CONFIG_${name} is not set`) return value({ setting: 'n' });
      if (!line.startsWith(head)) return failed(`not a build option: ${visibleLine(line, 200)}`);
      return value({ setting: line.slice(head.length).replace(/^"(.*)"$/, '$1') });
    },
  };
}
