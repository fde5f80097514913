import { MEASURES, PROPERTIES, type Measure, type QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, startProxy, type Proxy, type Workspace } from './proxy';

let proxy: Proxy;
let mine: Workspace;
beforeAll(async () => {
  proxy = await startProxy();
  mine = await proxy.workspace('mine');
  const theirs = await proxy.workspace('theirs');
  await mine.send([{ name: 'pageview', url: '/a', user_id: 'ana', props: { team: 'x' }, value: 1.5 }]);
  await theirs.send([
    { name: 'their-secret', url: '/their-secret', user_id: 'their-secret', props: { team: 'their-secret' } },
  ]);
});
afterAll(() => proxy.stop());

/** Texts that mean something in SQL, in its parameters, in regular expressions, or to whoever writes them down. */
const text = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "'; DROP TABLE events; --",
      "' OR workspace != '",
      "\\'",
      '\\',
      '\\N',
      '\u0000',
      '\ud800',
      'a\tb\nc',
      '{p1:String}',
      '%',
      '(',
      '[a-',
      '.*',
      '\\p{L}+',
      '(a{9999})',
      "x') UNION ALL SELECT * FROM events --",
      '💥',
      'theirs.example'
    ),
  }
);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 2 ** 53, 1e308, -1e308, 5e-324)
);
const property = fc.oneof(
  fc.constantFrom(...(Object.keys(PROPERTIES) as Array<keyof typeof PROPERTIES>)),
  text.map((name) => `props.${name}` as const)
);

const moment = fc.oneof(fc.constantFrom('event.time', 'person.first_seen', 'person.last_seen'), property);

const condition = fc.oneof(
  fc.record({ property, op: fc.constantFrom('eq', 'neq'), value: fc.oneof(text, number, fc.boolean()) }),
  fc.record({
    property,
    op: fc.constant('in'),
    value: fc.array(fc.oneof(text, number), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ property, op: fc.constantFrom('contains', 'starts_with', 'regex'), value: text }),
  fc.record({ property, op: fc.constantFrom('gt', 'gte', 'lt', 'lte'), value: number }),
  fc.record({ property, op: fc.constantFrom('set', 'unset') }),
  fc.record({
    property: moment,
    op: fc.constantFrom('before', 'after'),
    value: fc.constantFrom(0, NOW, '2099-12-31T23:59:59Z'),
  }),
  fc.record({ property: moment, op: fc.constant('within'), value: fc.constantFrom('1d', '99999M', '1m') }),
  fc.record({ segment: fc.constantFrom('Power Users', 'At Risk', 'New Users', "nobody's"), in: fc.boolean() })
);
const filter = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
    tie('node').map((not) => ({ not }))
  ),
})).node;
const matcher = fc.record(
  { events: fc.array(text, { minLength: 1, maxLength: 3 }), paths: fc.array(text, { maxLength: 2 }), filter },
  { requiredKeys: ['events'] }
);

