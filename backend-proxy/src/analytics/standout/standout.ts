import { type Frame, type Property, propertyLabel, type StandoutQuery } from '@fawkes/contract';
import { holm } from '../../statistics/holm';
import { twoProportions } from '../../statistics/two-proportions';
import type { Chosen } from '../behaviour/chosen-sql';
import { knownPeople } from '../behaviour/known-people';
import { momentAt } from '../behaviour/moment';
import { rulesOf } from '../behaviour/rules';
import { frame, numberColumn, textColumn } from '../frame';
import type { Computed, Question } from '../question';
import { candidates } from './candidates';
import { EVERYONE, valuesSql } from './values-sql';

/** Rarer values of a property are not compared: they would only weaken what is said of the others. */
const MOST_VALUES = 200;

interface Value {
  property: number;
  value: string;
  inside: number;
  others: number;
  total: number;
}

type Sizes = Pick<Value, 'inside' | 'others'>;

const NOBODY: Sizes = { inside: 0, others: 0 };

interface Compared extends Value {
  odds: number;
  p: number;
  corrected: number;
}

/**
 * Events and properties that a segment's people have more or less often than everyone else, within the active days before the end
 * of the range: frame `standout`, the surest first, with both shares (percent), the odds ratio (each count + 1), and the p-value
 * (two proportions, pooled) as it is and by Holm's procedure over all values compared. Frame `people` says how many are compared.
 * Counts users and stable visitors only.
 */
export async function standout(q: Question<StandoutQuery>): Promise<Computed> {
  const chosen = await segmentOf(q);
  const properties = await candidates(q);
  const rows = await q.run<Value>(valuesSql(q, properties, chosen, MOST_VALUES));
  const values = rows.filter(({ property }) => property !== EVERYONE);
  const sizes = rows.find(({ property }) => property === EVERYONE) ?? NOBODY;
  const active = { from: chosen.moment.activeFrom, to: chosen.moment.end };
  const { nobody, notices } = await knownPeople(q, active, sizes.inside + sizes.others === 0);
  const compared = compare(values, sizes);
  const shown = compared.slice(0, q.query.limit);
  const total = properties.reduce((sum, _, i) => sum + (values.find(({ property }) => property === i)?.total ?? 0), 0);
  return {
    frames: [table(shown, properties, sizes), peopleFrame(sizes, nobody)],
    notices,
    cut: total > shown.length ? { what: 'values', shown: shown.length, total } : null,
  };
}

/** The segment as it is at the end of the range. */
export async function segmentOf(q: Question<StandoutQuery>): Promise<Chosen> {
  const rules = rulesOf(q);
  const moment = momentAt(q.range.to, rules, q.timezone);
  return { segments: [q.query.of], moment, rules, features: await q.features() };
}

function compare(values: Value[], { inside, others }: Sizes): Compared[] {
  const tests = values.map((value) =>
    twoProportions({ count: value.inside, n: inside }, { count: value.others, n: others })
  );
  const corrected = holm(tests.map(({ p }) => p));
  return values
    .map((value, i) => ({
      ...value,
      odds: ((value.inside + 1) * (others - value.others + 1)) / ((inside - value.inside + 1) * (value.others + 1)),
      p: tests[i]?.p ?? 1,
      corrected: corrected[i] ?? 1,
    }))
    .sort((a, b) => a.p - b.p || Math.abs(Math.log(b.odds)) - Math.abs(Math.log(a.odds)) || byName(a, b));
}

function byName(a: Value, b: Value): number {
  return a.property - b.property || (a.value < b.value ? -1 : 1);
}

function table(rows: Compared[], properties: Property[], { inside, others }: Sizes): Frame {
  const property = (row: Compared) => properties[row.property] as Property;
  const number = (name: string, displayName: string, of: (row: Compared) => number | null, config = {}) =>
    numberColumn(name, rows.map(of), { displayName, ...config });
  const share = (count: number, n: number) => (n === 0 ? null : (100 * count) / n);
  return frame('standout', [
    textColumn('property', rows.map(property), { displayName: 'Property' }),
    textColumn(
      'label',
      rows.map((row) => propertyLabel(property(row))),
      { displayName: 'What' }
    ),
    textColumn(
      'value',
      rows.map(({ value }) => value),
      { displayName: 'Value' }
    ),
    number('people', 'People', (row) => row.inside, { unit: 'locale' }),
    number('share', 'Share', (row) => share(row.inside, inside), { unit: 'percent' }),
    number('share_others', 'Share of everyone else', (row) => share(row.others, others), { unit: 'percent' }),
    number('odds_ratio', 'Odds ratio', (row) => row.odds, { decimals: 2 }),
    number('p', 'p-value', (row) => row.p, { decimals: 4 }),
    number('p_corrected', 'p-value (Holm)', (row) => row.corrected, { decimals: 4 }),
  ]);
}

function peopleFrame({ inside, others }: Sizes, nobody: boolean): Frame {
  const number = (name: string, displayName: string, n: number) =>
    numberColumn(name, [nobody ? null : n], { displayName, unit: 'locale' });
  return frame('people', [number('people', 'People', inside), number('others', 'Everyone else', others)]);
}
