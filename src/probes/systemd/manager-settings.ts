import { absent, type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText, presentText, type TextFile } from '../files/file-text.ts';
import { dropInTexts, parseUnitFile, type UnitSetting } from './unit-files.ts';

const MAINS = ['/etc/systemd/system.conf', '/usr/lib/systemd/system.conf'] as const;

/**
 * What files say of systemd itself, systemd-system.conf(5): the main file, then drop-ins by their names;
 * of one name that in /etc counts.
 */
const managerSettings: Derived<readonly UnitSetting[]> = derived(
  'manager-settings',
  {
    etc: fileText(MAINS[0]),
    usr: fileText(MAINS[1]),
    ofUsr: dropInTexts('/usr/lib/systemd/system.conf.d/*.conf'),
    ofRun: dropInTexts('/run/systemd/system.conf.d/*.conf'),
    ofEtc: dropInTexts('/etc/systemd/system.conf.d/*.conf'),
  },
  ({ etc, usr, ofUsr, ofRun, ofEtc }): Observation<readonly UnitSetting[]> => {
    const main = mainOf(presentText(etc), presentText(usr));
    if (main.state !== 'value') return main;
    const parts = allOf([ofUsr, ofRun, ofEtc]);
    if (parts.state !== 'value') return parts;
    const byName = new Map(
      parts.value.flat().map((file) => [file.path.slice(file.path.lastIndexOf('/') + 1), file]),
    );
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
    return value([...main.value, ...sorted].flatMap(parseUnitFile));
  },
);

function mainOf(
  etc: Observation<string | undefined>,
  usr: Observation<string | undefined>,
): Observation<readonly TextFile[]> {
  if (etc.state !== 'value') return etc;
  if (usr.state !== 'value') return usr;
  if (etc.value !== undefined) return value([{ path: MAINS[0], content: etc.value }]);
  return value(usr.value === undefined ? [] : [{ path: MAINS[1], content: usr.value }]);
}

/** A setting of the section Manager; absent where no file sets it, or the last one takes it back. */
export function managerSetting(name: string): Derived<UnitSetting> {
  return derived(`manager-setting:${name}`, { settings: managerSettings }, ({ settings }) => {
    if (settings.state !== 'value') return settings;
    const last = settings.value.findLast(({ key }) => key === `Manager.${name}`);
    return last === undefined || last.value === '' ? absent(`no file sets ${name}`) : value(last);
  });
}
