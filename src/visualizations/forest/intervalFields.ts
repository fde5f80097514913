import type { DataFrame, Field } from '@grafana/data';
import { fieldNamed, finiteAt, isName, isNumber } from '../common/fields';
import type { ForestOptions } from './options';

/** The fields of one frame that make a forest plot. */
export interface IntervalFields {
  frame: DataFrame;
  names: Field[];
  estimate: Field;
  low: Field;
  high: Field;
}

/** Of a frame without any. */
const LEAST_LIKELY = 99;

interface Triple extends Pick<IntervalFields, 'estimate' | 'low' | 'high'> {
  /** How likely it is meant, 0 the most. */
  rank: number;
}

/** The words for the ends of an interval, as tables of estimates have them. */
const ENDS = [
  ['low', 'high'],
  ['lower', 'upper'],
  ['from', 'to'],
  ['min', 'max'],
  ['lcl', 'ucl'],
] as const;

/** They say that it is a bound, not of what. */
const NOISE = ['ci', 'bound', 'limit', '95'];

/** What an interval of a table is most likely to be held against a reference for; other pairs come after. */
const PREFERRED = ['relative', 'effect'];

/**
 * Estimates with their bounds: those the options name, and where they name none those found. Of several frames the one
 * that is most likely meant, the first among equals.
 */
export function intervalFields(
  frames: DataFrame[],
  chosen: Partial<Pick<ForestOptions, 'names' | 'estimate' | 'low' | 'high'>>
): IntervalFields | undefined {
  const candidates = frames
    .map((frame) => ({ frame, found: triple(frame) }))
    .sort((a, b) => (a.found?.rank ?? LEAST_LIKELY) - (b.found?.rank ?? LEAST_LIKELY));
  for (const { frame, found } of candidates) {
    const estimate = chosen.estimate ? fieldNamed(frame, chosen.estimate) : found?.estimate;
    const low = chosen.low ? fieldNamed(frame, chosen.low) : found?.low;
    const high = chosen.high ? fieldNamed(frame, chosen.high) : found?.high;
    if (estimate && low && high) {
      return { frame, names: nameFields(frame, chosen.names ?? []), estimate, low, high };
    }
  }
  return undefined;
}

function nameFields(frame: DataFrame, chosen: readonly string[]): Field[] {
  if (chosen.length > 0) {
    return chosen.flatMap((name) => fieldNamed(frame, name) ?? []);
  }
  const firstNumber = frame.fields.findIndex(isNumber);
  const before = frame.fields.slice(0, firstNumber).filter(isName);
  return before.length > 0 ? before : frame.fields.filter(isName).slice(0, 1);
}

/** By the names of the fields; without any that speak, the first three numbers, where they lie as estimate, low, high do. */
function triple(frame: DataFrame): Triple | undefined {
  const numbers = frame.fields.filter(isNumber);
  const pairs = pairsIn(numbers);
  const bounds = pairs.flatMap(({ low, high }) => [low, high]);
  const others = numbers.filter((field) => !bounds.includes(field));
  for (const pair of pairs) {
    const estimate = estimateOf(pair.stem, others, numbers.indexOf(pair.low), numbers);
    if (estimate) {
      return { estimate, low: pair.low, high: pair.high, rank: preference(pair) };
    }
  }
  const [estimate, low, high] = numbers;
  return pairs.length === 0 && estimate && low && high && isWithin(estimate, low, high)
    ? { estimate, low, high, rank: PREFERRED.length + 1 }
    : undefined;
}

/** Whether each estimate lies in its interval, as far as they are known. */
const isWithin = (estimate: Field, low: Field, high: Field): boolean =>
  estimate.values.every((_, row) => {
    const [value, from, to] = [estimate, low, high].map((field) => finiteAt(field, row));
    return value == null || ((from == null || from <= value) && (to == null || value <= to));
  });

interface Pair {
  low: Field;
  high: Field;
  /** The words of what is bounded. */
  stem: string[];
}

function pairsIn(numbers: Field[]): Pair[] {
  const byWords = new Map(numbers.map((field) => [wordsOf(field).join(' '), field]));
  const pairs = numbers.flatMap((low) =>
    ENDS.flatMap(([lower, upper]): Pair[] => {
      const words = wordsOf(low);
      const high = words.includes(lower) && byWords.get(words.map((word) => (word === lower ? upper : word)).join(' '));
      return high ? [{ low, high, stem: words.filter((word) => word !== lower && !NOISE.includes(word)) }] : [];
    })
  );
  return pairs.sort((a, b) => preference(a) - preference(b));
}

function preference({ stem }: Pair): number {
  const place = PREFERRED.findIndex((word) => stem.includes(word));
  return place < 0 ? PREFERRED.length : place;
}

/** The number that has all words of the bounds, the shortest name first; else the one that stands before the bounds. */
function estimateOf(stem: string[], others: Field[], lowAt: number, numbers: Field[]): Field | undefined {
  const named = others
    .filter((field) => stem.length > 0 && stem.every((word) => wordsOf(field).includes(word)))
    .sort((a, b) => wordsOf(a).length - wordsOf(b).length);
  return named[0] ?? others.filter((field) => numbers.indexOf(field) < lowAt).at(-1) ?? others[0];
}

/** `relative_low`, `relativeLow` and `Relative low` are the same words. */
const wordsOf = ({ name }: Field): string[] =>
  name
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
