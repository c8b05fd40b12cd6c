import type { FailureClass } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { ConnectionFailure } from '../transport.ts';

type Known = readonly [RegExp, FailureClass, (where: string) => string];

/** OpenSSH's own messages under LC_ALL=C, most telling first. */
const MESSAGES: readonly Known[] = [
  [
    /HOST IDENTIFICATION HAS CHANGED|host key .* has changed|REVOKED HOST KEY|marked as revoked/i,
    'host-key-changed',
    (w) =>
      `the host key of ${w} is another than known_hosts holds, or is revoked: somebody may be intercepting the connection, or the host was installed anew`,
  ],
  [
    /No .* host key is known for|Host key verification failed|No RSA host key is known|host certificate/i,
    'host-key-unknown',
    (w) =>
      `the host key of ${w} is in no known_hosts file: compare it with the host's own, then accept it with ssh or --accept-new-host-keys`,
  ],
  [
    /Could not resolve hostname|Name or service not known|Temporary failure in name resolution|no address associated with name/i,
    'unresolvable',
    (w) => `a name on the way to ${w} cannot be resolved: check how it is spelt, and DNS`,
  ],
  [
    /Permission denied \(|Too many authentication failures|No more authentication methods|no mutual signature|Authentication failed/i,
    'auth-failed',
    (w) =>
      `${w} did not let us log in: the openssh transport asks nobody for passwords or passphrases; use keys, the agent, certificates or Kerberos`,
  ],
  [
    /Connection timed out|Operation timed out|timed out during|Timeout, server|Connection to .* timed out/i,
    'timeout',
    (w) => `${w} did not answer in time: is it up, and does a firewall let us through?`,
  ],
  [
    /no matching .* found|Unable to negotiate/i,
    'protocol',
    (w) => `${w} and this machine's ssh have no algorithm in common`,
  ],
  [
    /Bad configuration option|Bad owner or permissions|command-line: line|terminating, \d+ bad configuration|Can't open user config file|: (Bad|Unsupported|missing argument)/i,
    'protocol',
    (w) => `ssh does not accept its configuration for ${w}`,
  ],
  [
    /administratively prohibited|stdio forwarding failed/i,
    'refused',
    (w) => `a jump host does not connect us to ${w}: is AllowTcpForwarding set there?`,
  ],
  [
    /Connection refused/i,
    'refused',
    (w) => `${w} refused the connection: is sshd running there, on this port?`,
  ],
  [
    /No route to host|Network is unreachable|connect to host/i,
    'refused',
    (w) => `${w} cannot be reached: no route to it, or it is down`,
  ],
  [
    /proxy command|ssh_askpass|exec:.*not found|: not found$/im,
    'refused',
    (w) => `the ProxyCommand for ${w} did not run`,
  ],
  [
    /kex_exchange_identification|banner (line|exchange)|Connection (closed|reset) by|ssh_dispatch_run_fatal|Broken pipe|closed by remote host|invalid format|Bad packet|Corrupted MAC/i,
    'protocol',
    (w) => `the connection to ${w} ended before anybody was logged in`,
  ],
];

/**
 * Why ssh did not log in, from what it printed. Jump hosts print there too: the class is that of
 * the most telling line, whoever wrote it.
 */
export function opensshFailure(said: string, where: string): ConnectionFailure {
  const known = MESSAGES.find(([pattern]) => pattern.test(said));
  const [, failureClass, text] = known ?? [
    undefined,
    'protocol' as const,
    (w: string) => `ssh ended before anybody was logged in to ${w}`,
  ];
  const isRefusedEarly = refusedEarly(said);
  return {
    ...((isRefusedEarly || /Temporary failure in name resolution/i.test(said)) && {
      mayPass: true as const,
    }),
    class: isRefusedEarly ? 'refused' : failureClass,
    message: visibleLine(`${text(where)}${quoteOf(said, known?.[0])}`, 700),
  };
}

/** A server that says nothing at all turns us away; the ssh2 transport calls that so too. */
const refusedEarly = (said: string): boolean =>
  lines(said).some((line) => SILENT.test(line)) &&
  lines(said).every((line) => SILENT.test(line) || /^Connection (closed|reset) by/.test(line));

const SILENT = /^kex_exchange_identification: (read: )?Connection (closed|reset) by/;

/** The line that told, or the last. Warnings come in frames of @. */
function quoteOf(said: string, pattern: RegExp | undefined): string {
  const all = lines(said).filter((line) => !line.startsWith('@'));
  const telling = pattern === undefined ? undefined : all.find((line) => pattern.test(line));
  const line = telling ?? all.at(-1);
  return line === undefined ? '' : ` (ssh said: ${visibleLine(line, 300)})`;
}

const lines = (text: string): readonly string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
