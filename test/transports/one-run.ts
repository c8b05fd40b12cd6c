import { createTransport } from '../../src/transports/create-transport.ts';
import { audit, sshHost } from './audit.ts';

// A process of its own: it has to end by itself once its one run is over.
const [port = '', knownHostsFile = '', identityFile = ''] = process.argv.slice(2);
const host = sshHost({ address: '127.0.0.1', port: Number(port), identityFiles: [identityFile] }, [
  knownHostsFile,
]);
const { end } = await audit(createTransport({ acceptNewHostKeys: false }), host, 'echo in\n', {
  deadlines: { connectMs: 60_000, authenticateMs: 60_000, hostMs: 1000 },
});
process.stdout.write(JSON.stringify(end));
