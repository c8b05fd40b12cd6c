import { defineCheck, filesText, notApplicable, passUnless, required } from '../../src/index.ts';

/** pam.d(5): the option of a line of the kind auth, perhaps silent (`-auth`), with pam_unix. */
function nullokOf(line: string): string | undefined {
  const [kind, ...words] = line.replace(/#.*$/, '').trim().split(/\s+/);
  const isUnix = words.some((word) => /(^|\/)pam_unix2?\.so$/.test(word));
  if ((kind !== 'auth' && kind !== '-auth') || !isUnix) return undefined;
  return words.find((word) => word === 'nullok' || word === 'nullok_secure');
}

/** What editors and packages leave behind; no service is named like that. */
const LEFTOVER = /(~|\.(dpkg-\w+|rpmnew|rpmsave|rpmorig|bak|orig|old|pam-old))$/;

export default defineCheck({
  id: 'accounts.pam-nullok',
  area: 'accounts',
  title: 'PAM lets no account in with an empty password',
  severity: 'medium',
  level: 1,
  rationale:
    'With nullok an account whose password is emptied, by mistake or on purpose, is open to anybody at once.',
  remedy:
    'Debian, Ubuntu: take `nullok` out of /usr/share/pam-configs/unix and run `pam-auth-update`. RHEL family, Fedora: `authselect enable-feature without-nullok`. Elsewhere: take it out of the files named.',
  references: [
    'cis-rhel9-2.0:5.3.3.4.1',
    'cis-ubuntu2404-1.0:5.3.3.4.1',
    'stig-rhel9:RHEL-09-611025',
    'stig-ubuntu2404:UBTU-24-300028',
    'lynis:AUTH-9218',
    'ssg:no_empty_passwords',
    'ssg:no_empty_passwords_unix',
  ],
  tags: ['accounts', 'pam', 'passwords'],
  needs: { files: required(filesText('/etc/pam.d/*')) },
  evaluate({ files }) {
    const used = files.filter(({ path }) => !LEFTOVER.test(path));
    if (used.length === 0) return notApplicable('PAM is not set up in /etc/pam.d');
    return passUnless(
      used.flatMap(({ path, content }) => {
        const lines = content.replace(/\\\n/g, ' ').split('\n');
        const option = lines.map(nullokOf);
        const found = option.find((one) => one !== undefined);
        return found === undefined
          ? []
          : [{ subject: path, expected: 'pam_unix without nullok', actual: found }];
      }),
      `${used.length} files of /etc/pam.d`,
    );
  },
});
