import type { Did, QueryInput, SegmentRule } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { MONDAY } from '../../../test/world';

type Of = Extract<QueryInput, { kind: 'people' }>['of'];

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const DAY = 86_400_000;
/** The range that is asked about is days 8 and 9; all times lie on whole hours, so that bounds are met often. */
const RANGE = { from: MONDAY + 8 * DAY, to: MONDAY + 10 * DAY };

interface PlainEvent {
  user: string;
  name: string;
  time: number;
  interactive: boolean;
  plan: string;
}

const events = fc.array(
  fc.record({
    user: fc.constantFrom('ana', 'bob', 'cy', 'dan'),
    name: fc.constantFrom('Order', 'Visit', 'Visit'),
    time: fc.integer({ min: 0, max: 44 }).map((step) => MONDAY + step * 6 * (DAY / 24)),
    interactive: fc.boolean(),
    plan: fc.constantFrom('', '', 'free', 'pro'),
  }),
  { maxLength: 25 }
);

const did = fc.record(
  {
    did: fc.constantFrom('anything' as const, { events: ['Order'] }, { events: ['Visit'] }),
    times: fc.record({ op: fc.constantFrom('gte' as const, 'lte' as const, 'eq' as const), count: fc.nat(3) }),
    within: fc.constantFrom('1d', '5d', 'range', { from: MONDAY + 2 * DAY, to: MONDAY + 6 * DAY }),
  },
  { requiredKeys: ['did'] }
);
const about = fc.oneof(
  fc.record({
    property: fc.constant('person.plan' as const),
    op: fc.constantFrom('eq' as const, 'neq' as const),
    value: fc.constantFrom('free', 'pro'),
  }),
  fc.record({
    property: fc.constantFrom('person.first_seen' as const, 'person.last_seen' as const),
    op: fc.constantFrom('before' as const, 'after' as const),
    value: fc.integer({ min: 0, max: 11 }).map((day) => MONDAY + day * DAY),
  })
);
const rules = fc.letrec<{ rule: SegmentRule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    did,
    about,
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
    tie('rule').map((not) => ({ not }))
  ),
})).rule;

type Rule = SegmentRule;

/** Whether a person is in the segment, by a loop over their events up to the end of the range. */
function holds(rule: Rule, own: PlainEvent[]): boolean {
  if ('and' in rule) {
    return rule.and.every((part) => holds(part, own));
  }
  if ('or' in rule) {
    return rule.or.some((part) => holds(part, own));
  }
  if ('not' in rule) {
    return !holds(rule.not, own);
  }
  if ('did' in rule) {
    return didSo(rule, own);
  }
  if ('property' in rule && rule.property === 'person.plan') {
    const told = own.filter(({ plan }) => plan !== '');
    const latest = told.sort((a, b) => b.time - a.time || (a.plan < b.plan ? 1 : -1))[0]?.plan ?? '';
    return 'value' in rule && (rule.op === 'eq') === (latest === rule.value);
  }
  const times = own.filter(({ interactive }) => interactive).map(({ time }) => time);
  const { property, op, value } = rule as { property: string; op: string; value: number };
  const time = property === 'person.first_seen' ? Math.min(...times) : Math.max(...times);
  return op === 'before' ? time < value : time >= value;
}

function didSo({ did: what, within, times = { op: 'gte', count: 1 } }: Did, own: PlainEvent[]): boolean {
  const [from, to] = spanOf(within);
  const meets = (event: PlainEvent) => (what === 'anything' ? event.interactive : what.events!.includes(event.name));
  const count = own.filter((event) => event.time >= from && event.time < to && meets(event)).length;
  return times.op === 'gte' ? count >= times.count : times.op === 'lte' ? count <= times.count : count === times.count;
}

function spanOf(within: Did['within']): [number, number] {
  if (typeof within === 'object') {
    return [Number(within.from), Number(within.to)];
  }
  const back = { '1d': DAY, '5d': 5 * DAY, range: RANGE.to - RANGE.from }[within as string];
  return [back === undefined ? 0 : RANGE.to - back, RANGE.to];
}

test('who is in a segment is who a plain loop finds', async () => {
  const worlds = fc.sample(fc.record({ events, rules: fc.array(rules, { minLength: 2, maxLength: 2 }) }), {
    numRuns: 200,
    seed: 11,
  });
  const stored = worlds.flatMap((world, i) =>
    world.events.map(({ user, plan, ...event }) => ({
      ...event,
      workspace: `world${i}`,
      user_id: user,
      traits: (plan ? { plan } : {}) as Record<string, string>,
    }))
  );
  await load(engine.store, stored);
  for (const [i, world] of worlds.entries()) {
    const known = world.events.filter(({ time }) => time < RANGE.to);
    const seen = [...new Set(known.filter(({ interactive }) => interactive).map(({ user }) => user))];
    const own = (user: string) => known.filter((event) => event.user === user);
    await Promise.all(
      world.rules.map(async (segment) => {
        const expected = seen.filter((user) => holds(segment, own(user))).toSorted();
        const of: Of = { kind: 'trends', measures: [{ measure: 'total_users' }], pick: {} };
        const answered = await ask(
          engine.store,
          { v: 1, kind: 'people', range: RANGE, of, segment },
          { workspace: `world${i}` }
        );
        expect({ segment, people: columns(answered)['person']!.toSorted() }).toEqual({ segment, people: expected });
      })
    );
  }
}, 240_000);
