import type { CheckMeta } from '../../src/model/check.ts';
import { visible, visibleLine } from '../../src/model/visible-text.ts';
import { count } from '../wording.ts';
import { FILES, type FixPlan, modprobeLines, sysctlLine } from './plan.ts';

/**
 * A plan as a POSIX shell script that a person reads and runs as root. It may run twice. What came
 * from the host stands in comments alone.
 * @param run the id of the run whose failures it settles.
 */
export function shellFix(plan: FixPlan, run: string): string {
  const { sysctl, modules, sshd, byHand } = plan;
  const changes = sysctl.length + modules.length + sshd.length;
  return [
    '#!/bin/sh',
    ...comment(
      `${plan.host}: ${count(changes, 'change')} for failures of run ${run}, and ${count(byHand.length, 'check')} to settle by hand, below.`,
    ),
    '# Read it before you run it, as root on that host. It may run twice. To undo a section, remove',
    '# the file that it writes and do what its last lines do.',
    '# ROOT=/path sh THIS writes into the tree of a system that is not running, and applies nothing.',
    'set -eu',
    'umask 022',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    'ROOT=${ROOT:-}',
    ...sysctlSection(plan),
    ...modulesSection(plan),
    ...sshdSection(plan),
    ...byHandSection(plan),
    '',
  ].join('\n');
}

function sysctlSection({ sysctl }: FixPlan): readonly string[] {
  if (sysctl.length === 0) return [];
  return [
    ...section('Kernel parameters', sysctl),
    '# A value that was set before comes back when its own file is applied, else with a reboot.',
    ...written(
      FILES.sysctl,
      sysctl.map(({ repair }) => sysctlLine(repair)),
    ),
    `[ -n "$ROOT" ] || sysctl -e -p ${FILES.sysctl}`,
  ];
}

function modulesSection({ modules }: FixPlan): readonly string[] {
  if (modules.length === 0) return [];
  return [
    ...section('Kernel modules', modules),
    '# A module that is loaded stays until it is removed or the host restarts.',
    ...written(
      FILES.modules,
      modules.flatMap(({ repair }) => modprobeLines(repair)),
    ),
    'if [ -z "$ROOT" ]; then',
    '  if command -v update-initramfs >/dev/null; then update-initramfs -u',
    '  elif command -v dracut >/dev/null; then dracut -f',
    '  fi',
    'fi',
  ];
}

function sshdSection({ sshd }: FixPlan): readonly string[] {
  if (sshd.length === 0) return [];
  return [
    ...section('SSH server', sshd),
    '# Keep a session open until a new one was let in.',
    'if grep -Eqi \'^[[:space:]]*Include[[:space:]]+(/etc/ssh/)?sshd_config[.]d/\' "$ROOT/etc/ssh/sshd_config"; then',
    ...written(
      FILES.sshd,
      sshd.flatMap(({ repair }) => repair.lines),
    ),
    '  if [ -z "$ROOT" ]; then',
    `    sshd -t || { rm -f ${FILES.sshd}; echo 'sshd refuses the settings; they were taken back' >&2; exit 1; }`,
    '    systemctl reload ssh 2>/dev/null || systemctl reload sshd 2>/dev/null || service sshd reload',
    '  fi',
    'else',
    "  echo 'sshd_config includes no sshd_config.d: write these lines to its top by hand:' >&2",
    ...sshd.flatMap(({ repair }) => repair.lines).map((line) => `  echo '  ${line}' >&2`),
    'fi',
  ];
}

function byHandSection({ byHand }: FixPlan): readonly string[] {
  if (byHand.length === 0) return [];
  return [
    '',
    '# ── By hand ──',
    ...byHand.flatMap(({ check, mismatches }) => [
      '#',
      ...named(check),
      ...mismatches
        .slice(0, MOST_SHOWN)
        .flatMap(({ subject, expected, actual }) =>
          comment(`  ${subject}: found ${actual}, expected ${expected}`),
        ),
      ...(mismatches.length > MOST_SHOWN
        ? comment(
            `  and ${count(mismatches.length - MOST_SHOWN, 'more mismatch', 'more mismatches')}`,
          )
        : []),
      ...visible(check.remedy)
        .split('\n')
        .flatMap((line) => comment(`  ${line}`)),
    ]),
  ];
}

const MOST_SHOWN = 10;

const section = (title: string, changes: readonly { readonly check: CheckMeta }[]) => [
  '',
  `# ── ${title} ──`,
  ...changes.flatMap(({ check }) => named(check)),
];

const named = ({ id, severity, level, title }: CheckMeta): readonly string[] =>
  comment(`${severity}, level ${level}: ${id}: ${title}`);

/** The lines are our own words: no value of a host is among them. */
const written = (file: string, lines: readonly string[]): readonly string[] => [
  `mkdir -p "$ROOT${file.slice(0, file.lastIndexOf('/'))}"`,
  `cat > "$ROOT${file}" <<'END'`,
  ...lines,
  'END',
];

/** One harmless line. */
const comment = (text: string): readonly string[] => [`# ${visibleLine(text)}`];
