import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { at, day, world } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

describe('matchers', () => {
  test.each([
    [{ events: ['deploy.*'] }, ['deploy.', 'deploy.app.prod']],
    [{ events: ['Deploy (all)?'] }, ['Deploy (all)?']],
    [{ paths: ['/docs/*'] }, ['/docs/', '/docs/a']],
    [{ paths: ['/docs/**'] }, ['/docs/', '/docs/a', '/docs/a/b']],
    [{ paths: ['/docs/*/b'] }, ['/docs/a/b']],
    [{ paths: ['**/b'] }, ['/docs/a/b']],
    [{ paths: ['/docs'], events: ['deploy.app.prod'] }, ['/docs', 'deploy.app.prod']],
    [{ paths: ['/docs/**'], filter: { property: 'page.path', op: 'contains', value: 'b' } }, ['/docs/a/b']],
  ])('%j', async (match, expected) => {
    const pages = ['/docs', '/docs/', '/docs/a', '/docs/a/b', '/docsx'].map((path) => at(10, { path, user_id: path }));
    const names = ['deploy', 'deploy.', 'deploy.app.prod', 'Deploy (all)?', 'Deploy al'];
    // The page of a custom event is no page view, whatever its path.
    const custom = names.map((name) => at(10, { name, user_id: name, path: '/docs/a/b' }));
    const { query } = await world(engine.store, [...pages, ...custom]);
    const found = await query({
      v: 1,
      kind: 'trends',
      range: { from: day(0), to: day(1) },
      interval: 'range',
      measures: [{ measure: 'conversions', match: match as never }],
      breakdown: { property: 'user.id', limit: 100 },
    });
    const people = Object.entries(found).flatMap(([name, [number]]) =>
      number === 1 ? (/^conversions\{(.*)\}$/.exec(name)?.[1] ?? []) : []
    );
    expect(people.sort()).toEqual([...expected].sort());
  });
});

test.each([
  ['a property of the session', { property: 'session.source', op: 'eq', value: 'Google' }, 422, 'session_property'],
  ['an expression that is none', { property: 'page.path', op: 'regex', value: '(' }, 422, 'bad_regex'],
  ['an expression too large', { property: 'page.path', op: 'regex', value: '(a{1000}){1000}' }, 422, 'bad_regex'],
] as const)('%s is refused', async (_, filter, status, code) => {
  const { measure, query } = await world(engine.store, [at(10)]);
  const match = { events: ['pageview'], filter };
  const goal = { v: 1, kind: 'trends', range: { from: day(0), to: day(1) } } as const;
  const measures = [{ measure: 'conversions' as const, match }];
  await expect(query({ ...goal, measures })).rejects.toMatchObject({ status, code });
  if (code === 'bad_regex') {
    await expect(measure(['page_views'], { filter })).rejects.toMatchObject({ status, code });
  }
});
