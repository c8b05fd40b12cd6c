import {
  defineCheck,
  type LogForwarding,
  logForwarding,
  manual,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

const common = {
  area: 'logging',
  level: 2,
  needs: { forwarding: required(logForwarding) },
} as const;

/** Where logs surely go. */
function targetsOf({ rsyslog, upload, shippers }: LogForwarding): readonly string[] {
  return [
    ...rsyslog.map(({ target, via }) => `rsyslog sends to ${target} by ${via}`),
    ...(upload === undefined ? [] : [`systemd-journal-upload sends to ${upload.url}`]),
    ...shippers.map((name) => `${name} runs; where it sends to is not read`),
  ];
}

const remote = defineCheck({
  ...common,
  id: 'logging.remote-forwarding',
  title: 'Logs are sent to another machine',
  severity: 'high',
  rationale: 'Root on the host deletes the logs that lie there, and with them what he did.',
  remedy:
    'In /etc/rsyslog.d/forward.conf: `*.* action(type="omfwd" target="HOST" port="6514" protocol="tcp" StreamDriver="ossl" StreamDriverMode="1" StreamDriverAuthMode="x509/name")`, then `systemctl restart rsyslog`; or an agent of your log server; or `systemctl enable --now systemd-journal-upload`.',
  references: [
    'cis-ubuntu2404-1.0:6.1.2.1.3',
    'cis-dil-2.0:4.2.1.5',
    'lynis:LOGG-2154',
    'man:rsyslog.conf(5)',
    'man:journal-upload.conf(5)',
  ],
  tags: ['logging', 'forwarding'],
  evaluate({ forwarding }) {
    const targets = targetsOf(forwarding);
    const { collectors, blind } = forwarding;
    if (targets.length === 0 && collectors.length > 0) {
      return manual(`Does ${collectors.join(' or ')} send the host’s logs to another machine?`);
    }
    if (targets.length === 0 && blind !== undefined) {
      return notApplicable('nothing that was read sends logs away');
    }
    return passUnless(
      targets.length > 0
        ? []
        : [
            {
              subject: 'logs',
              expected: 'sent to another machine',
              actual: 'neither rsyslog, nor systemd-journal-upload, nor a known agent sends them',
            },
          ],
      targets.join('; '),
    );
  },
  doubt: ({ forwarding }) =>
    targetsOf(forwarding).length === 0 ? forwarding.blind?.reason : undefined,
});

const PROTECTION = {
  none: 'not encrypted',
  unchecked: 'encrypted, and the name of the other side is not checked',
} as const;

const encryption = defineCheck({
  ...common,
  id: 'logging.forwarding-encryption',
  title: 'Logs that are sent away are encrypted, to a machine that proves its name',
  severity: 'medium',
  rationale: 'Who stands between reads tokens and names, or answers in the log server’s place.',
  remedy:
    'In the action: `StreamDriver="ossl" StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="HOST"` over TCP, with `global(DefaultNetstreamDriverCAFile="…")`; of systemd-journal-upload `URL=https://…` and `TrustedCertificateFile=`.',
  references: [
    'cis-ubuntu2404-1.0:6.1.2.1.2',
    'stig-rhel9:RHEL-09-652040',
    'man:rsyslog.conf(5)',
    'man:journal-upload.conf(5)',
  ],
  tags: ['logging', 'forwarding', 'tls'],
  evaluate({ forwarding }) {
    const { rsyslog, upload, shippers, collectors } = forwarding;
    const wrong = rsyslog.flatMap(({ target, via, protection, from }) =>
      protection === 'none' || protection === 'unchecked'
        ? [
            {
              subject: `rsyslog to ${target}`,
              expected: 'TLS, and the name checked',
              actual: `${via}, ${PROTECTION[protection]}, by ${from}`,
            },
          ]
        : [],
    );
    const uploaded =
      upload === undefined || upload.checked
        ? []
        : [
            {
              subject: 'systemd-journal-upload',
              expected: 'https, and the certificate checked',
              actual: upload.url,
            },
          ];
    const others = [
      ...rsyslog.filter(({ protection }) => protection === 'other').map(({ via }) => via),
      ...shippers,
      ...collectors,
    ];
    if (wrong.length + uploaded.length === 0) {
      if (others.length > 0) {
        return manual(`Does ${others.join(' and ')} encrypt what it sends, and check the server?`);
      }
      if (rsyslog.length === 0 && upload === undefined) {
        return notApplicable('no logs are sent to another machine');
      }
    }
    return passUnless([...wrong, ...uploaded], targetsOf(forwarding).join('; '));
  },
  doubt: ({ forwarding }) => forwarding.blind?.reason,
});

const queue = defineCheck({
  ...common,
  id: 'logging.forwarding-queue',
  title: 'Logs wait on disk while the log server is away',
  severity: 'low',
  rationale:
    'Without a queue an outage loses what is logged in it, or holds up the programs that log.',
  remedy:
    'In the action: `queue.type="LinkedList" queue.filename="forward" queue.saveOnShutdown="on" action.resumeRetryCount="-1"`.',
  references: ['man:rsyslog.conf(5)'],
  tags: ['logging', 'forwarding', 'rsyslog'],
  evaluate({ forwarding: { rsyslog } }) {
    const connected = rsyslog.filter(({ via }) => via !== 'udp');
    if (connected.length === 0) {
      return notApplicable('rsyslog sends nothing over a connection');
    }
    return passUnless(
      connected
        .filter(({ queued }) => !queued)
        .map(({ target, from }) => ({
          subject: `rsyslog to ${target}`,
          expected: 'queue.type, queue.filename and action.resumeRetryCount=-1',
          actual: `not all of them, by ${from}`,
        })),
      `${connected.length} with a queue on disk`,
    );
  },
  doubt: ({ forwarding }) => forwarding.blind?.reason,
});

export default [remote, encryption, queue] as const;
