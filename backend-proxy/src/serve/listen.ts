import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { addressOf } from './address';
import { reasonOf, StartError } from './start-error';

/** Begins to listen; the result is the address to open on this machine, with the real port. */
export async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  try {
    await app.listen({ host, port, listenTextResolver: (address) => `listening at ${address}` });
  } catch (error) {
    throw new StartError(explain((error as NodeJS.ErrnoException).code, { host, port }, reasonOf(error)));
  }
  return addressOf(host, (app.server.address() as AddressInfo).port);
}

function explain(code: string | undefined, { host, port }: Pick<Config, 'host' | 'port'>, reason: string): string {
  const another = 'Choose another with FAWKES_PORT or --port; 0 takes a free one.';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use, perhaps by another proxy. ${another}`;
    case 'EACCES':
      return `Port ${port} is not open to this user. ${another}`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Choose another with FAWKES_HOST or --host.`;
    default:
      return `Cannot listen on ${host}, port ${port}: ${reason}.`;
  }
}
