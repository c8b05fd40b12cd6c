import type { OpensshHop, SshEndpoint } from '../../model/host.ts';
import type { Account } from '../target.ts';
import type { SshSettings } from './ask-ssh.ts';
import { expandPath, needOfKey, type Tokens } from './files.ts';
import { settingsForSshAlone } from './needs.ts';

/** What a configuration of ssh makes of a host. */
export interface Resolved {
  readonly endpoint: SshEndpoint;
  readonly knownHostsFiles: readonly string[];
  readonly acceptNewHostKeys: boolean;
  readonly proxyJump: string;
  readonly notes: readonly string[];
  /** What only ssh can do for it. */
  readonly needs: readonly string[];
}

/** @param untold the settings of a host of which no configuration speaks. */
export function resolveHost(
  hop: OpensshHop,
  settings: SshSettings,
  untold: SshSettings,
  account: Account,
): Resolved {
  const one = (key: string): string => settings.get(key)?.[0] ?? '';
  const place = placeOf(hop, one, account);
  const { hostName: address, port, user } = place;
  const printed = settings.get('identityfile') ?? [];
  const keys = expandAll(printed, place);
  const isUsual = printed.join('\n') === (untold.get('identityfile') ?? []).join('\n');
  const configured = isUsual ? [] : keys;
  const listed = [...pathsOf(one('userknownhostsfile')), ...pathsOf(one('globalknownhostsfile'))];
  const knownHostsFiles = expandAll(listed, place);
  const hasToken = keys.length < printed.length || knownHostsFiles.length < listed.length;
  const strict = one('stricthostkeychecking');
  return {
    endpoint: {
      ...{ address, port, user },
      identityFiles: hop.identityFiles.length > 0 ? hop.identityFiles : configured,
      ...(one('identitiesonly') === 'yes' && { identitiesOnly: true as const }),
    },
    knownHostsFiles,
    acceptNewHostKeys: strict === 'accept-new',
    proxyJump: one('proxyjump') || 'none',
    notes: LAX.has(strict) ? [NOT_LAX] : [],
    needs: [
      ...settingsForSshAlone(settings, untold),
      ...(hasToken ? ['a token in a path'] : []),
      ...[...keys, ...hop.identityFiles].flatMap((file) => needOfKey(file) ?? []),
    ],
  };
}

const LAX: ReadonlySet<string> = new Set(['false', 'no', 'off']);
const NOT_LAX = 'StrictHostKeyChecking no is not followed: host keys are checked';

function placeOf(hop: OpensshHop, one: (key: string) => string, account: Account): Tokens {
  return {
    homeDirectory: account.homeDirectory,
    localUser: account.user,
    originalName: hop.address,
    hostName: one('hostname') || hop.address,
    port: Number(one('port') || 22),
    user: one('user') || account.user,
  };
}

/** Those without a token that is not known here. */
const expandAll = (paths: readonly string[], tokens: Tokens): readonly string[] =>
  paths.flatMap((path) => expandPath(path, tokens) ?? []);

const pathsOf = (list: string): readonly string[] =>
  list.split(' ').filter((path) => path !== '' && path !== 'none');
