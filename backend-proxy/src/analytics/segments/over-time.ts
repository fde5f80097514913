import { BEHAVIOURS, type Frame, type SegmentsQuery } from '@fawkes/contract';
import { Problem } from '../../problem';
import { sql } from '../../store/sql';
import { type Chosen, chosenSql } from '../behaviour/chosen-sql';
import { type Moment, momentAt } from '../behaviour/moment';
import { frame, numberColumn } from '../frame';
import type { Question } from '../question';
import { incompleteBuckets, planBuckets } from '../time/buckets';
import { zoned } from '../time/range';
import { dailySizesSql } from './daily-sql';
import { daysOf } from './days';

/** More moments than a picture shows, or days than are read in good time, are refused. For one's own segments, and where moments
 * are no starts of days, each takes a pass. */
const MOST = { moments: 400, days: 1100, ownMoments: 60 };
/** Moments further apart than this are asked about one after the other, so that memory stays bounded. */
const DAYS_AT_ONCE = 120;
const DAY_MS = 86_400_000;

interface OverTime extends Chosen {
  interval: string;
  /** The sizes at the end of the range. */
  sizes: number[];
  nobody: boolean;
}

/**
 * Frame `over_time`: a row an interval and a field a segment, the people in it at the interval's end. Those whom the question is
 * about are the same ones in all of them: as of the end of the range.
 */
export async function sizesOverTime(question: Question<SegmentsQuery>, asked: OverTime): Promise<Frame> {
  const q = { ...question, peopleAt: question.range.to };
  const plan = planBuckets(q.range, asked.interval, q.timezone, q.weekStart);
  // The last interval ends with the range, which need not be the end of a day, and is known already.
  const ends = plan.buckets.slice(0, -1).map(({ end }) => end);
  const [daily, others] = split(ends, (end) => areDays(momentAt(end, asked.rules, q.timezone), q.timezone));
  const most = asked.segments.length > 0 || others.length > MOST.ownMoments ? MOST.ownMoments : MOST.moments;
  refuseTooMuch(plan.buckets.length, most, (q.range.to - q.range.from) / DAY_MS);
  const before = new Map<number, number[]>();
  for (const part of partsOf(daily)) {
    const found = await sizesAt(q, part, asked);
    part.forEach((end, i) => before.set(end, found[i] as number[]));
  }
  for (const end of asked.segments.length > 0 ? ends : others) {
    const known = before.get(end) ?? [];
    const segments = [...(known.length > 0 ? [] : BEHAVIOURS), ...asked.segments];
    before.set(end, [...known, ...(await sizesAlone(q, end, { ...asked, segments }))]);
  }
  const sizes = [...ends.map((end) => before.get(end)), asked.sizes];
  const columns = [...BEHAVIOURS, ...(asked.segments as string[])].map((name, segment) =>
    numberColumn(
      name,
      plan.buckets.map((_, i) => (asked.nobody ? null : (sizes[i]?.[segment] ?? 0))),
      { displayName: name, unit: 'locale' }
    )
  );
  const time = { name: 'time', type: 'time' as const, values: plan.buckets.map(({ start }) => start) };
  const custom = { interval: asked.interval, incomplete: incompleteBuckets(plan, q.range) };
  return frame('over_time', [time, ...columns], custom);
}

async function sizesAt(q: Question<SegmentsQuery>, ends: number[], { rules, features }: OverTime): Promise<number[][]> {
  const days = daysOf(ends, rules, q.timezone);
  const rows = await q.run<{ moment: number; segment: number; people: number }>(
    dailySizesSql(q, days, rules, features)
  );
  const counted = new Map(rows.map(({ moment, segment, people }) => [`${moment} ${segment}`, Number(people)]));
  return days.asked.map((moment) => BEHAVIOURS.map((_, segment) => counted.get(`${moment} ${segment}`) ?? 0));
}

/** Whether all that a moment looks back at begins with a day of the zone, as what is told day by day does. */
function areDays({ end, activeFrom, riskFrom, newFrom, recentFrom }: Moment, timezone: string): boolean {
  return [end, activeFrom, riskFrom, newFrom, recentFrom].every(
    (time) => zoned(time, timezone).startOfDay().epochMilliseconds === time
  );
}

/** The people of segments at one moment. */
async function sizesAlone(q: Question<SegmentsQuery>, end: number, asked: OverTime): Promise<number[]> {
  const moment = momentAt(end, asked.rules, q.timezone);
  const rows = await q.run<{ segment: number; people: number }>(
    sql`SELECT toInt64(arrayJoin(bitPositionsToArray(chosen))) AS segment, count() AS people
      FROM (${chosenSql(q, { ...asked, moment })}) GROUP BY segment`
  );
  return asked.segments.map((_, i) => Number(rows.find(({ segment }) => segment === i)?.people ?? 0));
}

function split<T>(all: T[], holds: (one: T) => boolean): [T[], T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}

/** The moments in parts of at most so many days. */
function partsOf(ends: number[]): number[][] {
  const parts: number[][] = [];
  for (const end of ends) {
    const part = parts.at(-1);
    if (part?.[0] !== undefined && end - part[0] <= DAYS_AT_ONCE * DAY_MS) {
      part.push(end);
    } else {
      parts.push([end]);
    }
  }
  return parts;
}

function refuseTooMuch(moments: number, most: number, days: number): void {
  if (moments > most || days > MOST.days) {
    throw new Problem(422, 'too_many_intervals', 'Choose a longer interval or a shorter range.', [
      {
        path: 'interval',
        message: `${moments} intervals over ${Math.ceil(days)} days, at most ${most} over ${MOST.days}`,
      },
    ]);
  }
}
