import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { currentAccount, type LoadedInventory, loadInventory } from '../inventory/load.ts';
import { selectHosts } from '../inventory/select.ts';
import { imageTarget, parseTarget } from '../inventory/target.ts';
import { UsageError } from '../model/errors.ts';
import type { BecomeMethod, Host } from '../model/host.ts';

export interface TargetOptions {
  readonly inventory?: string | undefined;
  readonly limit?: string | undefined;
  /** Paths of images that are not booted. */
  readonly image?: readonly string[] | undefined;
  readonly become?: BecomeMethod | true | undefined;
}

export interface Targets {
  readonly hosts: readonly Host[];
  /** Where one was read. */
  readonly inventory?: LoadedInventory;
  /** Hosts of the inventory that are left out. */
  readonly unseen: readonly Host[];
}

/** The hosts that arguments and options name: an inventory, targets, or this machine. */
export function targetsOf(words: readonly string[], options: TargetOptions): Targets {
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
  const { hosts, ...named } = namedHosts(words, options);
  return {
    hosts: become === undefined ? hosts : hosts.map((host) => ({ ...host, become })),
    ...named,
  };
}

function namedHosts(words: readonly string[], options: TargetOptions): Targets {
  const { inventory: path, limit, image: images = [] } = options;
  if (path === undefined) return { hosts: direct(words, images), unseen: [] };
  const inventory = loadInventory(path);
  const hosts = limit === undefined ? inventory.hosts : selectHosts(inventory.hosts, limit);
  const names = new Set(hosts.map(({ name }) => name));
  return { hosts, inventory, unseen: inventory.hosts.filter(({ name }) => !names.has(name)) };
}

/** This machine goes by its own name, so that reports of several machines can lie side by side. */
function direct(words: readonly string[], images: readonly string[]): readonly Host[] {
  const account = currentAccount();
  const named = words.length + images.length === 0 ? ['local'] : words;
  const machines = named
    .map((word) => parseTarget(word, account))
    .map((host) => (host.connection.transport === 'local' ? { ...host, name: hostname() } : host));
  const hosts = [...machines, ...images.map((path) => imageTarget(resolve(path)))];
  const twice = hosts.find(({ name }, i) => hosts.findIndex((h) => h.name === name) !== i);
  if (twice === undefined) return hosts;
  throw new UsageError(`two targets are called ${twice.name}; give them names in an inventory`);
}
