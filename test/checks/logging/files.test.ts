import files from '../../../checks/logging/files.ts';
import { testCheck } from '../../support/test-check.ts';

const ID = '/var/log/journal/0123456789abcdef0123456789abcdef';
const FILE = `${ID}/system.journal`;
const line = (mode: string, group: string, gid: number): string =>
  `${mode}|0|${gid}|root|${group}|regular file|9|1|${FILE}\n`;

for (const check of files) {
  testCheck(check, {
    pass: [
      {
        name: 'as systemd makes them',
        given: {
          'stat:/var/log/journal/*': `2755|0|999|root|systemd-journal|directory|4096|1|${ID}\n`,
          'stat:/var/log/journal/*/*': line('640', 'systemd-journal', 999),
        },
      },
    ],
    fail: [
      {
        name: 'open to all',
        given: { 'stat:/var/log/journal/*/*': line('644', 'users', 100) },
        because: [`${FILE} group: users (100)`, `${FILE} mode: 0644`],
      },
    ],
    notApplicable: [{ name: 'no journal on disk', given: {} }],
  });
}
