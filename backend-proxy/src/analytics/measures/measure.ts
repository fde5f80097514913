import { type Matcher, type MeasureAsked, measureOf } from '@fawkes/contract';
import { eventMeasures, isEventMeasure } from './event-measures';
import type { Asked, Cell, Grouping, MeasureQuestion } from './grouping';
import { isPageMeasure, pageMeasures } from './page-measures';
import { isRollingMeasure, rollingMeasures } from './rolling-measures';
import { isSessionMeasure, sessionMeasures } from './session-measures';
import { totalUsers } from './total-users';

type Family = (q: MeasureQuestion, grouping: Grouping, asked: Asked) => Promise<Cell[]>;

/** Which family answers which measure: decided here and nowhere else. */
const FAMILIES: Array<{ has(measure: MeasureAsked['measure']): boolean; cells: Family }> = [
  { has: isEventMeasure, cells: eventMeasures },
  { has: isSessionMeasure, cells: sessionMeasures },
  { has: isPageMeasure, cells: pageMeasures },
  { has: isRollingMeasure, cells: rollingMeasures },
  { has: (measure) => measure === 'total_users', cells: totalUsers },
];

/** Whether one statement answers both. */
export function areCountedTogether(a: MeasureAsked, b: MeasureAsked): boolean {
  return FAMILIES.some((family) => family.has(a.measure) && family.has(b.measure));
}

/** Numbers by bucket, value and place of the measure; `read` gives 0 for a count or sum and null for anything else without a cell. */
export class Numbers {
  private readonly cells = new Map<string, Map<number, number | null>>();
  readonly values = new Set<string>();

  constructor(private readonly asked: MeasureAsked[]) {}

  write(bucket: number, value: string, measure: number, number: number | null): void {
    const key = `${bucket} ${value}`;
    this.values.add(value);
    this.cells.set(key, (this.cells.get(key) ?? new Map<number, number | null>()).set(measure, number));
  }

  read(bucket: number, value: string, measure: number): number | null {
    const number = this.cells.get(`${bucket} ${value}`)?.get(measure);
    return number === undefined ? (startsAtZero(this.asked[measure] as MeasureAsked) ? 0 : null) : number;
  }
}

/** Computes measures of any family for one grouping: one statement for each family that is asked. */
export async function computeMeasures(q: MeasureQuestion, grouping: Grouping, asked: MeasureAsked[]): Promise<Numbers> {
  // Where nothing splits the persons, those that a rate is a share of are counted along the way.
  const along: MeasureAsked[] = asked.some(isRate) && !grouping.dimension ? [{ measure: 'unique_visitors' }] : [];
  const all = [...asked, ...along];
  const numbers = new Numbers(all);
  await Promise.all(
    FAMILIES.map(async (family) => {
      const places = all.flatMap((a, i) => (family.has(a.measure) ? [i] : []));
      if (places.length === 0) {
        return;
      }
      const measures = places.map((i) => all[i] as MeasureAsked);
      const goals = measures.flatMap((m): Matcher[] => (m.match ? [m.match] : []));
      for (const cell of await family.cells(q, grouping, { measures, goals })) {
        cell.numbers.forEach((n, i) => numbers.write(cell.bucket, cell.value, places[i] as number, n));
      }
    })
  );
  await divideConversions(q, grouping, asked, numbers);
  return numbers;
}

/** A conversion rate is persons who did it / all persons of the same range and filters: a breakdown splits the numerator only. */
async function divideConversions(
  q: MeasureQuestion,
  grouping: Grouping,
  asked: MeasureAsked[],
  numbers: Numbers
): Promise<void> {
  const rates = asked.flatMap((a, i) => (isRate(a) ? [i] : []));
  if (rates.length === 0) {
    return;
  }
  const persons = grouping.dimension
    ? await personsByBucket(q, grouping)
    : new Map(grouping.plan.buckets.map(({ key }) => [key, numbers.read(key, '', asked.length) as number]));
  for (const bucket of grouping.plan.buckets) {
    const denominator = persons.get(bucket.key) ?? 0;
    for (const value of numbers.values) {
      for (const i of rates) {
        const did = numbers.read(bucket.key, value, i) ?? 0;
        numbers.write(bucket.key, value, i, denominator === 0 ? null : (100 * did) / denominator);
      }
    }
  }
}

async function personsByBucket(q: MeasureQuestion, { range, plan }: Grouping): Promise<Map<number, number>> {
  const asked: Asked = { measures: [{ measure: 'unique_visitors' }], goals: [] };
  const cells = await eventMeasures(q, { range, plan }, asked);
  return new Map(cells.map((cell) => [cell.bucket, cell.numbers[0] as number]));
}

function isRate({ measure }: MeasureAsked): boolean {
  return measure === 'conversion_rate';
}

/** Counts and sums of nothing are 0; a ratio, a mean or a percentile of nothing is not known. */
function startsAtZero({ measure }: MeasureAsked): boolean {
  return measureOf(measure).integer || measure === 'sum';
}
