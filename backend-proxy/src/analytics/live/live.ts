import {
  type Frame,
  type LiveQuery,
  type MeasureAsked,
  MEASURES,
  type Property,
  propertyLabel,
} from '@fawkes/contract';
import { frame, numberColumn, textColumn } from '../frame';
import type { Grouping } from '../measures/grouping';
import { valueLabels } from '../measures/label';
import { computeMeasures } from '../measures/measure';
import { peopleNotices } from '../measures/people-notice';
import { rankValues } from '../measures/rank';
import type { Computed, Question } from '../question';
import { incompleteBuckets, planBuckets } from '../time/buckets';
import type { ResolvedRange } from '../time/range';
import { lastFiveMinutes, lastHalfHour } from './moments';

const VISITORS: MeasureAsked = { measure: 'unique_visitors' };
const COUNTED: MeasureAsked[] = [VISITORS, { measure: 'page_views' }, { measure: 'events' }];

/**
 * Who is here at `asOf`: a frame `now` (current visitors, who have an event in the last 5 minutes, and visitors, page views and
 * events of the last 30), a frame `minutes` with each of the 30, and for each property one of its name: its values by the
 * visitors of the 30 minutes, the current ones beside.
 */
export async function live(q: Question<LiveQuery>): Promise<Computed> {
  const { asOf } = q.range;
  const lately = { ...q, range: lastHalfHour(asOf) };
  const [now, minutes, tables, notices] = await Promise.all([
    nowFrame(q),
    minutesFrame(lately),
    Promise.all(q.query.properties.map((property) => table(lately, property))),
    peopleNotices(lately, ['unique_visitors']),
  ]);
  const cut = tables.find(({ hidden }) => hidden !== null)?.hidden ?? null;
  return { frames: [now, minutes, ...tables.map((one) => one.frame)], notices, cut };
}

/** A range as one bucket. */
function whole(q: Question<LiveQuery>, range: ResolvedRange): Grouping {
  return { range, plan: planBuckets(range, 'range', q.timezone, q.weekStart) };
}

async function nowFrame(q: Question<LiveQuery>): Promise<Frame> {
  const { asOf } = q.range;
  const [current, lately] = await Promise.all([
    computeMeasures(q, whole(q, lastFiveMinutes(asOf)), [VISITORS]),
    computeMeasures(q, whole(q, lastHalfHour(asOf)), COUNTED),
  ]);
  return frame('now', [
    numberColumn('current_visitors', [current.read(0, '', 0)], { displayName: 'Current visitors', unit: 'locale' }),
    ...COUNTED.map(({ measure }, i) =>
      numberColumn(nameOf(measure), [lately.read(0, '', i)], {
        displayName: `${MEASURES[measure].label} (30 minutes)`,
        unit: 'locale',
      })
    ),
  ]);
}

async function minutesFrame(q: Question<LiveQuery>): Promise<Frame> {
  const plan = planBuckets(q.range, '1m', q.timezone, q.weekStart);
  const numbers = await computeMeasures(q, { range: q.range, plan }, COUNTED);
  const columns = COUNTED.map(({ measure }, i) =>
    numberColumn(
      nameOf(measure),
      plan.buckets.map(({ key }) => numbers.read(key, '', i)),
      { displayName: MEASURES[measure].label, unit: 'locale' }
    )
  );
  const time = { name: 'time', type: 'time' as const, values: plan.buckets.map(({ start }) => start) };
  return frame('minutes', [time, ...columns], { interval: '1m', incomplete: incompleteBuckets(plan, q.range) });
}

async function table(q: Question<LiveQuery>, property: Property): Promise<{ frame: Frame; hidden: Computed['cut'] }> {
  const { values, total, numbers } = await rankValues(q, property, [VISITORS], q.query.limit);
  const five = whole(q, lastFiveMinutes(q.range.asOf));
  const dimension = { property, keep: { values, other: false } };
  const current = await computeMeasures(q, { ...five, dimension }, [VISITORS]);
  const columns = [
    textColumn(property, valueLabels(values), { displayName: propertyLabel(property) }),
    numberColumn(
      'visitors',
      values.map((value) => numbers.read(0, value, 0)),
      { displayName: 'Visitors (30 minutes)', unit: 'locale' }
    ),
    numberColumn(
      'current_visitors',
      values.map((value) => current.read(0, value, 0)),
      { displayName: 'Current visitors', unit: 'locale' }
    ),
  ];
  return {
    frame: frame(property, columns),
    hidden: total > values.length ? { what: property, shown: values.length, total } : null,
  };
}

const nameOf = (measure: MeasureAsked['measure']) => (measure === 'unique_visitors' ? 'visitors' : measure);
