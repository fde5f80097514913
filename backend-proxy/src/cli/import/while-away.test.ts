import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { clientOf } from '../client';
import { whileAway } from './while-away';

test('a proxy that is not there yet, or whose engine is not, is waited for; one that says no is not', async () => {
  const answers = [503, 200, 404];
  const server = createServer((_, response) => {
    const status = answers.shift()!;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? { id: 'i' } : { code: 'x', detail: 'No.' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');

  const client = clientOf(`http://127.0.0.1:${port}`, undefined);
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked === 2) {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    }
    return client.ask('/api/v1/imports');
  };
  try {
    expect(await whileAway(ask)).toEqual({ id: 'i' });
    expect(asked).toBe(3); // refused, 503, 200
    await expect(whileAway(ask)).rejects.toMatchObject({ message: 'No.' });
    expect(asked).toBe(4);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  await expect(whileAway(ask, 300)).rejects.toThrow(/No proxy answers .* The import stopped; the same command goes on/);
});
