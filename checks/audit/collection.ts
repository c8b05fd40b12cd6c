import {
  auditCollectors,
  auditdSettings,
  auditOffload,
  defineCheck,
  fail,
  hostPort,
  isLoopback,
  logForwarding,
  manual,
  notApplicable,
  orAbsent,
  osRelease,
  pass,
  required,
} from '../../src/index.ts';

/** Systems whose files nobody can add to, and that come without the daemon. */
const WITHOUT_DAEMON: readonly string[] = ['bottlerocket', 'talos', 'flatcar'];

const installed = defineCheck({
  id: 'audit.daemon-installed',
  area: 'audit',
  title: 'The audit daemon, or a program that does its work, is there',
  severity: 'medium',
  level: 2,
  rationale: 'Without it no trail below the programs tells who ran and changed what.',
  remedy:
    '`apt-get install auditd audispd-plugins`, `dnf install audit`, `zypper install audit`, `apk add audit` or `pacman -S audit`; then `systemctl enable --now auditd`.',
  references: [
    'cis-rhel9-2.0:6.3.1.1',
    'cis-ubuntu2404-1.0:6.2.1.1',
    'lynis:ACCT-9628',
    'man:auditd(8)',
  ],
  tags: ['audit', 'auditd'],
  needs: { os: orAbsent(osRelease), collectors: required(auditCollectors) },
  evaluate({ os, collectors: { auditd, others } }) {
    if (auditd !== undefined) return pass(auditd);
    if (others.length > 0) return pass(`no auditd, but ${others.join(', ')} runs`);
    if (os !== undefined && WITHOUT_DAEMON.includes(os.id)) {
      return notApplicable(`${os.id} comes without the daemon, and takes no packages`);
    }
    return fail({
      subject: 'auditd',
      expected: 'installed, or a program that does its work running',
      actual: 'neither is known',
    });
  },
});

const offload = defineCheck({
  id: 'audit.remote-offload',
  area: 'audit',
  title: 'Audit records leave the host',
  severity: 'medium',
  level: 2,
  rationale: 'Root on the host deletes /var/log/audit, and with it what he did.',
  remedy:
    '`active = yes` in /etc/audit/plugins.d/au-remote.conf and `remote_server = HOST` in /etc/audit/audisp-remote.conf (package audispd-plugins), then `systemctl kill -s HUP auditd`; or `active = yes` in plugins.d/syslog.conf where syslog is sent away.',
  references: [
    'stig-rhel9:RHEL-09-653065',
    'stig-ubuntu2404:UBTU-24-100450',
    'man:audisp-remote.conf(5)',
  ],
  tags: ['audit', 'auditd', 'forwarding'],
  needs: {
    conf: orAbsent(auditdSettings),
    offload: required(auditOffload),
    forwarding: required(logForwarding),
  },
  evaluate({ conf, offload: { server, syslog }, forwarding }) {
    if (conf === undefined) return notApplicable('there is no /etc/audit/auditd.conf');
    if (isSent(server)) return pass(`audisp-remote sends to ${server}`);
    const { rsyslog, upload, shippers, collectors, blind } = forwarding;
    const [first] = rsyslog;
    if (syslog && first !== undefined) return pass(`by syslog, which goes to ${first.target}`);
    if (syslog && upload !== undefined) return pass(`by the journal, which goes to ${upload.url}`);
    const agents = [
      ...shippers,
      ...collectors,
      ...(upload === undefined ? [] : ['systemd-journal-upload']),
      ...(first === undefined ? [] : ['rsyslog, by imfile or the journal']),
    ];
    if (agents.length > 0) {
      return manual(
        `Does ${agents.join(' or ')} send /var/log/audit/audit.log to another machine?`,
      );
    }
    if (blind !== undefined) return notApplicable('nothing that was read sends them away');
    return fail({
      subject: 'audit records',
      expected: 'sent to another machine',
      actual: syslog
        ? 'given to syslog, which sends nothing away'
        : 'neither au-remote.conf is active with a server, nor is a known agent running',
    });
  },
  // What sends logs away for certain leaves no doubt by what else there may be.
  doubt: ({ conf, offload: { server }, forwarding: { blind, rsyslog, upload } }) =>
    conf === undefined || isSent(server) || rsyslog.length > 0 || upload !== undefined
      ? undefined
      : blind?.reason,
});

const isSent = (server: string | undefined): server is string =>
  server !== undefined && !isLoopback(hostPort(server).host);

export default [installed, offload] as const;
