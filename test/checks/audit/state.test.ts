import state from '../../../checks/audit/state.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { NOT_THERE } from '../../../src/testing/check-cases.ts';
import { auditHost, auditLoaded } from '../../support/audit-given.ts';
import { testCheck } from '../../support/test-check.ts';

const WATCH = '-w /etc/passwd -p wa -k identity';
const FILES = `-D\n-b 8192\n-f 1\n${WATCH}\n--loginuid-immutable\n-e 2`;
const host = (status: Readonly<Record<string, string>>, loaded = WATCH, files = FILES): Given => ({
  ...auditHost(loaded, files),
  'audit_state:': auditLoaded(loaded, {
    enabled: '2',
    loginuid_immutable: '1 locked',
    ...status,
  }),
});

interface Wrong {
  readonly given: Given;
  readonly because: readonly [string, ...string[]];
}
const WRONG: Readonly<Record<string, readonly [Wrong, ...Wrong[]]>> = {
  'audit.rules-loaded': [
    { given: host({}, ''), because: ['rules: none'] },
    { given: host({}, WATCH, '-b 8192'), because: ['rules after a reboot: none'] },
    { given: host({}, WATCH, `${FILES}\n-w /etc/group -p wa`), because: ['loaded rules: 1'] },
    {
      given: host({}, WATCH, FILES.replace('-k identity', '-k who')),
      because: ['rules of key who: none is loaded'],
    },
  ],
  'audit.suppression': [
    {
      given: host({}, `-a never,task\n${WATCH}`),
      because: ['rules: switched off by -e 0 or -a never,task'],
    },
    {
      given: host({}, WATCH, `${WATCH}\n-e 0`),
      because: ['rules after a reboot: switched off by -e 0 or -a never,task'],
    },
  ],
  'audit.daemon-active': [
    { given: host({ pid: '0' }), because: ['auditd: no daemon does'] },
    {
      given: { ...host({}), 'stat:/etc/systemd/system/*.wants/*': NOT_THERE },
      because: ['auditd after a reboot: auditd does not start at boot'],
    },
  ],
  'audit.kernel-enabled': [{ given: host({ enabled: '0' }), because: ['enabled: 0'] }],
  'audit.immutable-rules': [
    { given: host({ enabled: '1' }), because: ['enabled: 1'] },
    { given: host({}, WATCH, `${WATCH}`), because: ['enabled after a reboot: not set'] },
  ],
  'audit.immutable-login-ids': [
    {
      given: host({ loginuid_immutable: '0 unlocked' }),
      because: ['loginuid_immutable: 0 unlocked'],
    },
    { given: host({}, WATCH, WATCH), because: ['loginuid_immutable after a reboot: not set'] },
  ],
  'audit.backlog': [
    {
      given: host({ backlog_limit: '64', lost: '7' }),
      because: ['backlog_limit: 64', 'lost: 7 since the boot'],
    },
    { given: host({}, WATCH, '-b 320'), because: ['backlog_limit after a reboot: -b 320'] },
  ],
  'audit.failure-mode': [{ given: host({ failure: '0' }), because: ['failure: 0'] }],
};

for (const check of state) {
  const [first, ...rest] = WRONG[check.id] ?? [{ given: {}, because: ['a case'] }];
  testCheck(check, {
    pass: [{ name: 'locked, and the same in the files', given: host({}) }],
    fail: [
      { name: 'the first', ...first },
      ...rest.map((one, at) => ({ name: `another, ${at}`, ...one })),
    ],
    notApplicable: [
      { name: 'no auditd', given: { ...host({}), 'audit_state:': 'auditctl absent\n' } },
    ],
    unknown: [{ name: 'a cut answer', given: { ...host({}), 'audit_state:': 'section status\n' } }],
  });
}
