import { answerSchema, type FunnelDefinition } from '@fawkes/contract';
import { describe, expect, test, vi } from 'vitest';
import { render, type Sql } from '../store/sql';
import type { QueryLimits, Store } from '../store/store';
import { answer } from './answer';
import { AnswerCache } from './cache/answer-cache';
import { Changes } from './cache/changes';
import type { AnswerContext } from './context';

const NOW = Date.parse('2026-11-24T12:00:03.000Z');
const trends = { v: 1, kind: 'trends', range: { last: '7d' }, measures: [{ measure: 'events' }] };

interface Heard {
  text: string;
  params: Record<string, unknown>;
  signal: AbortSignal | undefined;
}

/** A store that has nothing, takes 1.26 ms to say so, and remembers what it was asked. */
function listeningStore(): Store & { heard: Heard[] } {
  const heard: Heard[] = [];
  return {
    heard,
    async query<Row>(statement: Sql, limits?: QueryLimits) {
      heard.push({ ...render(statement), signal: limits?.signal });
      return { rows: [] as Row[], ms: 1.26 };
    },
  };
}

function context(changes: Partial<AnswerContext> = {}): AnswerContext {
  const funnel: FunnelDefinition = {
    name: 'onboarding',
    description: 'First steps',
    steps: [{ name: 'Sign Up', match: { events: ['Sign Up'] } }],
    window: '30d',
  };
  return {
    workspace: 'acme',
    store: listeningStore(),
    definitions: {
      funnels: async (workspace) => (workspace === 'acme' ? [funnel] : []),
      features: async () => [],
      goals: async () => [],
      segments: async () => [],
      segmentRules: async () => undefined,
      exposureRules: async () => [],
      experiments: async () => [],
      changes: async () => [],
      revision: async () => 0,
      siteNames: async (workspace) => (workspace === 'acme' ? ['acme.example', 'docs.acme.example'] : []),
    },
    now: NOW,
    ...changes,
  };
}

describe('what one must know to believe an answer stands in its meta', () => {
  test('the range as it was understood, in the shape of the contract', async () => {
    const answered = answerSchema.parse(await answer({ ...trends, timezone: 'Europe/Berlin' }, context()));
    expect(answered.meta).toEqual({
      workspace: 'acme',
      demo: false,
      // To the next ten seconds, so that those who ask in one moment share an answer.
      range: { from: '2026-11-17T12:00:10.000Z', to: '2026-11-24T12:00:10.000Z' },
      asOf: '2026-11-24T12:00:10.000Z',
      timezone: 'Europe/Berlin',
      source: { name: 'events', state: 'ok' },
      freshness: null,
      cut: null,
      notices: [],
      cache: 'miss',
      storeMs: 1.3,
    });
  });

  test('asOf moves the clock, and a range never reaches beyond it', async () => {
    const range = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
    const { meta } = await answer({ ...trends, range, asOf: '2026-11-10T00:00:00.001Z' }, context());
    expect([meta.asOf, meta.range.to]).toEqual(['2026-11-10T00:00:00.001Z', '2026-11-10T00:00:00.001Z']);
  });

  test('generated events are marked on the answer and on each frame', async () => {
    const { meta, frames } = await answer({ ...trends, refId: 'X' }, context({ workspace: 'demo' }));
    expect(meta.demo).toBe(true);
    expect(frames.map((frame) => [frame.schema.refId, frame.schema.meta])).toEqual([
      ['X', expect.objectContaining({ custom: expect.objectContaining({ demo: true }) })],
    ]);
  });

  test('the store’s time is the sum over its statements', async () => {
    const measures = [{ measure: 'events' }, { measure: 'sessions' }];
    const { meta } = await answer({ ...trends, measures }, context());
    expect(meta.storeMs).toBe(3.8); // counts, sessions, and the share of people that is anonymous
  });
});

