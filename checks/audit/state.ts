import {
  type AuditStateRow,
  type AuditView,
  auditStateChecks,
  isSilenced,
} from '../../src/index.ts';

const common = {
  level: 2,
  references: ['man:auditctl(8)', 'man:audit.rules(7)'],
  tags: ['audit'],
} as const;

/** Below this the burst of a container that starts fills it. */
const BACKLOG = 8192;

const count = ({ rules }: AuditView): number =>
  new Set(rules.rules.map((rule) => JSON.stringify(rule))).size;

const silenced = ({ rules, silent }: AuditView) => {
  if (silent !== undefined) return [{ subject: 'rules', expected: 'in force', actual: silent }];
  if (isSilenced(rules)) {
    return [
      { subject: 'rules', expected: 'in force', actual: 'switched off by -e 0 or -a never,task' },
    ];
  }
  return [];
};

const noRules = (view: AuditView) =>
  count(view) > 0
    ? silenced(view)
    : [{ subject: 'rules', expected: 'at least one', actual: view.silent ?? 'none' }];

const countsDiffer = (now: AuditView, boot: AuditView) => [
  {
    subject: 'loaded rules',
    expected: `${count(boot)}, as in the files`,
    actual: `${count(now)}`,
  },
];

const keysOf = ({ rules }: AuditView): ReadonlySet<string> =>
  new Set(rules.rules.flatMap(({ keys }) => keys));

/** The kernel writes rules in another form than the files, but leaves their keys as they are. */
function notLoaded(now: AuditView, boot: AuditView) {
  const loaded = keysOf(now);
  return [...keysOf(boot)]
    .filter((key) => !loaded.has(key))
    .map((key) => ({
      subject: `rules of key ${key}`,
      expected: 'loaded, as in the files',
      actual: 'none is loaded',
    }));
}

