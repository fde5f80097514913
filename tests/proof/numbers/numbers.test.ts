import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKS } from './check';
import { hasPython } from './generate';
import { type BothSides, openBothSides } from './numbers';

const ROWS = 20_000;

// The short form of `npm run soak -- numbers`; without Python there is nothing to generate the events with.
describe.skipIf(!hasPython())('every number equals what DuckDB says of the same imported files', () => {
  let both: BothSides;
  beforeAll(async () => {
    both = await openBothSides(ROWS);
  });
  afterAll(() => both?.close());

  test.each([...CHECKS])('%s', async (_, check) => {
    const { numbers, differences } = await check(both.reference, both.ask);
    expect(differences).toEqual([]);
    expect(numbers).toBeGreaterThan(0);
  });
});
