import type { Host, OpensshHop } from '../model/host.ts';

/** How a host is reached, in a line. */
export function wayTo(connection: Host['connection']): string {
  switch (connection.transport) {
    case 'local':
      return 'this machine';
    case 'image':
      return `image ${connection.path}`;
    case 'engine':
      return `${connection.engine}://${connection.name}`;
    case 'ssh2':
    case 'openssh':
      return [...(connection.jumps ?? []), connection.endpoint].map(written).join(' then ');
  }
}

/** What the configuration of ssh says is not repeated. */
const written = ({ user, address, port }: OpensshHop): string =>
  [user === undefined ? '' : `${user}@`, address, port === undefined ? '' : `:${port}`].join('');
