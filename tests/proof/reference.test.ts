import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../backend-proxy/test/ask';
import { startTestStore, type TestStore } from '../../backend-proxy/test/engine';
import { MANY_EVENTS, storeManyEvents } from '../../backend-proxy/test/many-events';
import { bareClient, KINDS_WITH_REFERENCE, referenceQuestions, runReference } from '../../backend-proxy/test/reference';

let engine: TestStore;
let client: ReturnType<typeof bareClient>;
beforeAll(async () => {
  engine = await startTestStore();
  client = bareClient(engine.engine.connection);
  await storeManyEvents(engine.store, 'w', 40_000);
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

const day = (n: number) => new Date(MANY_EVENTS.from + n * 86_400_000).toISOString();
const range = { from: day(40), to: day(70) };

describe.each(KINDS_WITH_REFERENCE)('what is written by hand for %s', (kind) => {
  test.each(referenceQuestions(kind))('answers $query.measures $query.steps as the product does', async (question) => {
    const expected = await runReference(client, question, 'w', range);
    const { frames } = await ask(engine.store, { ...question.query, range });
    const { schema, data } = frames[0]!;
    expect(expected.length).toBeGreaterThan(0);
    for (const name of Object.keys(expected[0]!)) {
      const said = data.values[schema.fields.findIndex((field) => field.name === name)];
      expect([name, said]).toEqual([name, expected.map((row) => roughly(row[name]))]);
    }
  });
});

/** Means are added up in another order. */
function roughly(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 6) : value;
}
