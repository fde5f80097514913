import { expect, it } from 'vitest';
import { killAgainAndAgain } from './kills';

// The short form of `npm run soak -- kills`: each victim once.
it('has every acknowledged event once, whole, whatever was killed', async () => {
  const draws = [0.3, 0.4, 0.5, 0.1, 0.2, 0.9];
  const figures = await killAgainAndAgain({
    kills: 3,
    clients: 10,
    longestPauseMs: 2000,
    random: () => draws.shift()!,
  });
  expect(figures).toEqual({
    killed: { proxy: 1, engine: 1, both: 1 },
    acknowledged: expect.toSatisfy((count: number) => count > 20),
    events: figures.acknowledged,
    ids: figures.acknowledged,
    torn: 0,
    unknownIds: 0,
    unknownPeople: 0,
  });
});