const rows: readonly AuditStateRow[] = [
  {
    ...common,
    id: 'audit.rules-loaded',
    title: 'Audit rules are loaded, as many and of the same keys as in the files',
    severity: 'high',
    rationale:
      'Without rules the kernel records logins alone; rules in files that nobody loaded record nothing.',
    remedy:
      '`augenrules --load`, and look at what it complains of; `auditctl -l` shows what is loaded.',
    now: (now, boot) => {
      const wrong = noRules(now);
      if (wrong.length > 0 || count(boot) === 0) return wrong;
      return count(now) === count(boot) ? notLoaded(now, boot) : countsDiffer(now, boot);
    },
    boot: noRules,
  },
  {
    ...common,
    id: 'audit.suppression',
    title: 'No rule switches auditing off',
    severity: 'high',
    rationale: 'One line among many makes every other rule say nothing, while the daemon runs on.',
    remedy: 'Remove `-a never,task` and `-e 0` from /etc/audit/rules.d, then `augenrules --load`.',
    now: ({ rules }) => silenced({ rules }),
    boot: ({ rules }) => silenced({ rules }),
  },
  {
    ...common,
    id: 'audit.daemon-active',
    title: 'The audit daemon runs and starts at boot',
    severity: 'medium',
    rationale: 'Records that no daemon takes go to the kernel’s short log and are overwritten.',
    remedy:
      '`systemctl enable --now auditd`; on OpenRC `rc-update add auditd` and `rc-service auditd start`.',
    now: ({ status }) =>
      status.get('pid') === '0'
        ? [{ subject: 'auditd', expected: 'takes the records', actual: 'no daemon does' }]
        : [],
    boot: ({ silent }) =>
      silent === undefined ? [] : [{ subject: 'auditd', expected: 'started', actual: silent }],
  },
  {
    ...common,
    id: 'audit.kernel-enabled',
    title: 'Auditing is on in the kernel',
    severity: 'medium',
    rationale: 'Rules may be loaded and a daemon run while the kernel records nothing.',
    remedy: '`auditctl -e 1`, and no `-e 0` in /etc/audit/rules.d.',
    now: ({ rules }) =>
      rules.enabled === '0' ? [{ subject: 'enabled', expected: '1 or 2', actual: '0' }] : [],
    boot: ({ rules }) =>
      rules.enabled === '0' ? [{ subject: 'enabled', expected: '1 or 2', actual: '0' }] : [],
  },
  {
    ...common,
    id: 'audit.immutable-rules',
    title: 'Audit rules cannot be changed until a reboot',
    severity: 'medium',
    rationale:
      'Root, out of a container too, takes the rules away with one command and stays unseen.',
    remedy: '`-e 2` as the last line of /etc/audit/rules.d/99-finalize.rules, then reboot.',
    now: ({ rules }) =>
      rules.enabled === '2'
        ? []
        : [{ subject: 'enabled', expected: '2, locked', actual: rules.enabled ?? 'not told' }],
    boot: ({ rules, silent }) =>
      rules.enabled === '2'
        ? []
        : [
            {
              subject: 'enabled',
              expected: '2, locked',
              actual: silent ?? rules.enabled ?? 'not set',
            },
          ],
  },
  {
    ...common,
    id: 'audit.immutable-login-ids',
    title: 'The login id of a session cannot be changed',
    severity: 'medium',
    rationale: 'Root who sets it anew puts what he does on another account’s name.',
    remedy:
      '`--loginuid-immutable` in a file of /etc/audit/rules.d; containers that start logins of their own then fail to set theirs.',
    now: ({ status }) =>
      status.get('loginuid_immutable')?.startsWith('1')
        ? []
        : [
            {
              subject: 'loginuid_immutable',
              expected: '1 locked',
              actual: status.get('loginuid_immutable') ?? 'not told',
            },
          ],
    boot: ({ rules, silent }) =>
      rules.loginIdsImmutable
        ? []
        : [{ subject: 'loginuid_immutable', expected: '1 locked', actual: silent ?? 'not set' }],
  },
  {
    ...common,
    id: 'audit.backlog',
    title: 'The kernel’s queue of audit records holds bursts, and none were lost',
    severity: 'medium',
    rationale: 'Records are lost in the burst that an attack makes, or that hides one.',
    remedy:
      '`-b 8192` in a file of /etc/audit/rules.d, then `augenrules --load`; `auditctl --reset-lost` after the cause is known.',
    now: ({ status }) => {
      const limit = Number(status.get('backlog_limit') ?? 0);
      const lost = Number(status.get('lost') ?? 0);
      return [
        ...(limit >= BACKLOG
          ? []
          : [{ subject: 'backlog_limit', expected: `${BACKLOG} or more`, actual: `${limit}` }]),
        ...(lost === 0
          ? []
          : [{ subject: 'lost', expected: '0', actual: `${lost} since the boot` }]),
      ];
    },
    // Without -b the word of the kernel command line stays, which is told of elsewhere.
    boot: ({ rules }) =>
      rules.backlog === undefined || Number(rules.backlog) >= BACKLOG
        ? []
        : [
            {
              subject: 'backlog_limit',
              expected: `${BACKLOG} or more`,
              actual: `-b ${rules.backlog}`,
            },
          ],
  },
  {
    ...common,
    id: 'audit.failure-mode',
    title: 'Loss of audit records is reported',
    severity: 'low',
    rationale: 'With mode 0 the kernel drops records without a word.',
    remedy: '`-f 1` in a file of /etc/audit/rules.d, then `augenrules --load`.',
    now: ({ status }) =>
      status.get('failure') === '0'
        ? [{ subject: 'failure', expected: '1 or 2', actual: '0' }]
        : [],
    boot: ({ rules }) =>
      rules.failure === '0' ? [{ subject: 'failure', expected: '1 or 2', actual: '0' }] : [],
  },
];

export default auditStateChecks(rows);
