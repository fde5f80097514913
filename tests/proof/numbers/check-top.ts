import type { Answer } from '@fawkes/contract';
import type { TopCase } from './cases';
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

/** What the product and the reference say of the largest values, each with its place. */
export async function topDifferences(c: TopCase, reference: Reference, ask: Ask): Promise<[Numbers, Numbers]> {
  const answer = await ask({
    ...commonQuery(c),
    kind: 'top',
    property: c.property,
    limit: c.limit,
    measures: c.measures.map(({ measure, match }) => ({ measure, match })),
    compare: c.previous && 'previous',
  });
  return [said(answer), await expected(c, reference)];
}

function said({ frames, meta }: Answer): Numbers {
  const { schema, data } = frames[0] as Answer['frames'][0];
  const values = data.values[0] as string[];
  const numbers: Numbers = new Map(values.map((value, place) => [`place of ${value}`, place]));
  schema.fields
    .slice(1)
    .forEach(({ name }, i) =>
      values.forEach((value, at) => numbers.set(`${name} ${value}`, data.values[i + 1]?.[at] as number | null))
    );
  return numbers.set('values in all', meta.cut?.total ?? values.length);
}

async function expected(c: TopCase, reference: Reference): Promise<Numbers> {
  const [first] = c.measures as [TopCase['measures'][0]];
  const all = await ranked(reference, first, { ...scopeOf(c), split: splitBy(c.property, c.span) });
  const keep = all.slice(0, c.limit);
  const numbers: Numbers = new Map(keep.map((value, place) => [`place of ${shown(value)}`, place]));
  const names = namesOf(c.measures);
  for (const [i, asked] of c.measures.entries()) {
    const [now, before] = await Promise.all(
      [c.span, c.previous].map(async (span) => {
        const scope = span && { ...scopeOf(c, span), split: { ...splitBy(c.property, span), keep } };
        return scope && new Map((await cellsOf(reference, asked, scope)).map(({ split, n }) => [split, n]));
      })
    );
    for (const value of keep) {
      const n = now?.get(value) ?? ofNothing(asked);
      numbers.set(`${names[i]} ${shown(value)}`, n);
      if (before) {
        const n0 = before.get(value) ?? ofNothing(asked);
        numbers.set(`${names[i]}_previous ${shown(value)}`, n0);
        numbers.set(`${names[i]}_change ${shown(value)}`, change(n, n0));
      }
    }
  }
  return numbers.set('values in all', all.length);
}