test('every statement is bound to the caller’s workspace', async () => {
  const store = listeningStore();
  const measures = [{ measure: 'total_users' }, { measure: 'mau' }, { measure: 'sessions' }, { measure: 'page_views' }];
  await answer(
    { ...trends, measures, breakdown: { property: 'session.source' }, compare: 'previous' },
    context({ store })
  );
  await answer({ ...trends, measures, kind: 'top', property: 'page.path' }, context({ store }));
  await answer({ v: 1, kind: 'funnel', range: { last: '7d' }, funnel: 'onboarding' }, context({ store }));
  expect(store.heard.length).toBeGreaterThan(10);
  for (const { text, params } of store.heard) {
    const tables = text.match(/FROM (events|first_seen|event_ids|links|person_traits)\b/g) ?? [];
    const bound = [...text.matchAll(/workspace = \{(p\d+):String\}/g)].map(([, name]) => params[name as string]);
    expect(bound).toEqual(tables.map(() => 'acme'));
  }
});

test('who gives up takes the statement along', async () => {
  const store = listeningStore();
  const { signal } = new AbortController();
  await answer(trends, context({ store, signal }));
  expect(store.heard.filter((statement) => statement.signal === signal).length).toBeGreaterThan(0);
});

test('a funnel is looked up in the caller’s workspace; what there is is said where it is not', async () => {
  const query = { v: 1, kind: 'funnel', range: { last: '7d' }, funnel: 'onboarding' };
  expect((await answer(query, context())).frames[1]?.data.values[0]).toEqual(['onboarding']);
  await expect(answer({ ...query, funnel: 'signup' }, context())).rejects.toMatchObject({
    status: 404,
    detail: 'There is no funnel "signup". Defined are: onboarding.',
  });
  await expect(answer(query, context({ workspace: 'other' }))).rejects.toMatchObject({
    detail: 'There is no funnel "onboarding". Defined are: none.',
  });
});

test('a site that the workspace does not have is refused, since its zeros would pass for numbers', async () => {
  const asked = (site: string | string[], workspace = 'acme') => answer({ ...trends, site }, context({ workspace }));
  expect((await asked(['Acme.example', 'docs.acme.example'])).meta.notices).toEqual([]);
  await expect(asked(['acme.example', 'acne.example'])).rejects.toMatchObject({
    status: 404,
    code: 'unknown_site',
    detail: 'No site of this workspace: acne.example. Its sites are: acme.example, docs.acme.example.',
    errors: [{ path: 'site', message: 'unknown' }],
  });
  await expect(asked('acme.example', 'other')).rejects.toThrow('none yet');
});

