import {
  defineCheck,
  passUnless,
  persistedCommandLines,
  required,
  runningCommandLine,
} from '../../src/index.ts';

type Line = readonly { readonly name: string; readonly value?: string }[];

/** The last word counts (kernel/audit.c: 0, off, 1, on). */
const wordOf = (line: Line): string =>
  line.findLast(({ name }) => name === 'audit')?.value ?? 'not set';

const isOn = (line: Line): boolean => /^(?:1|on)$/.test(wordOf(line));

export default defineCheck({
  id: 'audit.boot-parameter',
  area: 'audit',
  title: 'Auditing covers processes that start before the audit daemon',
  severity: 'medium',
  level: 2,
  rationale:
    'A process that starts before auditing is on has no audit context for the rest of its life, and what it does leaves no record.',
  remedy:
    '`audit=1` on the kernel command line: in GRUB_CMDLINE_LINUX of /etc/default/grub and `update-grub`, or `grubby --update-kernel=ALL --args=audit=1`; then reboot.',
  references: ['kernel-doc:admin-guide/kernel-parameters.txt'],
  tags: ['audit', 'command-line'],
  needs: { running: required(runningCommandLine), persisted: required(persistedCommandLines) },
  evaluate({ running, persisted }) {
    const now = isOn(running) ? [] : [{ subject: 'audit', expected: '1', actual: wordOf(running) }];
    const later = persisted
      .filter(({ parameters }) => !isOn(parameters))
      .map(({ source, parameters }) => ({
        subject: `audit after a reboot by ${source}`,
        expected: '1',
        actual: wordOf(parameters),
      }));
    return passUnless([...now, ...later], `audit=${wordOf(running)}`);
  },
});
