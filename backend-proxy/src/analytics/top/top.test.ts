import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  await load(engine.store, [
    {
      time: '2026-03-02T10:00:00Z',
      user_id: 'ana',
      path: '/a',
      browser: 'Firefox',
      props: { team: 'x', plan: 'free' },
    },
    { time: '2026-03-02T10:01:00Z', user_id: 'ana', path: '/b', browser: 'Firefox', props: { team: 'x' } },
    { time: '2026-03-02T10:02:00Z', user_id: 'bob', path: '/b', browser: 'Chrome', props: { team: 'y' } },
    { time: '2026-03-02T10:03:00Z', user_id: 'bob', path: '/c', browser: 'Chrome' },
    { time: '2026-03-02T10:04:00Z', user_id: 'cy', path: '/c', browser: 'Chrome', name: 'Deploy' },
    // the day before
    { time: '2026-03-01T10:00:00Z', user_id: 'ana', path: '/b' },
    { time: '2026-03-01T10:01:00Z', user_id: 'ana', path: '/b' },
    { time: '2026-03-01T10:02:00Z', user_id: 'ana', path: '/b' },
  ]);
});
afterAll(() => engine.stop());

const base = {
  v: 1 as const,
  kind: 'top' as const,
  range: { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' },
  measures: [{ measure: 'page_views' as const }],
};

test('pages by views, equal ones by name, other measures beside them', async () => {
  const measures = [{ measure: 'page_views' as const }, { measure: 'unique_visitors' as const }];
  expect(columns(await ask(engine.store, { ...base, property: 'page.path', measures }))).toEqual({
    'page.path': ['/b', '/a', '/c'],
    page_views: [2, 1, 1],
    unique_visitors: [2, 1, 2],
  });
});

test('what is cut is said', async () => {
  const answered = await ask(engine.store, { ...base, property: 'page.path', limit: 2 });
  expect(columns(answered)['page.path']).toEqual(['/b', '/a']);
  expect(answered.meta.cut).toEqual({ what: 'page.path', shown: 2, total: 3 });
});

test('each value with its change', async () => {
  expect(columns(await ask(engine.store, { ...base, property: 'page.path', compare: 'previous' }))).toEqual({
    'page.path': ['/b', '/a', '/c'],
    page_views: [2, 1, 1],
    page_views_previous: [3, 0, 0],
    page_views_change: [-33, 100, 100],
  });
});

test('absent values have a row of their own', async () => {
  const answered = await ask(engine.store, { ...base, property: 'props.team' });
  expect(columns(answered)).toEqual({ 'props.team': ['x', '(none)', 'y'], page_views: [2, 1, 1] });
});

test('sessions by a property of their events count once for each value', async () => {
  const answered = await ask(engine.store, { ...base, property: 'page.path', measures: [{ measure: 'sessions' }] });
  expect(columns(answered)).toEqual({ 'page.path': ['/b', '/c', '/a'], sessions: [2, 2, 1] });
});

test('entry and exit pages', async () => {
  const measures = [{ measure: 'sessions' as const }];
  expect(columns(await ask(engine.store, { ...base, property: 'session.entry_page', measures }))).toEqual({
    'session.entry_page': ['(none)', '/a', '/b'],
    sessions: [1, 1, 1],
  });
  const filter = { property: 'session.exit_page', op: 'eq', value: '/c' } as const;
  expect(columns(await ask(engine.store, { ...base, property: 'device.browser', filter }))).toEqual({
    'device.browser': ['Chrome'],
    page_views: [2],
  });
});

test('an empty range has no rows', async () => {
  const range = { from: '2025-03-02T00:00:00Z', to: '2025-03-03T00:00:00Z' };
  expect(columns(await ask(engine.store, { ...base, property: 'page.path', range }))).toEqual({
    'page.path': [],
    page_views: [],
  });
});

test('people known across days by a property', async () => {
  const measures = [{ measure: 'mau' as const }, { measure: 'total_users' as const }];
  expect(columns(await ask(engine.store, { ...base, property: 'page.path', measures }))).toEqual({
    'page.path': ['/b', '/c', '/a'],
    mau: [2, 2, 1],
    total_users: [2, 2, 1],
  });
});
