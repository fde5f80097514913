import { CONTRACT_HEADER, CONTRACT_VERSION } from '@fawkes/contract';
import fp from 'fastify-plugin';

/** Says with every answer, errors among them, which language it is in, so that a plugin of another version knows what to say. */
export const contractVersion = fp(async (app) => {
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.header(CONTRACT_HEADER, CONTRACT_VERSION);
    done();
  });
});
