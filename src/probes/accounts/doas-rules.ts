import { absent, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText } from '../files/file-text.ts';
import { presentStats } from '../files/present-stats.ts';

/** A rule of doas.conf(5) that permits something as root. */
export interface DoasRule {
  readonly path: string;
  /** `ada`, `:wheel`. */
  readonly who: string;
  readonly options: readonly string[];
  /** Undefined for any. */
  readonly command?: string;
}

const MAIN = '/etc/doas.conf';

/** Absent where doas is not installed. Only Alpine's doas reads the folder. */
export const doasRules: Derived<readonly DoasRule[]> = derived(
  'doas-rules:',
  {
    programs: presentStats(['/usr/bin/doas', '/usr/local/bin/doas']),
    main: fileText(MAIN),
    extra: filesText('/etc/doas.d/*.conf'),
  },
  ({ programs, main, extra }): Observation<readonly DoasRule[]> => {
    if (programs.state !== 'value') return programs;
    if (programs.value.length === 0) return absent('doas is not installed');
    const texts = allOf([presentText(main)]);
    if (texts.state !== 'value') return texts;
    if (extra.state !== 'value') return extra;
    const files = [{ path: MAIN, content: texts.value[0] ?? '' }, ...extra.value];
    return value(
      files.flatMap(({ path, content }) =>
        content
          .replace(/\\\n/g, ' ')
          .split('\n')
          .flatMap((line) => ruleOf(path, line)),
      ),
    );
  },
);

const OPTIONS: readonly string[] = ['nopass', 'nolog', 'persist', 'keepenv', 'setenv'];

function ruleOf(path: string, line: string): readonly DoasRule[] {
  const plain = line.replace(/#.*$/, '').replace(/\{[^}]*\}?/g, ' ');
  const [action, ...words] = [...plain.matchAll(/"([^"]*)"|\S+/g)].map(
    ([all, inner]) => inner ?? all,
  );
  if (action !== 'permit') return [];
  const at = words.findIndex((word) => !OPTIONS.includes(word));
  const [who, ...rest] = at === -1 ? [] : words.slice(at);
  if (who === undefined) return [];
  const target = rest[0] === 'as' ? rest[1] : 'root';
  if (target !== 'root' && target !== '0') return [];
  const cmd = rest.indexOf('cmd');
  const command = cmd === -1 ? undefined : rest[cmd + 1];
  const rule = { path, who: visibleLine(who, 64), options: words.slice(0, at) };
  return [command === undefined ? rule : { ...rule, command: visibleLine(command, 200) }];
}
