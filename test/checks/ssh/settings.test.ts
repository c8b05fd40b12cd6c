import { describe, expect, it } from 'vitest';
import settings from '../../../checks/ssh/settings.ts';
import { judge } from '../../../src/engine/judge.ts';
import { observer } from '../../../src/engine/observe.ts';
import { readingKeysOf } from '../../../src/kit/define-check.ts';
import { testCheck } from '../../support/test-check.ts';

const SSHD = {
  'stat:/usr/sbin/sshd': '755|0|0|root|root|regular file|900000|1700000000|/usr/sbin/sshd\n',
};
const MAIN = 'text:/etc/ssh/sshd_config';
const sshd = (text: string) => ({ ...SSHD, [MAIN]: text });

const named = (id: string) => {
  const check = settings.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
};

testCheck(named('ssh.root-login'), {
  pass: [
    { name: 'set', given: sshd('permitrootlogin = "NO" # said\n') },
    { name: 'by default', given: sshd('# PermitRootLogin yes\n') },
    { name: 'the first counts', given: sshd('PermitRootLogin no\nPermitRootLogin yes\n') },
  ],
  fail: [
    { name: 'yes', given: sshd('PermitRootLogin yes\n'), because: ['PermitRootLogin: yes'] },
    {
      name: 'a drop-in before the file',
      given: {
        ...sshd('Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin no\n'),
        'text:/etc/ssh/sshd_config.d/*.conf': '/etc/ssh/sshd_config.d/a.conf:PermitRootLogin yes\n',
      },
      because: ['PermitRootLogin: yes'],
    },
    {
      name: 'a Match weakens it',
      given: sshd('PermitRootLogin no\nMatch address 10.0.0.0/8\n  PermitRootLogin yes\n'),
      because: ['PermitRootLogin in Match address 10.0.0.0/8: yes'],
    },
    {
      name: 'Match all overrides',
      given: sshd('PermitRootLogin no\nMatch all\n  PermitRootLogin yes\n'),
      because: ['PermitRootLogin: yes'],
    },
  ],
  notApplicable: [{ name: 'no sshd', given: {} }],
  unknown: [{ name: 'another include', given: sshd('Include /opt/x\n') }],
});

testCheck(named('ssh.password-authentication'), {
  pass: [
    {
      name: 'both off, one by its former name',
      given: sshd('PasswordAuthentication no\nChallengeResponseAuthentication no\n'),
    },
    {
      name: 'a key is asked for too',
      given: sshd('AuthenticationMethods publickey,password publickey,keyboard-interactive\n'),
    },
  ],
  fail: [
    {
      name: 'PAM still asks',
      given: sshd('PasswordAuthentication no\nUsePAM yes\n'),
      because: ['KbdInteractiveAuthentication: not set, by default yes'],
    },
    {
      name: 'a password alone will do',
      given: sshd('AuthenticationMethods publickey password\nKbdInteractiveAuthentication no\n'),
      because: ['PasswordAuthentication: not set, by default yes'],
    },
  ],
});

/** For each setting, a line with which it holds, and one with which it does not. */
const LINES: Readonly<Record<string, readonly [good: string, bad: string]>> = {
  'ssh.empty-passwords': ['PermitEmptyPasswords no', 'PermitEmptyPasswords yes'],
  'ssh.root-login': ['PermitRootLogin without-password', 'PermitRootLogin yes'],
  'ssh.password-authentication': [
    'PasswordAuthentication no\nKbdInteractiveAuthentication no',
    'PasswordAuthentication yes',
  ],
  'ssh.host-based-authentication': ['HostbasedAuthentication no', 'HostbasedAuthentication yes'],
  'ssh.strict-modes': ['StrictModes yes', 'StrictModes no'],
  'ssh.user-environment': ['PermitUserEnvironment LANG,LC_*', 'PermitUserEnvironment LD_*'],
  'ssh.authentication-attempts': ['MaxAuthTries 3', 'MaxAuthTries 5'],
  'ssh.gateway-ports': ['GatewayPorts no', 'GatewayPorts clientspecified'],
  'ssh.log-level': ['LogLevel VERBOSE', 'LogLevel QUIET'],
  'ssh.login-grace-time': ['LoginGraceTime 1m', 'LoginGraceTime 0'],
  'ssh.public-key-authentication': ['PubkeyAuthentication yes', 'PubkeyAuthentication no'],
  'ssh.rhosts': ['IgnoreRhosts yes', 'IgnoreRhosts shosts-only'],
  'ssh.startups': ['MaxStartups 10:30:60', 'MaxStartups 10:30:500'],
  'ssh.tcp-forwarding': ['DisableForwarding yes', 'AllowTcpForwarding no'],
  'ssh.agent-forwarding': ['AllowAgentForwarding no', 'AllowAgentForwarding yes'],
  'ssh.tunnel-devices': ['PermitTunnel no', 'PermitTunnel point-to-point'],
  'ssh.x11-forwarding': ['X11Forwarding no', 'X11Forwarding yes'],
  'ssh.access-list': ['AllowGroups ssh-users', 'DenyUsers bob'],
  'ssh.accepted-environment': ['AcceptEnv LANG LC_*', 'AcceptEnv LANG\nAcceptEnv *'],
  'ssh.banner': ['Banner /etc/issue.net', 'Banner none'],
  'ssh.client-alive': ['ClientAliveInterval 5m', 'ClientAliveInterval 300\nClientAliveCountMax 0'],
  'ssh.gssapi': ['GSSAPIAuthentication no', 'GSSAPIAuthentication yes'],
  'ssh.sessions': ['MaxSessions 10', 'MaxSessions 99'],
  'ssh.usedns': ['UseDNS no', 'UseDNS yes'],
  'ssh.user-known-hosts': ['HostbasedAuthentication no', 'HostbasedAuthentication yes'],
  'ssh.version-addendum': ['VersionAddendum none', 'VersionAddendum 4711'],
  'ssh.x11-localhost': ['X11UseLocalhost yes', 'X11Forwarding yes\nX11UseLocalhost no'],
  'ssh.print-last-log': ['PrintLastLog yes', 'PrintLastLog no'],
};

describe.each(settings.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const ask = (given: Readonly<Record<string, string>>): string => {
    const records = readingKeysOf(check).map((key) => {
      const stdout = given[key];
      return [
        key,
        stdout === undefined
          ? { exit: 1, stdout: '', stderr: 'No such file or directory\n' }
          : { exit: 0, stdout, stderr: '' },
      ] as const;
    });
    return judge(check, observer(Object.fromEntries(records)), '2026-01-02T03:04:05Z', undefined)
      .outcome;
  };
  it('holds, does not hold, and steps aside', () => {
    const [good = '', bad = ''] = LINES[id] ?? [];
    expect(ask(sshd(`${good}\n`))).toBe('pass');
    expect(ask(sshd(`${bad}\n`))).toBe('fail');
    expect(ask({})).toBe('notApplicable');
  });
});
