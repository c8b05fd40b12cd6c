import { type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText, presentText } from '../files/file-text.ts';
import { type BootStart, startsAtBoot } from '../monitoring/starts-at-boot.ts';
import { sysctl } from '../sysctl/sysctl.ts';
import { hostCommands } from './host-commands.ts';

const PROCESSES = ['abrtd', 'whoopsie'] as const;
const UNITS = ['apport.service', 'abrtd.service', 'whoopsie.service', 'whoopsie.path'];

/** Programs to which the kernel hands the memory of a process that crashes, core(5). */
const HANDLER = /^\|\S*\/(apport|abrt-hook-ccpp)(?=\s|$)/;

/** Programs that gather crashes for their makers, as they run and as a boot starts them. */
export interface CrashReporters {
  readonly booted: boolean;
  readonly running: readonly string[];
  /** `kernel.core_pattern`, where it names one. */
  readonly handler?: string;
  readonly starts: readonly BootStart[];
}

export const crashReporters: Derived<CrashReporters> = derived(
  'crash-reporters',
  {
    commands: hostCommands,
    pattern: sysctl('kernel.core_pattern'),
    boot: startsAtBoot(UNITS),
    apport: fileText('/etc/default/apport'),
  },
  ({ commands, pattern, boot, apport }): Observation<CrashReporters> => {
    const settings = presentText(apport);
    if (boot.state !== 'value') return boot;
    if (settings.state !== 'value') return settings;
    // Its unit starts and does nothing where the file says so; without the line it is on.
    const off = /^\s*enabled\s*=\s*["']?0/m.test(settings.value ?? '');
    const starts = boot.value.filter(({ name }) => !off || name !== 'apport.service');
    if (commands.state === 'unsupported') return value({ booted: false, running: [], starts });
    if (commands.state !== 'value') return commands;
    if (pattern.state !== 'value' && pattern.state !== 'absent') return pattern;
    const text = pattern.state === 'value' ? pattern.value : '';
    return value({
      booted: true,
      running: PROCESSES.filter((name) => commands.value.has(name)),
      ...(HANDLER.test(text) ? { handler: visibleLine(text, 200) } : {}),
      starts,
    });
  },
);
