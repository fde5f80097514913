import { BEHAVIOURS, type AdoptionQuery, type Feature, type Frame } from '@fawkes/contract';
import { sql } from '../../store/sql';
import { type Chosen, chosenSql } from '../behaviour/chosen-sql';
import { knownPeople } from '../behaviour/known-people';
import { momentAt } from '../behaviour/moment';
import { frame, numberColumn, textColumn } from '../frame';
import { eventRows } from '../measures/event-rows';
import type { Computed, Question } from '../question';
import { AT_ONCE, masksOf } from './adoption-sql';

interface Row {
  /** Its place among the segments asked about. */
  segment: number;
  people: number;
  /** Of each feature in turn. */
  eligible: number[];
  adopters: number[];
}

/**
 * How many of each segment's people use each feature: frame `by_segment`, a row a feature and a field a segment with the adoption
 * rate in percent, null where nobody could use it; frame `segments` with each one's people who were active in the range. Segments
 * are those at its end, the behavioural ones where none are named. Counts users and stable visitors only.
 */
export async function adoptionBySegment(q: Question<AdoptionQuery>): Promise<Computed> {
  const names = [...new Set(q.query.segments ?? BEHAVIOURS)];
  const features = await q.features(q.query.features);
  const parts = Array.from({ length: Math.max(1, Math.ceil(features.length / AT_ONCE)) }, (_, i) =>
    features.slice(i * AT_ONCE, (i + 1) * AT_ONCE)
  );
  const { rules } = q;
  const chosen = {
    segments: names,
    moment: momentAt(q.range.to, rules, q.timezone),
    rules,
    features: await q.features(),
  };
  const rows: Row[][] = [];
  for (const part of parts) {
    rows.push(await adoptersBySegment(q, chosen, part));
  }
  const found = names.map((_, place) => rows.map((part) => part.find(({ segment }) => segment === place)));
  const people = found.map(([part]) => part?.people ?? 0);
  const { nobody, notices } = await knownPeople(
    q,
    q.range,
    people.every((n) => n === 0)
  );
  const rates = found.map((own) =>
    parts.flatMap((part, i) => part.map((_, at) => rateOf(own[i]?.adopters[at], own[i]?.eligible[at])))
  );
  return { frames: [ratesFrame(features, names, rates), peopleFrame(names, people, nobody)], notices, cut: null };
}

/** Persons active in the range, each with what they did of the features, counted in each segment that they are in. */
function adoptersBySegment(q: Question<AdoptionQuery>, chosen: Chosen, features: Feature[]): Promise<Row[]> {
  const { goals, could, did } = masksOf(features);
  const there = sql`true`;
  const active = sql`SELECT person, groupBitOr(goals) AS mask
    FROM (${eventRows(q, q.range.from, q.range.to, undefined, goals)})
    WHERE person != 0 AND person_stable AND active GROUP BY person`;
  return q.run<Row>(sql`SELECT toInt64(arrayJoin(bitPositionsToArray(chosen))) AS segment, count() AS people,
      sumForEach(${could(sql`mask`, there)}) AS eligible, sumForEach(${did(sql`mask`, there)}) AS adopters
    FROM (${active}) AS active
    INNER JOIN (${chosenSql(q, chosen)}) AS chosen ON active.person = chosen.person
    GROUP BY segment`);
}

function rateOf(adopters = 0, eligible = 0): number | null {
  return eligible === 0 ? null : (100 * adopters) / eligible;
}

function ratesFrame(features: Feature[], names: string[], rates: Array<Array<number | null>>): Frame {
  const titles = features.map(({ name }) => name);
  return frame('by_segment', [
    textColumn('feature', titles, { displayName: 'Feature' }),
    ...names.map((name, i) => numberColumn(name, rates[i] ?? [], { displayName: name, unit: 'percent' })),
  ]);
}

function peopleFrame(names: string[], people: number[], nobody: boolean): Frame {
  return frame('segments', [
    textColumn('segment', names, { displayName: 'Segment' }),
    numberColumn(
      'people',
      people.map((n) => (nobody ? null : n)),
      { displayName: 'People', unit: 'locale' }
    ),
  ]);
}
