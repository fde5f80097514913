import type { Answer } from '@fawkes/contract';
import type { FunnelCase } from './cases';
import type { Reference } from './duckdb';
import { type FunnelRow, funnelSql } from './funnel';
import { type Ask, commonQuery, type Numbers, scopeOf } from './question';

/** What the product and the reference say of a funnel, step by step and on the whole. */
export async function funnelDifferences(c: FunnelCase, reference: Reference, ask: Ask): Promise<[Numbers, Numbers]> {
  const answer = await ask({
    ...commonQuery(c),
    kind: 'funnel',
    steps: c.steps.map((match, i) => ({ name: `step ${i + 1}`, match })),
    entry: c.entry,
    window: c.window,
  });
  const [row] = await reference.rows<FunnelRow>(funnelSql(scopeOf(c), c.reference));
  return [said(answer), expected(c, row as FunnelRow)];
}

const OF_STEPS = [
  'users_entered',
  'users_completed',
  'completion_rate',
  'drop_off_rate',
  'avg_time_to_next_step',
  'median_time_to_next_step',
  'p90_time_to_next_step',
];
const OF_ALL = ['overall_conversion_rate', 'total_users', 'completed_users', 'avg_completion_time'];

function said({ frames }: Answer): Numbers {
  const [steps, summary] = frames as [Answer['frames'][0], Answer['frames'][0]];
  const column = ({ schema, data }: Answer['frames'][0], name: string) =>
    data.values[schema.fields.findIndex((field) => field.name === name)] as Array<number | null>;
  return new Map([
    ...OF_STEPS.flatMap((name) => column(steps, name).map((n, i) => [`${name} of step ${i + 1}`, n] as const)),
    ...OF_ALL.map((name) => [name, column(summary, name)[0] as number | null] as const),
  ]);
}

function expected({ steps, entry }: FunnelCase, row: FunnelRow): Numbers {
  const shift = entry === undefined ? 0 : 1;
  const at = (name: string, place: number) => row[`${name}_${place}`] ?? null;
  const persons = (place: number) => at('persons', Math.max(0, place)) ?? 0;
  const share = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);
  const numbers: Numbers = new Map();
  steps.forEach((_, i) => {
    const place = i + shift;
    const [entered, completed] = [persons(place - 1), persons(place)];
    const rate = share(completed, entered);
    const times = [at('mean', place), at('median', place), at('p90', place)];
    const values = [entered, completed, rate, rate === null ? null : 100 - rate, ...times];
    OF_STEPS.forEach((name, column) => numbers.set(`${name} of step ${i + 1}`, values[column] as number | null));
  });
  const last = persons(steps.length - 1 + shift);
  const whole = [share(last, persons(0)), persons(0), last, row['whole'] ?? null];
  OF_ALL.forEach((name, column) => numbers.set(name, whole[column] as number | null));
  return numbers;
}
