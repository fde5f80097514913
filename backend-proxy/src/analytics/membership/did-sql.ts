import type { Did } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { matcherSql } from '../sql/matcher';
import { eventScope, type PeopleScope } from '../sql/scope';
import { backFrom, toInstant } from '../time/range';

/** The people of a workspace at a moment, and the range of the question that asks about them. */
export interface RuleScope extends PeopleScope {
  /** Where the range that ends at `until` starts, in milliseconds. */
  rangeFrom: number;
}

/** Whether a `person` did something as often as the rule says. */
export function didSql({ did, times = { op: 'gte', count: 1 }, within }: Did, people: RuleScope): Sql {
  const { from, to } = spanOf(within, people);
  const events = did === 'anything' ? sql`interactive` : matcherSql(did, people);
  const who = (having: Sql) => sql`(SELECT person FROM events
    WHERE ${eventScope({ workspace: people.workspace }, from, to)} AND person != 0 AND ${events} GROUP BY person ${having})`;
  const count = bind('UInt64', times.count);
  // Who did it never has no events here, and is told by not being among those who did.
  switch (times.op) {
    case 'gte':
      return times.count === 0 ? sql`true` : sql`person IN ${who(sql`HAVING count() >= ${count}`)}`;
    case 'lte':
      return sql`person NOT IN ${who(sql`HAVING count() > ${count}`)}`;
    case 'eq':
      return times.count === 0
        ? sql`person NOT IN ${who(sql``)}`
        : sql`person IN ${who(sql`HAVING count() = ${count}`)}`;
  }
}

/** [from, to) of the events that count, in milliseconds. */
function spanOf(within: Did['within'], { until, timezone, rangeFrom }: RuleScope): { from: number; to: number } {
  if (within === undefined) {
    return { from: 0, to: until };
  }
  if (typeof within === 'string') {
    return { from: within === 'range' ? rangeFrom : backFrom(until, within, timezone), to: until };
  }
  const to = Math.min(toInstant(within.to), until);
  return { from: Math.min(toInstant(within.from), to), to };
}
