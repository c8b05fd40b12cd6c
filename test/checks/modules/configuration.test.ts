import checks from '../../../checks/modules/configuration.ts';
import { testCheck } from '../../support/test-check.ts';

const FILES = 'stat:/etc/modprobe.d/*.conf';
const FOLDER = 'stat:/etc/modprobe.d';
const root = (mode: string, type: string, path: string) =>
  `${mode}|0|0|root|root|${type}|40|1760000000|${path}\n`;
const mine = (mode: string, path: string) =>
  `${mode}|1000|1000|app|app|regular file|40|1760000000|${path}\n`;
const folder = root('755', 'directory', '/etc/modprobe.d');
const file = '/etc/modprobe.d/nf.conf';

for (const check of checks) {
  testCheck(check, {
    pass: [
      {
        name: 'root alone may write',
        given: { [FOLDER]: folder, [FILES]: root('644', 'regular file', file) },
      },
    ],
    fail: [
      {
        name: 'others may write, and own',
        given: { [FOLDER]: folder, [FILES]: mine('666', file) },
        because: [`${file} owner: app (1000)`, `${file} group: app (1000)`, `${file} mode: 0666`],
      },
    ],
    notApplicable: [{ name: 'there is none', given: {} }],
    unknown: [
      {
        name: 'they cannot be looked at',
        given: { [FILES]: { stderr: 'stat: cannot statx: Permission denied' } },
      },
    ],
  });
}
