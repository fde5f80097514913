import type { ExperimentQuery, Frame } from '@fawkes/contract';
import { sampleRatio } from '../../statistics/sample-ratio';
import { bind, type Sql, sql } from '../../store/sql';
import { frame, numberColumn, textColumn } from '../frame';
import type { Computed } from '../question';
import type { Analysis } from './analysis';
import { type Arm, variantsOf } from './arms';
import { compareEach, type Comparison, corrected } from './compare';
import { isCounted } from './design';
import { exposedSql, type ExperimentQuestion } from './exposed-sql';
import { allocated } from './health';
import { armsOf, recentSql } from './list-sql';
import { measured, type Measured, measuredConversions } from './measured';
import { momentsOf, planSums } from './metric-sums';
import { type SumsRow, sumsSql } from './numbers-sql';
import { controlFirst, resultColumns, type Row } from './results-frame';

interface ValueRow {
  dim: string;
  arms: Array<[string, number, number, number]>;
  /** How many values there are. */
  listed: number;
}

/** The people of one value, and what they came to. */
interface Part {
  value: string;
  arms: Arm[];
  primary: Measured;
}

/**
 * Frame `breakdown`: the primary metric among the people of each value of a property, the values of most people first; p-values are
 * corrected over all values and variants, and `split_p` is that of the value's split. A quantile, which does not add up, has none.
 */
export async function breakdownFrame(
  asked: ExperimentQuestion,
  analysis: Analysis,
  { property, limit }: NonNullable<ExperimentQuery['breakdown']>
): Promise<{ frame: Frame | undefined; cut: Computed['cut'] }> {
  const { design, metrics, control } = analysis;
  if (metrics[0]!.metric.type === 'quantile') {
    return { frame: undefined, cut: null };
  }
  const q: ExperimentQuestion = { ...asked, query: { ...asked.query, breakdown: { property } } };
  const found = await q.run<ValueRow>(valuesSql(q, limit));
  const parts = await partsOf(q, analysis, found);
  const raw = parts.map(({ primary, arms }) => {
    const there = arms.flatMap(({ variant, assignments }) => (assignments > 0 ? [variant] : []));
    return control !== null && there.includes(control) ? compareEach(primary, control, there, design) : [];
  });
  const family = corrected(raw.flat(), design);
  let next = 0;
  const comparisons = raw.map(({ length }) => family.slice(next, (next += length)));
  const rows = parts.flatMap((part, i) => rowsOf(part, comparisons[i]!, control));
  const split = parts.flatMap(({ arms }) => arms.map(() => sampleRatio(allocated(arms, design)).p));
  const total = Number(found[0]?.listed ?? 0);
  return {
    frame: frame('breakdown', [
      textColumn(
        'value_of_property',
        rows.map(({ value }) => value),
        { displayName: 'Among' }
      ),
      textColumn(
        'variant',
        rows.map(({ variant }) => variant),
        { displayName: 'Variant' }
      ),
      ...resultColumns(rows, design),
      numberColumn('split_p', split, { displayName: 'p-value of the split' }),
    ]),
    cut: total > found.length ? { what: 'values', shown: found.length, total } : null,
  };
}

function rowsOf(
  { value, arms, primary }: Part,
  comparisons: readonly Comparison[],
  control: string | null
): Array<Row & { value: string }> {
  const variants = controlFirst(
    arms.map(({ variant }) => variant),
    control
  );
  return variants.map((variant) => ({
    value,
    variant,
    measured: primary,
    comparison: comparisons.find((each) => each.variant === variant),
  }));
}

/** The values of most people, each with its variants as a list of experiments has them. */
function valuesSql(q: ExperimentQuestion, limit: number): Sql {
  return sql`SELECT dim, arraySort(groupArray((variant, people, converters, recent))) AS arms, sum(people) AS together, count() OVER () AS listed
    FROM (
      SELECT dim, variant, count() AS people, countIf(converted > 0) AS converters, ${recentSql(q)} AS recent
      FROM (${exposedSql(q)}) WHERE variant != '' GROUP BY dim, variant
    ) GROUP BY dim ORDER BY together DESC, dim ASC LIMIT ${bind('UInt32', limit)}`;
}

async function partsOf(
  q: ExperimentQuestion,
  { experiment, metrics, design }: Analysis,
  found: readonly ValueRow[]
): Promise<Part[]> {
  const { metric } = metrics[0]!;
  const parts = found.map(({ dim, arms }) => ({ value: dim, arms: armsOf(arms) }));
  if (isCounted(design)) {
    return parts.map((part) => ({ ...part, primary: measuredConversions(part.arms, metric) }));
  }
  const { plan, pairs } = await planSums(
    { ...q, query: { ...q.query, breakdown: undefined } },
    [metric],
    variantsOf(experiment),
    design.cuped
  );
  const rows = await q.run<SumsRow>(sumsSql(q, plan, pairs));
  return parts.map(({ value, arms }) => {
    const moments = new Map(
      arms.map(({ variant, assignments }) => {
        const row = rows.find((each) => each.variant === variant && each.dim === value);
        return [variant, momentsOf(row, plan.places[0]!, pairs, assignments)];
      })
    );
    return { value, arms, primary: measured({ metric, moments, quantiles: new Map() }) };
  });
}
