import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { OpensshWish } from '../inventory/draft.ts';
import type { InventoryFormat } from '../inventory/formats/names.ts';
import { currentAccount, type LoadedInventory, loadInventory } from '../inventory/load.ts';
import { selectHosts } from '../inventory/select.ts';
import { decideTransports } from '../inventory/ssh-config/decide.ts';
import { createMove } from '../inventory/ssh-config/needed-by-files.ts';
import { UNDECIDED } from '../inventory/ssh-config/undecided.ts';
import { imageTarget, parseTarget } from '../inventory/target.ts';
import { UsageError } from '../model/errors.ts';
import type { BecomeMethod, Host } from '../model/host.ts';

export interface TargetOptions {
  readonly inventory?: string | undefined;
  readonly inventoryFormat?: InventoryFormat | undefined;
  readonly limit?: string | undefined;
  /** Paths of images that are not booted. */
  readonly image?: readonly string[] | undefined;
  readonly become?: BecomeMethod | true | undefined;
  /** A configuration of ssh, or `none`. */
  readonly sshConfig?: string | undefined;
  readonly transport?: 'openssh' | undefined;
  /** Set when other machines contact the hosts, with files of their own. */
  readonly queue?: string | undefined;
}

export interface Targets {
  readonly hosts: readonly Host[];
  /** Where one was read. */
  readonly inventory?: LoadedInventory;
  /** Hosts of the inventory that are left out. */
  readonly unseen: readonly Host[];
}

/** The hosts that arguments and options name: an inventory, targets, or this machine. */
export async function targetsOf(
  words: readonly string[],
  options: TargetOptions,
): Promise<Targets> {
  if (options.inventory !== undefined && words.length > 0) {
    throw new UsageError('name targets or an inventory, not both');
  }
  if (options.inventory !== undefined && (options.image ?? []).length > 0) {
    throw new UsageError(
      'name images or an inventory, not both; an inventory has transport: image',
    );
  }
  if (options.limit !== undefined && options.inventory === undefined) {
    throw new UsageError('--limit chooses among the hosts of an --inventory');
  }
  const become = options.become === true ? 'sudo' : options.become;
  const { hosts: undecided, ...named } = namedHosts(words, options);
  const decided = await decideTransports(undecided, currentAccount());
  const hosts = options.queue === undefined ? movedByFiles(decided, options) : decided;
  return {
    hosts: become === undefined ? hosts : hosts.map((host) => ({ ...host, become })),
    ...named,
  };
}

/** Files of other machines, which take the hosts from a queue, are not here to be looked at. */
function movedByFiles(hosts: readonly Host[], { sshConfig }: TargetOptions): readonly Host[] {
  const move = createMove(sshConfig === 'none' ? sshConfig : undefined);
  return hosts.map((host) =>
    host.connection.transport === 'ssh2' ? { ...host, connection: move(host.connection) } : host,
  );
}

/** A pinned script reads for the whole inventory, whatever --limit leaves: all shape the plan then. */
export const plannedFor = ({ hosts, inventory }: Targets): readonly Host[] =>
  hosts.some(({ pinned }) => pinned !== undefined) ? (inventory?.hosts ?? hosts) : hosts;

function namedHosts(words: readonly string[], options: TargetOptions): Targets {
  const { inventory: path, limit, image: images = [] } = options;
  const wish = opensshWish(options);
  if (path === undefined) return { hosts: direct(words, images, wish), unseen: [] };
  const account = currentAccount();
  const isAsked = options.transport !== undefined || wish?.configFile !== undefined;
  const inventory = loadInventory(path, account, {
    ...(isAsked && wish !== undefined && { viaOpenssh: wish }),
    ignoreSshConfig: options.sshConfig === 'none',
    isContactedElsewhere: options.queue !== undefined,
    ...(options.inventoryFormat !== undefined && { format: options.inventoryFormat }),
  });
  const hosts = limit === undefined ? inventory.hosts : selectHosts(inventory.hosts, limit);
  const names = new Set(hosts.map(({ name }) => name));
  return { hosts, inventory, unseen: inventory.hosts.filter(({ name }) => !names.has(name)) };
}

/** How much the ssh command is to be asked; undefined for not at all. */
function opensshWish({ transport, sshConfig }: TargetOptions): OpensshWish | undefined {
  const configFile =
    sshConfig === undefined || sshConfig === 'none' ? sshConfig : resolve(sshConfig);
  if (transport === 'openssh') {
    return { reason: '--transport openssh', ...(configFile !== undefined && { configFile }) };
  }
  if (configFile === 'none') return undefined;
  return { reason: UNDECIDED, ...(configFile !== undefined && { configFile }) };
}

/** This machine goes by its own name, so that reports of several machines can lie side by side. */
function direct(
  words: readonly string[],
  images: readonly string[],
  wish: OpensshWish | undefined,
): readonly Host[] {
  const account = currentAccount();
  const named = words.length + images.length === 0 ? ['local'] : words;
  const machines = named
    .map((word) => parseTarget(word, account, wish))
    .map((host) => (host.connection.transport === 'local' ? { ...host, name: hostname() } : host));
  const hosts = [...machines, ...images.map((path) => imageTarget(resolve(path)))];
  const twice = hosts.find(({ name }, i) => hosts.findIndex((h) => h.name === name) !== i);
  if (twice === undefined) return hosts;
  throw new UsageError(`two targets are called ${twice.name}; give them names in an inventory`);
}
