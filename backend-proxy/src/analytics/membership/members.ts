import {
  BEHAVIOURS,
  type Feature,
  partsOfRule,
  type Segment,
  type SegmentAsked,
  type SegmentRule,
} from '@fawkes/contract';
import { Problem } from '../../problem';
import { join, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import { filterSql } from '../sql/filter';
import { firstSeenSql } from '../sql/seen';
import { previousRange } from '../time/range';
import { behaviouralSql } from './behavioural-sql';
import { didSql, type RuleScope } from './did-sql';
import { savedSql } from './saved-sql';

/** What a workspace defines that decides who is in a segment. */
export interface KnownSegments {
  segments: readonly Segment[];
  features: readonly Feature[];
}

/** Segments refer to segments no deeper than this, and come to no more parts in all. */
const MOST_DEEP = 5;
const MOST_PARTS = 100;

type Asker = Question<unknown>;

/** The way of a rule through segments that refer to segments, and how many parts it has come to. */
interface Way {
  names: readonly string[];
  size: { parts: number };
}

/**
 * How a question tells who is in a segment, by the definitions of its workspace: persons who are known across days and were seen by
 * then, anywhere in the workspace, whatever sites and filter the question has.
 */
export function membersOf(q: Omit<Asker, 'members'>, known: KnownSegments): Question<unknown>['members'] {
  function members(asked: SegmentAsked, until: number, way: Way): Sql {
    if (typeof asked !== 'string') {
      return membersByRule(asked, until, way);
    }
    const names = [...way.names, asked];
    refuseCircle(way.names, names);
    const found = known.segments.find(({ name }) => name === asked);
    if (found) {
      return membersByRule(found.rule, until, { ...way, names });
    }
    const behaviour = BEHAVIOURS.find((name) => name === asked) ?? unknownSegment(asked, known);
    // Features count for it, and what they match may refer to segments in turn.
    const within: Asker['members'] = (segment, then) => members(segment, then, { ...way, names });
    return behaviouralSql({ ...q, members: within, query: {} }, behaviour, until, known.features);
  }

  function membersByRule(rule: SegmentRule, until: number, way: Way): Sql {
    const people: RuleScope = {
      workspace: q.workspace,
      timezone: q.timezone,
      until,
      rangeFrom: rangeFromOf(q, until),
      members: (segment) => members(segment, until, way),
    };
    return sql`SELECT person FROM (${firstSeenSql(people)}) WHERE stable AND ${ruleSql(rule, people, way)}`;
  }

  return (asked, until) => members(asked, until, { names: [], size: { parts: 0 } });
}

/** A rule over a `person`, true or false. */
function ruleSql(rule: SegmentRule, people: RuleScope, way: Way): Sql {
  const parts = partsOfRule(rule)?.map((part) => ruleSql(part, people, way));
  if (parts) {
    return 'not' in rule ? sql`NOT ${parts[0]!}` : sql`(${join(parts, 'and' in rule ? ' AND ' : ' OR ')})`;
  }
  way.size.parts += 1;
  if (way.size.parts > MOST_PARTS) {
    throw new Problem(422, 'segment_too_large', `A segment and those it refers to have at most ${MOST_PARTS} parts.`, [
      { path: 'segment', message: 'has more' },
    ]);
  }
  if ('did' in rule) {
    return didSql(rule, people);
  }
  if ('saved' in rule) {
    return sql`person IN (${savedSql(people.workspace, rule.saved)})`;
  }
  return filterSql(rule as Extract<SegmentRule, { op: string } | { segment: string }>, people);
}

/** The start of the range that ends at a moment: of the question's, the one before it, or one that is as long. */
function rangeFromOf({ range, timezone }: Pick<Asker, 'range' | 'timezone'>, until: number): number {
  switch (until) {
    case range.to:
      return range.from;
    case range.from:
      return previousRange(range, timezone).from;
    default:
      return Math.max(0, until - (range.to - range.from));
  }
}

function refuseCircle(before: readonly string[], names: readonly string[]): void {
  const asked = names.at(-1)!;
  if (before.includes(asked)) {
    throw new Problem(422, 'segment_cycle', `A segment cannot refer to itself: ${names.join(' → ')}.`, [
      { path: 'segment', message: `${asked} refers to itself` },
    ]);
  }
  if (names.length > MOST_DEEP) {
    throw new Problem(
      422,
      'segment_too_deep',
      `Segments refer to segments at most ${MOST_DEEP} deep: ${names.join(' → ')}.`,
      [{ path: 'segment', message: 'refers too deep' }]
    );
  }
}

function unknownSegment(name: string, { segments }: KnownSegments): never {
  const all = [...segments.map((segment) => segment.name), ...BEHAVIOURS];
  throw new Problem(404, 'unknown_segment', `There is no segment "${name}". There are: ${all.join(', ')}.`, [
    { path: 'segment', message: 'unknown' },
  ]);
}
