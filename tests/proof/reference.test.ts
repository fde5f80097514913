import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from '@fawkes/contract';
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
  type ReferenceQuestion,
  referenceQuestions,
  runReference,
  titleOf,
} from '../../backend-proxy/test/reference';
import { type DuckDb, openDuckDb } from './numbers/rivals/duckdb-rival';
import { exportEvents } from './numbers/rivals/export-events';
import { hasPostgres, openPostgres } from './numbers/rivals/postgres-rival';
import { questionsOf, type Rival, RIVAL_NAMES, rivalStatement } from './numbers/rivals/rival';

const day = (n: number) => new Date(MANY_EVENTS.from + n * 86_400_000).toISOString();
const WHOLE = { from: day(40), to: day(70) };
const QUESTIONS = KINDS_WITH_REFERENCE.flatMap(referenceQuestions).map((question) => ({
  question,
  title: titleOf(question),
}));

let engine: TestStore;
let client: ReturnType<typeof bareClient>;
let directory: string;
let cluster: string | undefined;
let duckDb: DuckDb;
const postgres: Rival[] = [];
beforeAll(async () => {
  engine = await startTestStore();
  client = bareClient(engine.engine.connection);
  await storeManyEvents(engine.store, 'w', 40_000, { people: 2000 });
  directory = await mkdtemp(join(tmpdir(), 'fawkes-reference-'));
  const parquet = join(directory, 'events.parquet');
  await exportEvents(client, 'w', parquet);
  duckDb = await openDuckDb(':memory:', parquet);
  if (hasPostgres()) {
    // Not within the other, which only its owner may enter.
    cluster = await mkdtemp(join(tmpdir(), 'fawkes-postgres-'));
    postgres.push(await openPostgres(cluster, { source: duckDb }));
  }
});
afterAll(async () => {
  await Promise.all([duckDb, ...postgres].map((rival) => rival?.close()));
  await client.close();
  await engine.stop();
  for (const made of [directory, cluster ?? directory]) {
    await rm(made, { recursive: true, force: true });
  }
});

const said = new Map<ReferenceQuestion, Promise<Frame>>();

/** What the product says, which is asked once. */
function product(question: ReferenceQuestion): Promise<Frame> {
  const query = { ...question.query, range: rangeOf(question, WHOLE) };
  const defined = { features: REFERENCE_FEATURES, segments: REFERENCE_SEGMENTS };
  const frame = said.get(question) ?? ask(engine.store, query, defined).then(({ frames }) => frameOf(frames, question));
  said.set(question, frame);
  return frame;
}

async function same(rows: Array<Record<string, unknown>>, question: ReferenceQuestion): Promise<void> {
  expect(rows.length).toBeGreaterThan(0);
  expect(differenceFrom(rows, await product(question))).toBeUndefined();
}

test.each(QUESTIONS)('the bare engine, asked by hand, says the same: $title', async ({ question }) => {
  await same(await runReference(client, question, 'w', rangeOf(question, WHOLE)), question);
});

const askedOf = (name: Rival['name']) =>
  QUESTIONS.flatMap((asked) => {
    const statement = rivalStatement(name, asked.question, rangeOf(asked.question, WHOLE));
    return statement === undefined ? [] : [{ ...asked, statement }];
  });

test.each(askedOf('duckdb'))('DuckDB says the same: $title', async ({ question, statement }) => {
  await same(await duckDb.rows(statement), question);
});

describe.skipIf(!hasPostgres())('with PostgreSQL', () => {
  test.each(askedOf('postgres'))('it says the same: $title', async ({ question, statement }) => {
    await same((await postgres[0]?.rows(statement)) ?? [], question);
  });
});

test.each(RIVAL_NAMES)('all that %s is asked is a question that we have a reference for', (name) => {
  const files = KINDS_WITH_REFERENCE.flatMap((kind) => [`${kind}.sql`, `${kind}.${name}.sql`]);
  const titles = files.flatMap(questionsOf).map(titleOf);
  expect(titles.toSorted()).toEqual(
    askedOf(name)
      .map(({ title }) => title)
      .toSorted()
  );
});