describe('with a cache', () => {
  const past = { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' };
  const cached = () => {
    const changes = new Changes();
    const cache = new AnswerCache(changes, { atOnce: 1, waiting: 1, bytes: 1_000_000 });
    const ask = (query: object, now = NOW, workspace = 'acme') => answer(query, context({ cache, now, workspace }));
    return { changes, ask };
  };

  test('a range that is over long ago is answered from it later, too, under the caller’s own letter and moment', async () => {
    const { changes, ask } = cached();
    const first = await ask({ ...trends, range: past });
    const later = await ask({ refId: 'B', ...trends, range: past }, NOW + 3_600_000);
    expect([first.meta.cache, later.meta.cache]).toEqual(['miss', 'hit']);
    expect([first.frames[0]?.schema.refId, later.frames[0]?.schema.refId]).toEqual(['A', 'B']);
    expect(later.meta.asOf).toBe('2026-11-24T13:00:10.000Z');
    // Today's events are none of its.
    changes.events([{ workspace: 'acme', time: NOW }]);
    expect((await ask({ ...trends, range: past })).meta.cache).toBe('hit');
    changes.events([{ workspace: 'acme', time: Date.parse('2026-11-08T20:00:00Z') }]);
    expect((await ask({ ...trends, range: past })).meta.cache).toBe('miss');
  });

  test('where only the clock goes on, an answer serves for a hundredth of a day, says as of when it is, and is renewed in time', async () => {
    const { changes, ask } = cached();
    const month = { ...trends, range: { last: '30d' } };
    const at = async (now: number) => {
      const { cache, asOf } = (await ask(month, now)).meta;
      return [cache, asOf.slice(11, 19)];
    };
    expect(await at(NOW)).toEqual(['miss', '12:00:10']);
    expect(await at(NOW + 430_000)).toEqual(['hit', '12:00:10']);
    // 864 seconds are a hundredth of a day; in the second half of them a new answer is made for who comes next.
    expect(await at(NOW + 440_000)).toEqual(['hit', '12:00:10']);
    await vi.waitFor(async () => expect(await at(NOW + 440_000)).toEqual(['hit', '12:07:30']));
    expect(await at(NOW + 450_000)).toEqual(['hit', '12:07:30']);
    expect(await at(NOW + 450_000 + 880_000)).toEqual(['miss', '12:22:20']);
    changes.events([{ workspace: 'acme', time: NOW }]);
    expect(await at(NOW + 450_000 + 890_000)).toEqual(['miss', '12:22:30']);
  });

  test('ten viewers of a range that their clocks gave share one answer', async () => {
    const { ask } = cached();
    const states = [];
    for (const late of [123, 2456, 7000 + 123]) {
      const [from, to] = [NOW + late - 7 * 86_400_000, NOW + late];
      const { meta } = await ask({ ...trends, range: { from, to } }, NOW + late + 20);
      states.push([meta.cache, meta.range.from, meta.range.to]);
    }
    const range = ['2026-11-17T12:00:10.000Z', '2026-11-24T12:00:10.000Z'];
    expect(states).toEqual([
      ['miss', ...range],
      ['hit', ...range],
      ['hit', ...range],
    ]);
  });

  test('nothing is shared between workspaces, nor between questions that differ', async () => {
    const { ask } = cached();
    await ask({ ...trends, range: past });
    for (const changed of [{ timezone: 'Europe/Berlin' }, { interval: '1h' }, { site: 'acme.example' }]) {
      expect((await ask({ ...trends, range: past, ...changed })).meta.cache).toBe('miss');
    }
    expect((await ask({ ...trends, range: past }, NOW, 'other')).meta.cache).toBe('miss');
    const { refId: _, ...reordered } = { refId: 'A', measures: trends.measures, range: past, kind: 'trends', v: 1 };
    expect((await ask(reordered)).meta.cache).toBe('hit');
  });

  test('whatever is asked of paths, each question has an answer of its own', async () => {
    const { ask } = cached();
    const plain = { v: 1, kind: 'paths', range: past };
    const page = { paths: ['/b'] };
    for (const asked of [plain, { ...plain, from: page }, { ...plain, to: page }, { ...plain, from: page, steps: 2 }]) {
      expect((await ask(asked)).meta.cache).toBe('miss');
    }
  });

  test.each([
    { v: 1, kind: 'funnel', range: past, funnel: 'onboarding' },
    { v: 1, kind: 'paths', range: past, from: { events: ['Sign Up'] }, within: '30d' },
  ])('$kind looks beyond its range, so it is asked anew as time goes by', async (query) => {
    const { ask } = cached();
    expect((await ask(query)).meta.cache).toBe('miss');
    expect((await ask(query, NOW + 3_600_000)).meta.cache).toBe('miss');
  });
});

test('when the newest event arrived is asked at most every five seconds, for each workspace', async () => {
  const store = listeningStore();
  const asked = () => store.heard.filter(({ text }) => text.includes('max(received)')).length;
  await answer(trends, context({ store }));
  await answer(trends, context({ store, now: NOW + 4_999 }));
  expect(asked()).toBe(1);
  await answer(trends, context({ store, workspace: 'other' }));
  expect(asked()).toBe(2);
  await answer(trends, context({ store, now: NOW + 5_000 }));
  expect(asked()).toBe(3);
});
