import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../backend-proxy/test/ask';
import { startTestStore, type TestStore } from '../../backend-proxy/test/engine';
import { MANY_EVENTS, storeManyEvents } from '../../backend-proxy/test/many-events';
import {
  bareClient,
  differenceFrom,
  frameOf,
  KINDS_WITH_REFERENCE,
  rangeOf,
  REFERENCE_FEATURES,
  REFERENCE_SEGMENTS,
  referenceQuestions,
  runReference,
} from '../../backend-proxy/test/reference';

let engine: TestStore;
let client: ReturnType<typeof bareClient>;
beforeAll(async () => {
  engine = await startTestStore();
  client = bareClient(engine.engine.connection);
  await storeManyEvents(engine.store, 'w', 40_000, { people: 2000 });
});
afterAll(async () => {
  await client.close();
  await engine.stop();
});

const day = (n: number) => new Date(MANY_EVENTS.from + n * 86_400_000).toISOString();
const WHOLE = { from: day(40), to: day(70) };

describe.each(KINDS_WITH_REFERENCE)('what is written by hand for %s', (kind) => {
  test.each(referenceQuestions(kind))('answers as the product does: $query', async (question) => {
    const range = rangeOf(question, WHOLE);
    const expected = await runReference(client, question, 'w', range);
    const defined = { features: REFERENCE_FEATURES, segments: REFERENCE_SEGMENTS };
    const { frames } = await ask(engine.store, { ...question.query, range }, defined);
    expect(expected.length).toBeGreaterThan(0);
    expect(differenceFrom(expected, frameOf(frames, question))).toBeUndefined();
  });
});
