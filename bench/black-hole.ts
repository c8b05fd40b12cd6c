import { createServer } from 'node:net';

/**
 * Every loopback address as a host that is down: nobody ever takes a connection from the queue of this
 * socket, and once it is full the kernel drops what comes, as a firewall would.
 */
const server = createServer();
server.listen({ host: '0.0.0.0', port: Number(process.argv[2]), backlog: 1 }, () => {
  process.stdout.write('listening\n', () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
});
