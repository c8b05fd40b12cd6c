import table from '../../../checks/accounts/pam.ts';
import suRestriction from '../../../checks/accounts/su-restriction.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const FILES = 'text:/etc/pam.d/*';

/** Files by service, their lines between semicolons. */
const pam = (files: Readonly<Record<string, string>>, folder = '/etc/pam.d'): Given => ({
  [`text:${folder}/*`]: Object.entries(files)
    .flatMap(([name, text]) => text.split('; ').map((line) => `${folder}/${name}:${line}\n`))
    .join(''),
});

const DEBIAN_AUTH =
  'auth [success=1 default=ignore] pam_unix.so nullok; auth requisite pam_deny.so; auth required pam_permit.so; auth optional pam_cap.so';
const DEBIAN = {
  'common-auth': DEBIAN_AUTH,
  'common-password':
    'password requisite pam_pwquality.so retry=3; password [success=1 default=ignore] pam_unix.so obscure yescrypt; password requisite pam_deny.so; password required pam_permit.so',
  login: 'auth optional pam_faildelay.so delay=3; @include common-auth; auth optional pam_group.so',
  sshd: '@include common-auth; account required pam_nologin.so',
  su: 'auth sufficient pam_rootok.so; @include common-auth',
  passwd: '@include common-password',
  other: '@include common-auth',
};
const RHEL_AUTH =
  'auth required pam_env.so; auth required pam_faildelay.so delay=2000000; auth required pam_faillock.so preauth silent; auth [default=1 ignore=ignore success=ok] pam_usertype.so isregular; auth [default=1 ignore=ignore success=ok] pam_localuser.so; auth sufficient pam_unix.so nullok; auth [default=1 ignore=ignore success=ok] pam_usertype.so isregular; auth sufficient pam_sss.so forward_pass; auth required pam_faillock.so authfail; auth required pam_deny.so; password requisite pam_pwquality.so local_users_only; password sufficient pam_unix.so sha512 shadow use_authtok; password required pam_deny.so';
const RHEL = {
  'system-auth': RHEL_AUTH,
  'password-auth': RHEL_AUTH,
  postlogin: 'session optional pam_umask.so silent',
  sshd: 'auth substack password-auth; auth include postlogin',
  login: 'auth substack system-auth; auth include postlogin',
  su: 'auth required pam_env.so; auth sufficient pam_rootok.so; auth substack system-auth',
  other: 'auth required pam_deny.so',
};

testCheck(checkIn(table, 'accounts.pam-permit'), {
  pass: [
    { name: 'Debian', given: pam(DEBIAN) },
    { name: 'RHEL 9', given: pam(RHEL) },
    {
      name: 'Arch',
      given: pam({
        'system-auth':
          'auth required pam_faillock.so preauth; -auth [success=2 default=ignore] pam_systemd_home.so; auth [success=1 default=bad] pam_unix.so try_first_pass nullok; auth [default=die] pam_faillock.so authfail; auth optional pam_permit.so; auth required pam_env.so; auth required pam_faillock.so authsucc',
      }),
    },
    {
      name: 'Amazon Linux 2',
      given: pam({
        'system-auth':
          'auth required pam_env.so; auth required pam_faildelay.so delay=2000000; auth sufficient pam_unix.so nullok try_first_pass; auth requisite pam_succeed_if.so uid >= 1000 quiet_success; auth required pam_deny.so',
      }),
    },
    { name: 'what packages ship', given: pam(DEBIAN, '/usr/lib/pam.d') },
    {
      name: 'a permit after a failure, in a substack, in a leftover',
      given: pam({
        sshd: 'auth required pam_unix.so; auth sufficient pam_permit.so',
        su: 'auth substack x; auth required pam_unix.so',
        x: 'auth sufficient pam_permit.so',
        'login.rpmsave': 'auth sufficient pam_permit.so',
      }),
    },
  ],
  fail: [
    {
      name: 'the classic',
      given: pam({ ...DEBIAN, sshd: `auth sufficient pam_permit.so; ${DEBIAN.sshd}` }),
      because: ['sshd: succeeds by pam_permit.so in /etc/pam.d/sshd'],
    },
    {
      name: 'the deny gone, the jump too long, a test of nothing',
      given: pam({
        'common-auth': 'auth [success=1 default=ignore] pam_unix.so; auth required pam_permit.so',
        sudo: 'auth [success=ignore default=1] pam_unix.so; auth requisite pam_deny.so; auth required pam_permit.so',
        su: 'auth sufficient pam_succeed_if.so uid >= 1000; auth required pam_unix.so',
      }),
      because: [
        'su: succeeds by pam_succeed_if.so in /etc/pam.d/su',
        'sudo: succeeds by pam_permit.so in /etc/pam.d/sudo',
        'common-auth: succeeds by pam_permit.so in /etc/pam.d/common-auth',
      ],
    },
  ],
  notApplicable: [{ name: 'no PAM', given: {} }],
  unknown: [
    { name: 'includes what is not there', given: pam({ sshd: '@include gone' }) },
    { name: 'a line of no kind', given: pam({ sshd: 'auth maybe pam_unix.so' }) },
    { name: 'a ring', given: pam({ sshd: '@include sshd' }) },
  ],
});

const HASHED: Given = { 'shadow:': 'root:yescrypt:open:1::::::\nstatus 0\n' };
const KEYS: Given = { 'shadow:': 'root:none:locked:1::::::\nstatus 0\n' };
const conf = (text: string): Given => ({ 'text:/etc/security/faillock.conf': text });

