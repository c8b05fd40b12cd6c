import type { Host } from '../../src/model/host.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { audit } from './audit.ts';

// A process of its own: it has to end by itself once its one run is over.
const host: Host = JSON.parse(process.argv[2] ?? '');
const { end, stdout } = await audit(
  createTransport({ acceptNewHostKeys: false }),
  host,
  'echo in; id -u; read -r line\n',
  { deadlines: { connectMs: 60_000, authenticateMs: 60_000, hostMs: 3000 } },
);
process.stdout.write(JSON.stringify({ end, printed: stdout.toString() }));
