import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText, presentText } from '../files/file-text.ts';
import { sysctlName } from './sysctl.ts';

/** `sysctl.KEY=VALUE` parameters that the kernel was started with, by path below /proc/sys; the last one counts. */
export const sysctlParameters: Derived<ReadonlyMap<string, string>> = derived(
  'sysctl-parameters:',
  { words: fileText('/proc/cmdline') },
  ({ words }): Observation<ReadonlyMap<string, string>> => {
    const text = presentText(words);
    if (text.state === 'unsupported') return value(new Map());
    return text.state === 'value' ? value(parse(text.value ?? '')) : text;
  },
);

/** As parse_args of the kernel: double quotes keep blanks, `--` ends what the kernel reads. */
function parse(line: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [word] of line.matchAll(/(?:"[^"]*"|[^\s"])+/g)) {
    if (word === '--') break;
    const [, key, text] = /^"?sysctl[./]([^=]+)=(.*)$/s.exec(word) ?? [];
    if (key !== undefined && text !== undefined) found.set(nameOf(key), text.replace(/"/g, ''));
  }
  return found;
}

/** Unlike sysctl(8) the kernel turns every dot into a slash. */
const nameOf = (key: string): string => sysctlName(key.replaceAll('.', '/'));
