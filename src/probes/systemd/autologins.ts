import { type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived, type Fact } from '../fact.ts';
import type { TextFile } from '../files/file-text.ts';
import { dropInTexts, parseUnitFile } from './unit-files.ts';

/** Command lines of a getty that gives a session to nobody in particular. */
export interface Autologin {
  readonly path: string;
  readonly command: string;
}

const FOLDERS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/run/systemd/generator',
  '/usr/lib/systemd/system',
] as const;

const texts: Readonly<Record<string, Fact<readonly TextFile[]>>> = Object.fromEntries(
  FOLDERS.flatMap((folder) => [
    [folder, dropInTexts(`${folder}/*getty*.service`)],
    [`${folder} drop-ins`, dropInTexts(`${folder}/*getty*.service.d/*.conf`)],
  ]),
);

/** In any unit of a getty and any drop-in of one, whichever terminal it is for. */
export const autologins: Derived<readonly Autologin[]> = derived(
  'autologins',
  texts,
  (seen): Observation<readonly Autologin[]> => {
    const all = allOf(Object.values(seen));
    if (all.state !== 'value') return all;
    return value(all.value.flat().flatMap(autologinsIn));
  },
);

function autologinsIn(file: TextFile): readonly Autologin[] {
  const starts = parseUnitFile(file).filter(({ key }) => key === 'Service.ExecStart');
  const reset = starts.findLastIndex(({ value: command }) => command === '');
  return starts
    .slice(reset + 1)
    .filter(({ value: command }) => isAutologin(command))
    .map(({ value: command, path }) => ({ path, command: visibleLine(command, 200) }));
}

/** agetty(8): `-f` is an option of login only inside `--login-options`. */
function isAutologin(command: string): boolean {
  const [program = ''] = command.replace(/^[-@:+!|]+/, '').split(/\s/);
  if (/\/(ba|da|z|k|a)?sh$/.test(program)) return true;
  if (/\/login$/.test(program)) return /\s-f\s/.test(command);
  return (
    /\s--autologin[=\s]|\s-[A-Za-z0-9]*a\s/.test(command) ||
    /\s(-o|--login-options)[=\s]*(["'])(?:(?!\2).)*-f\b/.test(command)
  );
}
