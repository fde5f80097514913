import { mayBeTime, TIMES, type Condition, type Filter } from '@fawkes/contract';

/** A condition as it is written: its value may not be given yet. */
export type DraftCondition = Pick<Condition, 'property' | 'op'> & { value?: unknown };

export const isCondition = (filter: Filter): filter is Condition => 'op' in filter;

/** Comparisons by size, which take a number. */
export const isBySize = (op: Condition['op']): boolean => ['gt', 'gte', 'lt', 'lte'].includes(op);

const OF_TIMES: ReadonlyArray<Condition['op']> = ['before', 'after', 'within'];
const OF_PRESENCE: ReadonlyArray<Condition['op']> = ['set', 'unset'];

/** Whether a property can be compared so: moments by what comes earlier and later, and nothing else so. */
export function isComparable({ property }: Pick<Condition, 'property'>, op: Condition['op']): boolean {
  if (TIMES.includes(property)) {
    return OF_TIMES.includes(op) || OF_PRESENCE.includes(op);
  }
  return !OF_TIMES.includes(op) || mayBeTime(property);
}

/** The same condition of another property, compared as before where that one can be. */
export function withProperty(condition: DraftCondition, property: Condition['property']): DraftCondition {
  const next = { ...condition, property };
  return isComparable(next, next.op) ? next : withOperator(next, TIMES.includes(property) ? 'within' : 'eq');
}

/** The same condition with another comparison, and its value in the type that this one takes. */
export function withOperator({ property, op: before, value }: DraftCondition, op: Condition['op']): DraftCondition {
  const [first] = [value].flat();
  switch (op) {
    case 'set':
    case 'unset':
      return { property, op };
    case 'in':
      return { property, op, value: before === 'in' ? value : [first ?? []].flat() };
    case 'eq':
    case 'neq':
      return { property, op, value: first };
    default:
      return { property, op, value: isBySize(op) ? numberOf(first) : textOf(first) };
  }
}

const textOf = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