const instant = fc.oneof(
  fc.integer({ min: 0, max: NOW + 86_400_000 }),
  fc.constantFrom(0, 1, NOW, Date.UTC(2099, 11, 31), '2026-11-24T12:00:00+14:00', '1970-01-01T00:00:00Z')
);
const range = fc.oneof(
  fc.record({ from: instant, to: instant }),
  fc.nat(90 * 86_400_000).map((length) => ({ from: NOW - length - 1, to: NOW })),
  fc.constantFrom('1h', '7d', '90d', '3M', '700w', '99999m').map((last) => ({ last }))
);
const rule = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record(
      {
        did: fc.oneof(fc.constant('anything'), matcher),
        times: fc.record({ op: fc.constantFrom('gte', 'lte', 'eq'), count: fc.nat(3) }),
        within: fc.oneof(fc.constantFrom('30d', 'range', '99999M'), fc.record({ from: instant, to: instant })),
      },
      { requiredKeys: ['did'] }
    ),
    fc.record({ saved: text }),
    condition,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
    tie('node').map((not) => ({ not }))
  ),
})).node;
const common = {
  v: fc.constant(1),
  range,
  timezone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/St_Johns',
    'Etc/GMT+12'
  ),
  weekStart: fc.constantFrom('monday', 'saturday', 'sunday'),
  // Most of them reach the engine: a site that is not there is refused before.
  site: fc.oneof(
    { weight: 13, arbitrary: fc.constant(undefined) },
    { weight: 6, arbitrary: fc.constantFrom<string | string[]>('mine.example', ['mine.example'], 'MINE.example') },
    { weight: 1, arbitrary: fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })) }
  ),
  filter: fc.option(filter, { nil: undefined }),
  segment: fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: text },
    { weight: 3, arbitrary: rule },
    { weight: 1, arbitrary: fc.constant('At Risk') }
  ),
  asOf: fc.option(instant, { nil: undefined }),
};
const measures = fc.array(
  fc.oneof(
    fc
      .constantFrom(...(Object.keys(MEASURES) as Measure[]).filter((name) => !name.startsWith('conversion')))
      .map((measure) => ({ measure })),
    fc.record({ measure: fc.constantFrom('conversions', 'conversion_rate'), match: matcher, name: text }),
    fc.record({ measure: fc.constantFrom('sum', 'p90', 'max'), property, match: matcher })
  ),
  { minLength: 1, maxLength: 3 }
);
const compare = fc.constantFrom(undefined, 'previous');
const question = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constant('trends'),
    measures,
    compare,
    formulas: fc.constantFrom(undefined, [{ formula: 'A / (A - A)' }]),
    interval: fc.constantFrom(undefined, 'range', '1h', '1d', '3d', '1w', '1M', '5M'),
    breakdown: fc.option(fc.record({ property, limit: fc.integer({ min: 1, max: 100 }) }), { nil: undefined }),
  }),
  fc.record({
    ...common,
    kind: fc.constant('top'),
    measures,
    compare,
    property,
    limit: fc.constantFrom(1, 10, 10_000),
  }),
  fc.record({
    ...common,
    kind: fc.constant('paths'),
    from: fc.option(matcher, { nil: undefined }),
    within: fc.constantFrom('session', '1s', '7d'),
    steps: fc.integer({ min: 2, max: 10 }),
    view: fc.constantFrom('graph', 'paths'),
  }),
  fc.record({ ...common, kind: fc.constant('movers'), properties: fc.array(property, { minLength: 1, maxLength: 2 }) }),
  fc.record({ ...common, kind: fc.constant('live'), properties: fc.array(property, { maxLength: 2 }) }),
  fc.record({
    ...common,
    kind: fc.constant('people'),
    of: fc.oneof(
      fc.constantFrom({ kind: 'events', pick: {} }, { kind: 'stickiness', interval: '1d', pick: { intervals: 1 } }),
      fc.record({
        kind: fc.constant('top'),
        property,
        measures: fc.constant([{ measure: 'unique_visitors' }]),
        pick: fc.record({ value: text }),
      })
    ),
    show: fc.array(property, { maxLength: 3 }),
    cursor: fc.constantFrom(undefined, '18446744073709551615', '1'),
  }),
  fc.record({
    ...common,
    kind: fc.constant('funnel'),
    steps: fc.array(fc.record({ name: text, match: matcher }), { minLength: 1, maxLength: 5 }),
    entry: fc.option(matcher, { nil: undefined }),
    window: fc.constantFrom('1s', '5m', '7d', '52w'),
  })
) as fc.Arbitrary<unknown> as fc.Arbitrary<QueryInput>;

test('any well-formed question over the real engine is answered or refused, and never shows what is not its own', async () => {
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(question, { minLength: 1, maxLength: 4 }), async (questions) => {
      const results = await mine.query(questions.map((q, i) => ({ ...q, refId: `${i}` })));
      for (const [refId, found] of Object.entries(results)) {
        const asked = JSON.stringify(questions[Number(refId)]);
        const answered = JSON.stringify(found);
        answers += 'frames' in found ? 1 : 0;
        expect('error' in found ? found.error.status : 200, `${asked} → ${answered}`).toBeLessThan(500);
        expect(answered).not.toContain('their-secret');
        expect(answered).not.toMatch(/toUnixTimestamp64Milli|DB::|Code: \d/);
      }
    }),
    { numRuns: 90, seed: 1 }
  );
  // Enough of them reached the engine, and nothing was done to anybody's events.
  expect(answers).toBeGreaterThan(60);
  const { A } = await mine.query([
    {
      v: 1,
      kind: 'trends',
      range: { last: '1h' },
      asOf: NOW + 10_000,
      interval: 'range',
      measures: [{ measure: 'events' }],
    },
  ]);
  expect(A).toMatchObject({ frames: [{ data: { values: [[expect.any(Number)], [1]] } }] });
});
