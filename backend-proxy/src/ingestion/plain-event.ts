import { MAX_FUTURE_MS, type EventInput } from '@fawkes/contract';

/**
 * Whether an event is beyond doubt one that `eventInputSchema` takes as it is, with no name and no text that is refused
 * elsewhere. Most events are, and the schema takes ten times as long; where this says no, the schema decides and finds the
 * words. A test holds the two against each other.
 */
export function isPlainEvent(raw: unknown): raw is EventInput {
  if (!isPlainObject(raw) || raw['name'] === undefined || raw['site'] === undefined) {
    return false;
  }
  for (const key in raw) {
    const check = FIELDS.get(key);
    if (!check?.(raw[key])) {
      return false;
    }
  }
  return true;
}

type Check = (value: unknown) => boolean;

/** NUL, or half of a pair that stands for one character. */
const BROKEN = /[\0\p{Surrogate}]/u;

const text =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most && !BROKEN.test(value);

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);

const isKey = text(1, 300);
const isText = text(0, 2000);

function isBag(value: unknown): boolean {
  if (!isPlainObject(value)) {
    return false;
  }
  let keys = 0;
  for (const key in value) {
    if (++keys > 100 || FORBIDDEN.has(key) || !isKey(key) || !isScalar(value[key])) {
      return false;
    }
  }
  return true;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'boolean' || isNumber(value) || isText(value);
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** What `Date.toISOString` writes, with or without milliseconds; every other form of ISO 8601 is for the schema. */
const UTC = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

function isTime(value: unknown): boolean {
  return typeof value === 'string'
    ? value.length <= 24 && UTC.test(value)
    : Number.isInteger(value) && (value as number) >= 0 && (value as number) < Number.MAX_SAFE_INTEGER - MAX_FUTURE_MS;
}

const FIELDS = new Map<string, Check>([
  ['id', text(1, 200)],
  ['name', text(1, 300)],
  ['site', text(1, 253)],
  ['timestamp', isTime],
  ['user_id', orNull(text(1, 300))],
  ['anonymous_id', orNull(text(1, 300))],
  ['url', orNull(text(0, 4000))],
  ['referrer', orNull(text(0, 4000))],
  ['user_agent', orNull(text(0, 2000))],
  ['props', isBag],
  ['traits', isBag],
  ['value', orNull(isNumber)],
  ['interactive', (value) => typeof value === 'boolean'],
]);

/** As JSON makes them: with the usual prototype. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
