import type { Gap, Observation } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import {
  type CommandLine,
  normalName,
  runningCommandLine,
} from '../../probes/boot/command-line.ts';
import {
  type PersistedLine,
  persistedCommandLines,
} from '../../probes/boot/persisted-command-lines.ts';
import { type Derived, derived, type Fact } from '../../probes/fact.ts';
import { fileText } from '../../probes/files/file-text.ts';
import { sysctl } from '../../probes/sysctl/sysctl.ts';

interface Place {
  readonly accepted: RegExp;
  /** What the remedy sets. */
  readonly set: string;
}

/** What can take the place of a build option: a sysctl as it runs, a word of the command line, a file. */
export type Substitute = Place &
  (
    | { readonly sysctl: string }
    | { readonly word: string }
    | {
        readonly file: string;
        /** A word of the command line that has the same effect: where it was given, the file tells of this boot alone. */
        readonly askedBy?: string;
      }
  );

/** `undefined`: the substitute does not hold. */
export type Substituted = string | Gap | undefined;

export function substituteFact(substitute: Substitute): Fact<string | undefined> {
  if ('word' in substitute) return commandWord(substitute.word);
  if (!('file' in substitute)) return sysctl(substitute.sysctl);
  const { file, askedBy } = substitute;
  return askedBy === undefined ? fileText(file) : unaskedText(file, askedBy);
}

/** How people put it there. */
export function substituteRemedy(substitute: Substitute): string {
  const { set } = substitute;
  if ('word' in substitute) {
    const word = set === '' ? substitute.word : `${substitute.word}=${set}`;
    return `Put \`${word}\` on the kernel command line.`;
  }
  if ('file' in substitute) return `Run \`echo ${set} > ${substitute.file}\` at each boot.`;
  return `Write \`${substitute.sysctl} = ${set}\` to /etc/sysctl.d/90-hardening.conf and run \`sysctl --system\`.`;
}

/** What is said where it holds; a gap where it might. */
export function substituted(
  substitute: Substitute,
  seen: Observation<string | undefined>,
): Substituted {
  if (seen.state === 'absent') return undefined;
  if (seen.state !== 'value') return seen;
  const { value } = seen;
  if (value === undefined || !substitute.accepted.test(value)) return undefined;
  if (!('word' in substitute)) {
    const name = 'file' in substitute ? substitute.file : substitute.sysctl;
    return `${name} is ${visibleLine(value.trim(), 100) || 'empty'}`;
  }
  return `the command line has ${substitute.word}${value === '' ? '' : `=${visibleLine(value, 100)}`}`;
}

/** What a file says without having been asked by a word; nothing where the word was given. */
function unaskedText(file: string, askedBy: string): Derived<string | undefined> {
  const name = normalName(askedBy);
  return derived(
    `unasked:${file} ${name}`,
    { text: fileText(file), running: runningCommandLine },
    ({ text, running }): Observation<string | undefined> => {
      if (text.state !== 'value') return text;
      if (running.state !== 'value') return running;
      return {
        state: 'value',
        value: running.value.some((word) => word.name === name) ? undefined : text.value,
      };
    },
  );
}

/**
 * The value of a word where the kernel runs with it and each later boot would; empty for a word without `=`.
 * Nothing where one line lacks it or sets it otherwise. Of an image the persisted lines alone count.
 */
function commandWord(word: string): Derived<string | undefined> {
  const name = normalName(word);
  return derived(
    `command-word:${name}`,
    { running: runningCommandLine, persisted: persistedCommandLines },
    ({ running, persisted }): Observation<string | undefined> => {
      if (running.state !== 'value' && running.state !== 'unsupported') return running;
      if (persisted.state !== 'value') return persisted;
      return { state: 'value', value: agreed(name, running, persisted.value) };
    },
  );
}

function agreed(
  name: string,
  running: Observation<CommandLine>,
  persisted: readonly PersistedLine[],
): string | undefined {
  const lines = persisted.map(({ parameters }) => parameters);
  if (running.state === 'value') lines.unshift(running.value);
  const values = lines.map((line) => {
    const last = line.findLast((parameter) => parameter.name === name);
    return last === undefined ? undefined : (last.value ?? '');
  });
  return new Set(values).size === 1 ? values[0] : undefined;
}
