import type { Answer } from '@fawkes/contract';
import type { Span, TrendCase } from './cases';
import type { Reference } from './duckdb';
import { splitBy } from './properties';
import {
  type Ask,
  cellsOf,
  change,
  commonQuery,
  namesOf,
  type Numbers,
  ofNothing,
  ranked,
  scopeOf,
  shown,
} from './question';
import { bucketsSql, type Scope } from './scope';

/** What the product and the reference say of a trend. */
export async function trendDifferences(c: TrendCase, reference: Reference, ask: Ask): Promise<[Numbers, Numbers]> {
  const answer = await ask({
    ...commonQuery(c),
    kind: 'trends',
    interval: c.interval ?? 'range',
    measures: c.measures.map(({ measure, match }) => ({ measure, match })),
    breakdown: c.breakdown,
    compare: c.previous && 'previous',
  });
  return [withoutEmptyRest(said(answer)), withoutEmptyRest(await expected(c, reference))];
}

/** Whether a rest of nothing is shown depends on whether the values were cut, which is compared by what it has otherwise. */
function withoutEmptyRest(numbers: Numbers): Numbers {
  return new Map([...numbers].filter(([name, n]) => !name.endsWith(` ${REST}`) || (n ?? 0) !== 0));
}

const REST = 'Other';

function said({ frames }: Answer): Numbers {
  const { schema, data } = frames[0] as Answer['frames'][0];
  const times = data.values[0] as number[];
  const numbers: Numbers = new Map();
  schema.fields.slice(1).forEach(({ name, labels = {} }, i) => {
    const { period = 'now', ...split } = labels;
    times.forEach((time, at) =>
      numbers.set(key(name, period, time, Object.values(split)[0] ?? ''), data.values[i + 1]?.[at] as number | null)
    );
  });
  return numbers;
}

const key = (name: string, period: string, time: number, split: string) =>
  `${name} ${period} ${new Date(time).toISOString()} ${split}`;

async function expected(c: TrendCase, reference: Reference): Promise<Numbers> {
  const { splits, scope } = await plan(c, reference);
  const buckets = await bucketsOf(reference, scope(c.span));
  const before = c.previous && (await bucketsOf(reference, scope(c.previous)));
  const names = namesOf(c.measures);
  const numbers: Numbers = new Map();
  for (const [i, asked] of c.measures.entries()) {
    const now = await byCell(c, i, scope(c.span), reference);
    const earlier = c.previous && (await byCell(c, i, scope(c.previous), reference));
    for (const split of splits) {
      buckets.forEach((bucket, at) => {
        const put = (name: string, period: string, n: number | null) =>
          numbers.set(key(name, period, bucket, shown(split)), n);
        const name = names[i] as string;
        const n = now.get(`${bucket} ${split}`) ?? ofNothing(asked);
        put(name, 'now', n);
        if (!earlier || !before) {
          return;
        }
        const n0 = before[at] === undefined ? null : (earlier.get(`${before[at]} ${split}`) ?? ofNothing(asked));
        put(name, 'previous', n0);
        if ((c.interval ?? 'range') === 'range') {
          put(`${name}_change`, 'now', change(n, n0));
        }
      });
    }
  }
  return c.breakdown ? numbers : withoutSplit(numbers);
}

/** The values to show, and the scope of a span that is split by them. */
async function plan(c: TrendCase, reference: Reference): Promise<{ splits: string[]; scope(span: Span): Scope }> {
  const { breakdown } = c;
  if (breakdown === undefined) {
    return { splits: [''], scope: (span) => scopeOf(c, span) };
  }
  const [first] = c.measures as [TrendCase['measures'][0]];
  const all = await ranked(reference, first, { ...scopeOf(c), split: splitBy(breakdown.property, c.span) });
  const keep = all.slice(0, breakdown.limit);
  return {
    splits: [...keep, REST],
    scope: (span) => ({ ...scopeOf(c, span), split: { ...splitBy(breakdown.property, span), keep, other: REST } }),
  };
}

async function byCell(c: TrendCase, i: number, scope: Scope, reference: Reference): Promise<Numbers> {
  const cells = await cellsOf(reference, c.measures[i] as TrendCase['measures'][0], scope);
  return new Map(cells.map(({ bucket, split, n }) => [`${bucket} ${split}`, n]));
}

async function bucketsOf(reference: Reference, scope: Scope): Promise<number[]> {
  const rows = await reference.rows<{ bucket: number }>(`SELECT bucket FROM (${bucketsSql(scope)}) ORDER BY bucket`);
  return rows.map(({ bucket }) => bucket);
}

function withoutSplit(numbers: Numbers): Numbers {
  return new Map([...numbers].map(([name, n]) => [name.replace(/\(none\)$/, ''), n]));
}
