import type { MeasureAsked } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { at, day, world } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const monday = { v: 1, kind: 'trends', range: { from: day(0), to: day(1) }, interval: 'range' } as const;

describe('entries, exits and exit rate, by hand', () => {
  /** Ana: / → /a → /b; bob: /a only; cy: /a → /a; dan does something, but sees no page. */
  const VISITS = [
    ...['/', '/a', '/b'].map((path, i) => at(1 + i / 10, { path })),
    at(2, { user_id: 'bob', path: '/a' }),
    ...[3, 3.1].map((hour) => at(hour, { user_id: 'cy', path: '/a' })),
    at(4, { user_id: 'dan', name: 'Order', path: '/b' }),
  ];
  const measures: MeasureAsked[] = [{ measure: 'exit_rate' }, { measure: 'exits' }, { measure: 'entries' }];
  const top = { v: 1, kind: 'top', range: monday.range } as const;

  test.each(['page.path', 'session.exit_page', 'session.entry_page'] as const)('by %s', async (property) => {
    const { query } = await world(engine.store, VISITS);
    // Seen four times, /a ends two of its three visits; / ends none.
    expect(await query({ ...top, property, measures })).toEqual({
      [property]: ['/b', '/a', '/'],
      exit_rate: [100, 50, 0],
      exits: [1, 2, 0],
      entries: [0, 2, 1],
    });
  });

  test('the pages that are not shown are one, and visits without a page are none of them', async () => {
    const { query } = await world(engine.store, VISITS);
    const breakdown = { property: 'page.path' as const, limit: 1 };
    const answered = await query({ ...monday, measures: [{ measure: 'entries' }, ...measures.slice(0, 2)], breakdown });
    expect(answered).toMatchObject({
      'entries{/a}': [2],
      'exits{/a}': [2],
      'exit_rate{/a}': [50],
      'entries{Other}': [1],
      'exits{Other}': [1],
      'exit_rate{Other}': [50], // one exit of two views, of / and /b
    });
  });

  test('without pages to speak of they are refused', async () => {
    const trend = { ...monday, measures: [{ measure: 'exit_rate' as const }] };
    await expect(ask(engine.store, trend)).rejects.toMatchObject({ status: 400, errors: [{ path: 'measures.0' }] });
  });
});
