import { createServer } from 'node:net';

/** The port itself where it is free on loopback, else the next one that is; 0 gives any. */
export async function freePort(wanted) {
  for (let port = wanted; port < wanted + 50; port++) {
    const free = await tryPort(port);
    if (free !== undefined) {
      return free;
    }
  }
  throw new Error(`no port from ${wanted} to ${wanted + 49} is free`);
}

/** Whether nothing listens at the port of loopback. */
export async function isFree(port) {
  return (await tryPort(port)) !== undefined;
}

function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address();
      server.close(() => resolve(taken));
    });
  });
}
