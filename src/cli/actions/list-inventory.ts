import { wayTo } from '../../inventory/way.ts';
import type { Host } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type TargetOptions, targetsOf } from '../targets.ts';

export interface ListOptions extends TargetOptions {
  readonly format: 'text' | 'json';
}

/** Shows the hosts that an audit with the same words and options would contact, and how. */
export async function listInventory(
  words: readonly string[],
  { format, ...options }: ListOptions,
): Promise<void> {
  const { hosts } = await targetsOf(words, options);
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(hosts, null, 2)}\n`);
    return;
  }
  const lines = hosts.map((host) => `${visibleLine(lineOf(host))}\n`);
  process.stdout.write(lines.join(''));
  console.error(`${hosts.length} host${hosts.length === 1 ? '' : 's'}`);
}

function lineOf({ name, connection, zone, become, pinned, profile, groups, labels }: Host): string {
  const all = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return [
    name,
    wayTo(connection),
    ...transportOf(connection),
    ...(zone === undefined ? [] : [`zone ${zone}`]),
    ...(become === 'none' ? [] : [`become ${become}`]),
    ...(pinned === undefined ? [] : [`pinned ${pinned}`]),
    ...(profile === undefined ? [] : [`profile ${profile}`]),
    ...(groups.length === 0 ? [] : [`groups ${groups.join(', ')}`]),
    ...(all.length === 0 ? [] : [`labels ${all.join(', ')}`]),
  ].join('  ');
}

/** What is said of the transport beyond what its way shows. */
function transportOf(connection: Host['connection']): readonly string[] {
  if (connection.transport === 'openssh') return [`openssh (${connection.reason})`];
  if (connection.transport !== 'ssh2') return [];
  const { notes = [] } = connection;
  return [notes.length === 0 ? 'ssh2' : `ssh2 (${notes.join('; ')})`];
}
