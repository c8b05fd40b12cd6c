import type { Host, OpensshConnection, SshEndpoint } from '../model/host.ts';
import { quoted } from '../model/quoted.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { isAddress, isUser } from './address.ts';
import { type Effective, effectiveSettings, type Sourced } from './effective.ts';
import type { Member } from './members.ts';
import { absolutePath, defaultKnownHosts } from './paths.ts';

/** What an inventory does not say itself. Directories are absolute. */
export interface InventoryContext {
  readonly homeDirectory: string;
  /** Who logs in where the inventory names nobody. */
  readonly defaultUser: string;
  /** Relative paths start here. */
  readonly inventoryDirectory: string;
  /** Reaches the hosts of SSH by the ssh command, where the inventory does not. */
  readonly viaOpenssh?: OpensshWish;
}

/** Why the ssh command is to be used, and the configuration that it reads. */
export interface OpensshWish {
  readonly reason: string;
  readonly configFile?: string;
}

/** A file that hosts of the inventory name. */
export interface NamedFile {
  readonly kind: 'identityFiles' | 'knownHosts';
  /** Absolute. */
  readonly path: string;
  /** `file:line:column` of the first mention. */
  readonly position: string;
}

/** A host whose jump hosts are still names. */
export interface Draft {
  readonly host: Omit<Host, 'connection'>;
  /** Of an image that is not booted: its files, absolute. */
  readonly image?: { readonly path: string };
  /** Absent for the local machine, and for an image. */
  readonly ssh?: {
    readonly endpoint: SshEndpoint;
    readonly hops: readonly Sourced<string>[];
    readonly knownHostsFiles: readonly string[];
    /** As much as the inventory says itself, where the ssh command is asked for. */
    readonly openssh?: Omit<OpensshConnection, 'jumps'>;
    /** The inventory speaks of jump hosts, if only to have none. */
    readonly isRouted: boolean;
  };
}

/** What all hosts of an inventory are drafted with. */
export interface Drafting {
  readonly document: YamlDocument;
  readonly context: InventoryContext;
  /** By kind and path: filled while hosts are drafted. */
  readonly files: Map<string, NamedFile>;
}

/** Lays the settings of a host over each other. Problems are reported, and the draft is then a stub. */
export function draftHost(member: Member, drafting: Drafting): Draft {
  const settings = effectiveSettings(member, drafting.document);
  const profile = settings.get('profile');
  const zone = settings.get('zone');
  const pinned = settings.get('pinned');
  const host = {
    name: member.name,
    labels: settings.labels(),
    groups: member.groups,
    ...(profile !== undefined && { profile: settings.fill(profile) ?? '' }),
    ...(zone !== undefined && { zone: zone.value }),
    become: settings.get('become')?.value ?? 'none',
    ...(pinned !== undefined && { pinned: pinned.value }),
  };
  const transport = settings.get('transport')?.value;
  if (transport === 'local') return { host };
  if (transport === 'image')
    return { host, image: { path: imagePath(member, settings, drafting) } };
  return { host, ssh: draftSsh(member, settings, drafting) };
}

function draftSsh(
  member: Member,
  settings: Effective,
  drafting: Drafting,
): NonNullable<Draft['ssh']> {
  const isKnown = settings.get('knownHosts') !== undefined;
  const endpoint = {
    address: address(member, settings, drafting.document),
    port: settings.get('port')?.value ?? 22,
    user: user(settings, drafting),
    identityFiles: files('identityFiles', settings, drafting),
  };
  const { homeDirectory, viaOpenssh } = drafting.context;
  const knownHostsFiles = isKnown
    ? files('knownHosts', settings, drafting)
    : defaultKnownHosts(homeDirectory);
  const wish = settings.get('transport')?.value === 'openssh' ? SAID_SO : viaOpenssh;
  const { address: name, identityFiles } = endpoint;
  const sshOptions = settings.get('sshOptions');
  if (sshOptions !== undefined && wish === undefined) {
    const problem = 'sshOptions are for the ssh command alone; expected "transport: openssh" too';
    drafting.document.report(sshOptions.path, problem);
  }
  return {
    endpoint,
    hops: hops(settings),
    isRouted: settings.get('jump') !== undefined,
    knownHostsFiles,
    ...(wish !== undefined && {
      openssh: {
        endpoint: {
          address: name,
          ...(settings.get('port') !== undefined && { port: endpoint.port }),
          ...(settings.get('user') !== undefined && { user: endpoint.user }),
          identityFiles,
        },
        ...(isKnown && { knownHostsFiles }),
        ...(sshOptions !== undefined && { sshOptions: sshOptions.value }),
        ...(viaOpenssh?.configFile !== undefined && { configFile: viaOpenssh.configFile }),
        reason: wish.reason,
      },
    }),
  };
}

const SAID_SO: OpensshWish = { reason: 'transport: openssh' };

function address(member: Member, settings: Effective, document: YamlDocument): string {
  const written = settings.get('address');
  const text = written === undefined ? member.name : settings.fill(written);
  if (text === undefined || isAddress(text)) return text ?? '';
  if (written === undefined) {
    const problem = `host name ${quoted(text)} is no address; expected "address" with a DNS name or an IP address`;
    document.report(member.path, problem, member.part);
  } else {
    const problem = `address ${quoted(text)}; expected a DNS name or an IP address, without brackets and port`;
    document.report(written.path, problem);
  }
  return '';
}

function imagePath(member: Member, settings: Effective, { context, document }: Drafting): string {
  const written = settings.get('path');
  if (written === undefined) {
    document.report(member.path, 'an image without "path"; expected a folder or an archive');
    return '';
  }
  const text = settings.fill(written);
  const path = text === undefined ? '' : absolutePath(text, context);
  if (path === undefined) {
    const problem = `path ${quoted(text ?? '')}; expected one without control characters, with "~/" as the only "~"`;
    document.report(written.path, problem);
  }
  return path ?? '';
}

function user(settings: Effective, { context, document }: Drafting): string {
  const written = settings.get('user');
  if (written === undefined) return context.defaultUser;
  const text = settings.fill(written);
  if (text !== undefined && !isUser(text)) {
    document.report(written.path, `user ${quoted(text)}; expected a login name`);
  }
  return text ?? '';
}

function files(
  kind: NamedFile['kind'],
  settings: Effective,
  { context, document, files: named }: Drafting,
): readonly string[] {
  const written = settings.get(kind);
  return (written?.value ?? []).flatMap((value, index) => {
    const path = [...(written?.path ?? []), index];
    const text = settings.fill({ value, path });
    if (text === undefined) return [];
    const file = absolutePath(text, context);
    if (file === undefined) {
      const problem = `path ${quoted(text)}; expected one without control characters, with "~/" as the only "~"`;
      document.report(path, problem);
      return [];
    }
    const key = `${kind} ${file}`;
    if (!named.has(key)) named.set(key, { kind, path: file, position: document.position(path) });
    return [file];
  });
}

function hops(settings: Effective): readonly Sourced<string>[] {
  const written = settings.get('jump');
  if (written === undefined) return [];
  const texts =
    typeof written.value === 'string'
      ? [{ value: written.value, path: written.path }]
      : written.value.map((value, index) => ({ value, path: [...written.path, index] }));
  return texts.flatMap(({ value, path }) => {
    const text = settings.fill({ value, path });
    return text === undefined ? [] : [{ value: text, path }];
  });
}
