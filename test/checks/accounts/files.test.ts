import files from '../../../checks/accounts/files.ts';
import { checkIn } from '../../support/check-in.ts';
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

const MODULE = '/usr/lib/x86_64-linux-gnu/security/pam_unix.so';
const MODULES = 'stat:/usr/lib/*/security/*.so';
testCheck(checkIn(files, 'accounts.pam-modules'), {
  pass: [{ name: 'as packaged', given: { [MODULES]: line(MODULE, '644') } }],
  fail: [
    {
      name: 'a group writes it, another owns it',
      given: { [MODULES]: line(MODULE, '664').replace('|0|0|root|root|', '|7|7|lp|lp|') },
      because: [`${MODULE} owner: lp (7)`, `${MODULE} group: lp (7)`, `${MODULE} mode: 0664`],
    },
  ],
  notApplicable: [{ name: 'a host without PAM', given: {} }],
});
