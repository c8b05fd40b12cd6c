import files from '../../../checks/accounts/files.ts';
import { testCheck } from '../../support/test-check.ts';

const line = (path: string, mode: string) =>
  `${mode}|0|0|root|root|regular file|10|1700000000|${path}\n`;

for (const [id, path] of [
  ['accounts.sudo-files', '/etc/sudoers'],
  ['accounts.motd-scripts', '/etc/profile'],
] as const) {
  const check = files.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  testCheck(check, {
    pass: [{ name: 'usual', given: { [`stat:${path}`]: line(path, '440') } }],
    fail: [
      {
        name: 'others write',
        given: { [`stat:${path}`]: line(path, '666') },
        because: [`${path} mode: 0666`],
      },
    ],
    notApplicable: [{ name: 'nothing there', given: {} }],
  });
}