testCheck(checkIn(table, 'accounts.pam-lockout'), {
  pass: [
    { name: 'RHEL’s defaults', given: { ...pam(RHEL), ...HASHED } },
    {
      name: 'set',
      given: { ...pam(RHEL), ...HASHED, ...conf('# x\ndeny = 5\nunlock_time = never\n') },
    },
    {
      name: 'an old module',
      given: {
        ...pam({ 'common-auth': 'auth required pam_tally2.so deny=5 unlock_time=900' }),
        ...HASHED,
      },
    },
  ],
  fail: [
    {
      name: 'Debian has none',
      given: { ...pam(DEBIAN), ...HASHED },
      because: [
        'login: no module that locks',
        'sshd: no module that locks',
        'common-auth: no module that locks',
      ],
    },
    {
      name: 'too many tries, too short a time',
      given: {
        ...pam({ ...RHEL, 'system-auth': RHEL_AUTH.replace('authfail', 'authfail deny=9') }),
        ...HASHED,
        ...conf('deny=3\nunlock_time = 60\n'),
      },
      because: [
        '/etc/pam.d/system-auth: deny: 9',
        '/etc/pam.d/system-auth: unlock_time: 60',
        '/etc/pam.d/password-auth: unlock_time: 60',
      ],
    },
    {
      name: 'counts and does nothing',
      given: { ...pam({ sshd: 'auth required pam_faillock.so authfail' }), ...HASHED },
      because: ['sshd: counts, but no line with preauth'],
    },
  ],
  notApplicable: [
    { name: 'no PAM', given: HASHED },
    { name: 'keys only', given: { ...pam(DEBIAN), ...KEYS } },
  ],
});

testCheck(checkIn(table, 'accounts.password-length'), {
  pass: [
    {
      name: 'by the file, which wins over its folder',
      given: {
        ...pam(DEBIAN),
        ...HASHED,
        'text:/etc/security/pwquality.conf': 'minlen = 14\ndcredit = -1\n',
        'text:/etc/security/pwquality.conf.d/*.conf':
          '/etc/security/pwquality.conf.d/a.conf:minlen = 8\n',
      },
    },
    {
      name: 'passwdqc',
      given: {
        ...pam({ passwd: 'password requisite pam_passwdqc.so min=disabled,24,11,16,15' }),
        ...HASHED,
      },
    },
  ],
  fail: [
    {
      name: 'Debian’s default',
      given: { ...pam(DEBIAN), ...HASHED },
      because: ['/etc/pam.d/common-password: pam_pwquality.so: 8 characters'],
    },
    {
      name: 'credits, and an argument that wins',
      given: {
        ...pam({ passwd: 'password requisite pam_pwquality.so minlen=15 dcredit=2' }),
        ...HASHED,
        'text:/etc/security/pwquality.conf': 'minlen = 20\n',
      },
      because: ['/etc/pam.d/passwd: pam_pwquality.so: 13 characters'],
    },
    {
      name: 'no test',
      given: { ...pam({ passwd: 'password required pam_unix.so' }), ...HASHED },
      because: ['passwd: no test of new passwords'],
    },
  ],
  notApplicable: [
    { name: 'no PAM', given: HASHED },
    { name: 'keys only', given: { ...pam(DEBIAN), ...KEYS } },
  ],
});

const defs = (text: string): Given => ({ 'text:/etc/login.defs': text });

testCheck(checkIn(table, 'accounts.password-hash-default'), {
  pass: [
    { name: 'Debian', given: { ...pam(DEBIAN), ...defs('ENCRYPT_METHOD SHA512\n') } },
    {
      name: 'by login.defs',
      given: {
        ...pam({ passwd: 'password required pam_unix.so' }),
        ...defs('#ENCRYPT_METHOD MD5\nENCRYPT_METHOD yescrypt\n'),
      },
    },
    { name: 'without PAM', given: defs('ENCRYPT_METHOD SHA512\n') },
  ],
  fail: [
    {
      name: 'an argument wins, and the file is weak',
      given: {
        ...pam({ passwd: 'password required pam_unix.so md5' }),
        ...defs('ENCRYPT_METHOD DES\n'),
      },
      because: ['/etc/pam.d/passwd: pam_unix: md5', 'ENCRYPT_METHOD: DES'],
    },
    {
      name: 'nothing is set',
      given: pam({ passwd: 'password required pam_unix.so' }),
      because: ['/etc/pam.d/passwd: pam_unix: by ENCRYPT_METHOD which is not set'],
    },
  ],
  notApplicable: [{ name: 'neither', given: {} }],
});

const SU = (mode: string): Given => ({
  'stat:/usr/bin/su': `${mode}|0|0|root|root|regular file|1|1|/usr/bin/su\n`,
  'text:/etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
});
const wheel = (line: string): Given => pam({ ...DEBIAN, su: `${line}; ${DEBIAN.su}` });

testCheck(suRestriction, {
  pass: [
    {
      name: 'pam_wheel',
      given: { ...SU('4755'), ...HASHED, ...wheel('auth required pam_wheel.so use_uid') },
    },
  ],
  fail: [
    {
      name: 'Debian',
      given: { ...SU('4755'), ...HASHED, ...pam(DEBIAN) },
      because: ['/etc/pam.d/su: no pam_wheel'],
    },
    {
      name: 'trusted, not limited',
      given: { ...SU('4755'), ...HASHED, ...wheel('auth sufficient pam_wheel.so trust use_uid') },
      because: ['/etc/pam.d/su: pam_wheel, but it turns nobody away'],
    },
    {
      name: 'without PAM',
      given: { ...SU('4755'), ...HASHED },
      because: ['/usr/bin/su: 4755'],
    },
  ],
  notApplicable: [
    { name: 'closed', given: { ...SU('4750'), ...HASHED, [FILES]: '' } },
    { name: 'root is locked', given: { ...SU('4755'), ...KEYS } },
  ],
});
