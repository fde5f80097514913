import { eventInputSchema } from '@fawkes/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forbiddenName } from '../forbidden-name';
import { brokenText } from './broken-text';
import { isPlainEvent } from './plain-event';

const half = '\ud83d';
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    '\0',
    half,
    `a${half}b`,
    '💥',
    'x'.repeat(200),
    'x'.repeat(301),
    'x'.repeat(2001),
    'x'.repeat(4001)
  )
);
const key = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString'));
const scalar = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
const bag = fc.oneof(
  fc.dictionary(key, scalar),
  fc.array(scalar),
  fc.constant(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`k${i}`, i])))
);
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.integer(),
  fc.double(),
  fc.maxSafeInteger(),
  fc.constantFrom(
    '2026-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T10:00:00+01:00',
    '2026-11-23'
  )
);
const anything = fc.oneof(scalar, bag, time);

/** Events that are right but for a field here and there. */
const event = fc.oneof(
  fc.record({ name: text, site: text, timestamp: time, props: bag, user_id: scalar }, { requiredKeys: [] }),
  fc.record(Object.fromEntries(Object.keys(eventInputSchema.shape).map((name) => [name, anything])), {
    requiredKeys: ['name', 'site'],
  }),
  fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(eventInputSchema.shape)), key), anything),
  anything
);

test('what is plainly an event is one to all that judges events, and stays as it is', () => {
  fc.assert(
    fc.property(event, (raw) => {
      if (isPlainEvent(raw)) {
        expect(eventInputSchema.safeParse(raw)).toEqual({ success: true, data: raw });
        expect(forbiddenName(raw)).toBeUndefined();
        expect(brokenText(raw)).toBeUndefined();
      }
    }),
    { numRuns: 5000 }
  );
});

const good = { name: 'Sign Up', site: 'docs.example' };

test.each([
  good,
  {
    ...good,
    id: 'e1',
    timestamp: '2026-11-23T10:00:00.123Z',
    user_id: 'u1',
    anonymous_id: null,
    user_agent: null,
    url: 'https://docs.example/a?b=ü💥',
    referrer: '',
    props: { team: 'x', seats: 3, free: true, none: null, '💥': '💥' },
    traits: {},
    value: 1.5,
    interactive: false,
  },
  { ...good, timestamp: 1_795_000_000_000, value: null },
])('the usual events are plain, so that they do not take the long way: %j', (raw) => {
  expect(isPlainEvent(raw)).toBe(true);
});

test('a name that reaches for prototypes is not plain', () => {
  expect(isPlainEvent(JSON.parse('{"name":"p","site":"d","__proto__":{"a":1}}'))).toBe(false);
  expect(isPlainEvent(JSON.parse('{"name":"p","site":"d","props":{"__proto__":"x"}}'))).toBe(false);
});
