import {
  formulaLetter,
  MEASURES,
  isProperty,
  propertyLabel,
  type Condition,
  type Filter,
  type FormulaAsked,
  type Matcher,
  type MeasureAsked,
  type SegmentAsked,
} from '@fawkes/contract';

/*
 * Words for the sentence that says what a query computes. In English, as the answers' own labels and notices are:
 * a sentence is put together from parts, which a table of translated texts cannot do.
 */

const UNITS: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week', M: 'month' };

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: string[], last = 'and'): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export const quoted = (text: unknown): string => `“${String(text)}”`;

export const propertyWords = (property: string): string => (isProperty(property) ? propertyLabel(property) : property);

/** `7d` is `7 days`, `1h` is `1 hour`; what is no duration, such as a variable, stays as it is. */
export function durationWords(text: string): string {
  const [, count = '', unit = ''] = /^(\d+)([smhdwM])$/.exec(text) ?? [];
  const word = UNITS[unit];
  return word === undefined ? text : `${count} ${word}${count === '1' ? '' : 's'}`;
}

/** How often a trend has a value. */
export function intervalWords(interval: string | undefined): string {
  switch (interval) {
    case undefined:
      return 'over time';
    case 'range':
      return 'in the whole time range';
    default:
      return interval.startsWith('1') && interval.length === 2
        ? `per ${durationWords(interval).slice(2)}`
        : `every ${durationWords(interval)}`;
  }
}

export function measureWords({ measure, match, goal, property = 'value', name }: MeasureAsked): string {
  const label = MEASURES[measure]?.label ?? measure;
  const numbers = 'numeric' in (MEASURES[measure] ?? {}) ? `${label} of ${propertyWords(property)}` : label;
  const events = goal === undefined ? match && matcherWords(match) : `the goal ${quoted(goal)}`;
  const counted = events === undefined ? numbers : `${numbers} of ${events}`;
  return name === undefined ? counted : `${counted} (as ${quoted(name)})`;
}

/** What is shown of measures and formulas; what only formulas use is said behind them. */
export function measuresWords(measures: MeasureAsked[], formulas: FormulaAsked[] = []): string {
  const shown = measures.filter(({ hidden }) => !hidden).map(measureWords);
  const reckoned = formulas.map(({ formula, name }) =>
    name === undefined ? formula : `${formula} (as ${quoted(name)})`
  );
  const letters = measures.map(
    (asked, place) => `${formulaLetter(place)} is ${measureWords({ ...asked, name: undefined })}`
  );
  const where = reckoned.length > 0 ? ` (where ${listed(letters)})` : '';
  return `${listed([...shown, ...reckoned])}${where}`;
}

/** Which events a matcher selects. */
export function matcherWords({ events = [], paths = [], filter }: Matcher): string {
  const named = [...events.map(quoted), ...paths.map((path) => `a view of ${quoted(path)}`)];
  const what = named.length > 0 ? listed(named, 'or') : 'any event';
  return filter === undefined ? what : `${what} where ${filterWords(filter)}`;
}

function filterWords(filter: Filter): string {
  if ('and' in filter) {
    return listed(filter.and.map(branchWords));
  }
  if ('or' in filter) {
    return listed(filter.or.map(branchWords), 'or');
  }
  if ('not' in filter) {
    return `not ${branchWords(filter.not)}`;
  }
  return 'segment' in filter
    ? `the person is ${filter.in ? '' : 'not '}in ${quoted(filter.segment)}`
    : conditionWords(filter);
}

const branchWords = (filter: Filter): string => ('op' in filter ? conditionWords(filter) : `(${filterWords(filter)})`);

/** What each comparison is called; the editor offers them by the same words. */
export const OPERATORS: Record<Condition['op'], string> = {
  eq: 'is',
  neq: 'is not',
  in: 'is one of',
  contains: 'contains',
  starts_with: 'starts with',
  regex: 'matches',
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  set: 'is set',
  unset: 'is not set',
  before: 'is before',
  after: 'is at or after',
  within: 'is within the last',
};

function conditionWords(condition: Condition): string {
  const subject = `${propertyWords(condition.property)} ${OPERATORS[condition.op] ?? condition.op}`;
  if (condition.op === 'within') {
    return `${subject} ${durationWords(condition.value ?? '…')}`;
  }
  return 'value' in condition ? `${subject} ${valueWords(condition.value)}` : subject;
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) {
    return listed(value.map(quoted), 'or');
  }
  return typeof value === 'string' ? quoted(value) : String(value ?? '…');
}

interface Selection {
  site?: string | string[];
  segment?: SegmentAsked;
  filter?: Filter;
}

/** The end of the sentence: on which sites, of which people, and which events count. */
export function selectionWords({ site, segment, filter }: Selection): string {
  const sites = [site ?? []].flat();
  return [
    sites.length > 0 ? ` on ${listed(sites)}` : '',
    segment === undefined
      ? ''
      : `, of the people ${typeof segment === 'string' ? `in ${quoted(segment)}` : 'whom a rule selects'}`,
    filter === undefined ? '' : `, where ${filterWords(filter)}`,
  ].join('');
}

export const compareWords = (compare: unknown): string =>
  compare === undefined ? '' : ', compared with the previous period';
