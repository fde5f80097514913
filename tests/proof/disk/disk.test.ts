import { expect, it } from 'vitest';
import { fillTheDisk } from './disk';

// The short form of `npm run soak -- disk`; only root may mount the small disk that it fills.
it.skipIf(process.getuid?.() !== 0)('turns events away while the disk is full, and loses none', async ({ skip }) => {
  const figures = await fillTheDisk({ megabytes: 200, clients: 5, fullMs: 1000 });
  if (figures === undefined) {
    return skip('this root may not mount');
  }
  const { acknowledged, asked } = figures;
  expect(figures).toEqual({
    ...{ acknowledged, events: acknowledged, ids: acknowledged, torn: 0, unknownIds: 0, unknownPeople: 0 },
    refused: { status: 503, retryAfter: expect.stringMatching(/^\d+$/) },
    catalogRefused: 503,
    ...{ asked, answered: asked },
    engineRestarted: expect.any(Boolean),
    recoveredMs: expect.any(Number),
    catalog: 'ok',
  });
});
