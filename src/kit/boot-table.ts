import type { CheckMeta } from '../model/check.ts';
import { type Gap, type Observation, value } from '../model/observation.ts';
import { type Mismatch, passUnless } from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import {
  type CommandLine,
  normalName,
  type Parameter,
  runningCommandLine,
} from '../probes/boot/command-line.ts';
import {
  type PersistedLine,
  persistedCommandLines,
} from '../probes/boot/persisted-command-lines.ts';
import { type Derived, derived } from '../probes/fact.ts';
import { type Check, defineCheck, type Need, required } from './define-check.ts';

/** Words of the kernel command line that weaken a host. */
export interface Unwanted {
  /** Dash or underscore: the kernel makes no difference. */
  readonly name: string;
  /** Values that are wrong; a word without `=` counts as empty. Left out: every value is. */
  readonly values?: RegExp;
  /** Only the word alone, without `=`, means anything. */
  readonly bare?: true;
  /** Each word of this name adds to the others; of most names the last word alone counts. */
  readonly each?: true;
  /** What to say is expected; `not set` or `not VALUE` where left out. */
  readonly expected?: string;
}

export interface BootRow
  extends Pick<CheckMeta, 'title' | 'severity' | 'level' | 'rationale' | 'references'> {
  /** Below `boot.`. */
  readonly id: string;
  readonly unwanted: readonly [Unwanted, ...Unwanted[]];
}

/** What was found wrong, and where it was looked for. */
export interface WordFindings {
  readonly mismatches: readonly Mismatch[];
  /** For people. */
  readonly lookedAt: string;
}

export type BootCheck = Check<{ readonly found: Need<WordFindings, WordFindings> }, undefined>;

/** One check a row: the words stand neither on the running command line nor on a persisted one. */
export function bootChecks(rows: readonly BootRow[]): readonly BootCheck[] {
  return rows.map(({ id, unwanted, ...meta }) =>
    defineCheck({
      ...meta,
      id: `boot.${id}`,
      area: 'boot',
      remedy: bootRemedy(unwanted.map(({ name }) => name)),
      tags: ['boot', 'command-line'],
      needs: { found: required(unwantedWords(id, unwanted)) },
      evaluate: ({ found }) => passUnless(found.mismatches, `not ${found.lookedAt}`),
    }),
  );
}

/** How words are taken off the command line under each loader. */
export function bootRemedy(names: readonly string[]): string {
  const words = [...new Set(names)];
  return (
    `Take ${words.map((word) => `\`${word}\``).join(', ')} out of GRUB_CMDLINE_LINUX and ` +
    'GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub and run `update-grub`; on the RHEL family run ' +
    `\`grubby --update-kernel=ALL --remove-args="${words.join(' ')}"\`; with systemd-boot edit ` +
    '/etc/kernel/cmdline and run `kernel-install add-all`. Then reboot.'
  );
}

/**
 * Looks for words on the running command line and on each that a later boot would use. What is found
 * counts even where another place could not be read; nothing found counts only where all were.
 * Of an image that is not booted the persisted lines alone decide.
 */
export function unwantedWords(key: string, unwanted: readonly Unwanted[]): Derived<WordFindings> {
  return derived(
    `boot-words:${key}`,
    { running: runningCommandLine, persisted: persistedCommandLines },
    ({ running, persisted }): Observation<WordFindings> => {
      const now = running.state === 'value' ? wrongNow(running.value, unwanted) : [];
      const later = persisted.state === 'value' ? wrongLater(persisted.value, unwanted) : [];
      const mismatches = [...now, ...later];
      const blind = mismatches.length > 0 ? undefined : blindness(running, persisted);
      return blind ?? value({ mismatches, lookedAt: placesOf(running, persisted) });
    },
  );
}

/** What forbids to say that a word stands nowhere. */
function blindness(
  running: Observation<CommandLine>,
  persisted: Observation<readonly PersistedLine[]>,
): Gap | undefined {
  if (running.state !== 'value' && running.state !== 'unsupported') return running;
  if (persisted.state !== 'value') return persisted;
  return running.state !== 'value' && persisted.value.length === 0 ? running : undefined;
}

function placesOf(
  running: Observation<CommandLine>,
  persisted: Observation<readonly PersistedLine[]>,
): string {
  const sources = persisted.state === 'value' ? persisted.value.map(({ source }) => source) : [];
  if (running.state !== 'value') return `in ${sources.join(', ')}; the image is not booted`;
  return sources.length > 0
    ? `on the running command line or in ${sources.join(', ')}`
    : 'on the running command line; no loader configuration was found';
}

const wrongNow = (line: CommandLine, unwanted: readonly Unwanted[]): readonly Mismatch[] =>
  hitsOf(line, unwanted).map(({ hit, rule }) => ({
    subject: rule.name,
    expected: expectedOf(rule, hit),
    actual: wordAs(rule, hit),
  }));

/** One mismatch a word, naming every file that would set it. */
function wrongLater(
  lines: readonly PersistedLine[],
  unwanted: readonly Unwanted[],
): readonly Mismatch[] {
  const found = new Map<string, { rule: Unwanted; hit: Parameter; sources: string[] }>();
  for (const { source, parameters } of lines) {
    for (const { hit, rule } of hitsOf(parameters, unwanted)) {
      const known = found.get(rule.name);
      if (known) known.sources.push(source);
      else found.set(rule.name, { rule, hit, sources: [source] });
    }
  }
  return [...found.values()].map(({ rule, hit, sources }) => ({
    subject: `${rule.name} after a reboot`,
    expected: expectedOf(rule, hit),
    actual: `${wordAs(rule, hit)}, set by ${sources.join(', ')}`,
  }));
}

const wordAs = ({ name }: Unwanted, { value }: Parameter): string =>
  visibleLine(value === undefined ? name : `${name}=${value}`, 200);

const expectedOf = ({ expected, values }: Unwanted, hit: Parameter): string =>
  expected ?? (values === undefined ? 'not set' : `not ${hit.value ?? 'set'}`);

/** The word of each rule that is wrong, at most one a name. */
function hitsOf(line: CommandLine, unwanted: readonly Unwanted[]) {
  return unwanted.flatMap((rule) => {
    const name = normalName(rule.name);
    const words = line.filter(
      (word) => word.name === name && !(rule.bare && word.value !== undefined),
    );
    const judged = rule.each || rule.values === undefined ? words : words.slice(-1);
    const hit = judged.findLast(({ value = '' }) => rule.values?.test(value) ?? true);
    return hit === undefined ? [] : [{ hit, rule }];
  });
}
