import type { OpensshConnection, OpensshHop } from '../../model/host.ts';
import { shellWord } from '../shell-word.ts';
import type { Deadlines } from '../transport.ts';

/**
 * The words after `ssh` that reach a host and run a command there. Nothing here allows more than the
 * configuration of ssh does: it may not ask questions, forward anything or trust a key by itself.
 */
export function sshArguments(
  connection: OpensshConnection,
  command: string,
  { connectMs }: Pick<Deadlines, 'connectMs'>,
): readonly string[] {
  const { endpoint, jumps = [] } = connection;
  return [
    ...fileArguments(connection),
    ...['-T', '-x', '-a'],
    ...option('ClearAllForwardings=yes'),
    ...option('RemoteCommand=none'),
    ...option(`ConnectTimeout=${Math.max(1, Math.ceil(connectMs / 1000))}`),
    ...safeguards(connection),
    // Has ssh tell which key it accepted.
    ...option('VisualHostKey=yes'),
    ...option('FingerprintHash=sha256'),
    ...endpointArguments(endpoint),
    // ssh takes the first value of each keyword: ours.
    ...(connection.sshOptions ?? []).flatMap(option),
    ...(jumps.length === 0
      ? noJumps(connection)
      : option(`ProxyCommand=${proxy(connection, jumps)}`)),
    ...['--', endpoint.address, command],
  ];
}

/** Environment in which ssh has nobody to ask. */
export function sshEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DISPLAY: _, SSH_ASKPASS: __, ...others } = environment;
  return { ...others, LC_ALL: 'C', SSH_ASKPASS_REQUIRE: 'never' };
}

const option = (text: string): readonly string[] => ['-o', text];

const endpointArguments = ({ port, user, identityFiles }: OpensshHop): readonly string[] => [
  ...(port === undefined ? [] : ['-p', String(port)]),
  ...(user === undefined ? [] : ['-l', user]),
  ...identityFiles.flatMap((file) => option(`IdentityFile=${quotedValue(file)}`)),
];

const fileArguments = ({ configFile }: OpensshConnection): readonly string[] =>
  configFile === undefined ? [] : ['-F', configFile];

function safeguards({ acceptNewHostKeys, knownHostsFiles }: OpensshConnection): readonly string[] {
  return [
    ...option('BatchMode=yes'),
    // Below it, ssh is silent about connections that end early.
    ...option('LogLevel=INFO'),
    ...option('NoHostAuthenticationForLocalhost=no'),
    ...option(`StrictHostKeyChecking=${acceptNewHostKeys ? 'accept-new' : 'yes'}`),
    ...(knownHostsFiles === undefined
      ? []
      : option(`UserKnownHostsFile=${knownHostsFiles.map(quotedValue).join(' ')}`)),
  ];
}

/** Hops that are taken away differ from hops that nobody speaks of. */
const noJumps = ({ jumps }: OpensshConnection): readonly string[] =>
  jumps === undefined ? [] : option('ProxyJump=none');

/** For the ssh that runs a ProxyCommand to fill in: what its configuration says of the host behind. */
const NEXT = '[%h]:%p';

/** `ssh -J` would leave the hops without our safeguards: they are spelt out, each inside the next. */
const proxy = (connection: OpensshConnection, jumps: readonly OpensshHop[]): string =>
  jumps.reduce((before, hop) => {
    const words = [
      ...['ssh', ...fileArguments(connection), '-x', '-a'],
      ...option('ClearAllForwardings=yes'),
      ...safeguards(connection),
      ...endpointArguments(hop),
      ...(before === '' ? [] : option(`ProxyCommand=${before}`)),
    ];
    // A sign of percent that is meant for an ssh further in.
    const kept = [...words, '-W'].map((word) => shellWord(word.replaceAll('%', '%%')));
    return [...kept, NEXT, '--', shellWord(hop.address.replaceAll('%', '%%'))].join(' ');
  }, '');

/** A value of ssh_config as its reader takes it for one word; `%` would begin a token. */
const quotedValue = (path: string): string =>
  `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
