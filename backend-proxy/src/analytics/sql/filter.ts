import { type Condition, type Filter, TIMES } from '@fawkes/contract';
import { Problem } from '../../problem';
import { bind, join, type Sql, sql } from '../../store/sql';
import { isSessionProperty, type PeopleScope, propertyNumber, propertyText } from './property';
import { ofOneEvent } from './session-properties';
import { isTimeCondition, type TimeCondition, timeConditionSql, wasSeen } from './time-condition';

const COMPARE = { gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` } as const;

/** A filter as SQL that is true or false, never NULL. An absent property is the empty text. */
export function filterSql(filter: Filter, people: PeopleScope): Sql {
  const part = (inner: Filter) => filterSql(inner, people);
  if ('and' in filter) {
    return sql`(${join(filter.and.map(part), ' AND ')})`;
  }
  if ('or' in filter) {
    return sql`(${join(filter.or.map(part), ' OR ')})`;
  }
  if ('not' in filter) {
    return sql`NOT ${part(filter.not)}`;
  }
  return 'segment' in filter
    ? sql`(person ${filter.in ? sql`IN` : sql`NOT IN`} (${people.members(filter.segment)}))`
    : sql`(${conditionSql(filter, people)})`;
}

/**
 * A filter that only events are asked, one at a time.
 * @throws Problem 422 when it has a condition on the session, which one event does not know.
 */
export function eventFilterSql(filter: Filter, people: PeopleScope): Sql {
  const ofSession = conditionsOf(filter).find((condition) => isSessionProperty(condition.property));
  if (ofSession) {
    throw ofOneEvent([{ path: 'filter', message: `${ofSession.property} is a property of the session` }]);
  }
  return filterSql(filter, people);
}

function conditionSql(condition: Condition, people: PeopleScope): Sql {
  if (isTimeCondition(condition)) {
    return timeConditionSql(condition, people);
  }
  const { property, op } = condition;
  if (TIMES.includes(property)) {
    // The contract lets nothing else be asked of a time; an event has one always.
    const known = property === 'event.time' ? sql`true` : wasSeen(people);
    return op === 'set' ? known : sql`NOT ${known}`;
  }
  return valueConditionSql(condition, people);
}

function valueConditionSql(condition: Exclude<Condition, TimeCondition>, people: PeopleScope): Sql {
  const text = propertyText(condition.property, people);
  const holds = comparisonSql(condition, text, people);
  // What no absent prop can fulfil asks for the prop first: the index of props knows where there is none.
  return condition.property.startsWith('props.') && !holdsOfAbsent(condition)
    ? sql`mapContains(props, ${bind('String', condition.property.slice('props.'.length))}) AND ${holds}`
    : holds;
}

function holdsOfAbsent(condition: Exclude<Condition, TimeCondition>): boolean {
  switch (condition.op) {
    case 'eq':
      return String(condition.value) === '';
    case 'in':
      return condition.value.some((value) => String(value) === '');
    case 'contains':
    case 'starts_with':
      return condition.value === '';
    case 'neq':
    case 'regex':
    case 'unset':
      return true;
    default:
      return false;
  }
}

function comparisonSql(condition: Exclude<Condition, TimeCondition>, text: Sql, people: PeopleScope): Sql {
  switch (condition.op) {
    case 'eq':
      return sql`${text} = ${bind('String', String(condition.value))}`;
    case 'neq':
      return sql`${text} != ${bind('String', String(condition.value))}`;
    case 'in':
      return sql`has(${bind('Array(String)', condition.value.map(String))}, ${text})`;
    case 'contains':
      return sql`position(${text}, ${bind('String', condition.value)}) > 0`;
    case 'starts_with':
      return sql`startsWith(${text}, ${bind('String', condition.value)})`;
    case 'regex':
      return sql`match(${text}, ${bind('String', condition.value)})`;
    case 'set':
      return sql`${text} != ''`;
    case 'unset':
      return sql`${text} = ''`;
    default:
      return sql`ifNull(${propertyNumber(condition.property, people)} ${COMPARE[condition.op]} ${bind('Float64', condition.value)}, false)`;
  }
}

/** A filter taken apart: what must hold of an event, and what of the session it belongs to. */
export interface SplitFilter {
  event?: Filter;
  session?: Filter;
}

/**
 * Separates conditions on the session from those on its events.
 * @throws Problem 422 when both kinds stand under one `or` or `not`, which has no clear meaning.
 */
export function splitFilter(filter: Filter | undefined): SplitFilter {
  const parts = filter === undefined ? [] : 'and' in filter ? filter.and.map(splitFilter) : [leaf(filter)];
  return {
    event: allOf(parts.flatMap((p) => p.event ?? [])),
    session: allOf(parts.flatMap((p) => p.session ?? [])),
  };
}

function leaf(filter: Filter): SplitFilter {
  // What is known of the person holds of the event and of the session alike.
  const ofNeither = ({ property }: Condition) => property.startsWith('person.');
  const scopes = new Set(
    conditionsOf(filter)
      .filter((condition) => !ofNeither(condition))
      .map(({ property }) => isSessionProperty(property))
  );
  if (scopes.size > 1) {
    throw new Problem(
      422,
      'mixed_scopes',
      'Put conditions on the session and on its events side by side under "and".',
      [{ path: 'filter', message: 'an "or" or "not" holds conditions on the session and on events together' }]
    );
  }
  return scopes.has(true) ? { session: filter } : { event: filter };
}

function allOf(filters: Filter[]): Filter | undefined {
  return filters.length > 1 ? { and: filters } : filters[0];
}

/** Every condition on a property, wherever it stands in the tree. */
function conditionsOf(filter: Filter): Condition[] {
  if ('and' in filter) {
    return filter.and.flatMap(conditionsOf);
  }
  if ('or' in filter) {
    return filter.or.flatMap(conditionsOf);
  }
  if ('not' in filter) {
    return conditionsOf(filter.not);
  }
  return 'segment' in filter ? [] : [filter];
}
