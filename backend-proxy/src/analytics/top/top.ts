import { type MeasureAsked, propertyLabel, type TopQuery } from '@fawkes/contract';
import { changePercent } from '../change';
import { type Column, frame, numberColumn, textColumn } from '../frame';
import { areCountedTogether } from '../measures/families';
import { formulaNotices } from '../measures/formula-notices';
import { withGoals } from '../measures/goals';
import { valueLabels } from '../measures/label';
import { linesOf } from '../measures/lines';
import { computeMeasures } from '../measures/measure';
import { forgetNobody } from '../measures/nobody';
import { Numbers } from '../measures/numbers';
import { peopleNotices } from '../measures/people-notice';
import { rankValues } from '../measures/rank';
import type { Computed, Question } from '../question';
import { planBuckets } from '../time/buckets';
import { previousRange, type ResolvedRange } from '../time/range';

/** The largest values of a property by the first measure: a table `top`, a row a value, other measures and formulas beside. */
export async function top(q: Question<TopQuery>): Promise<Computed> {
  const { property, limit } = q.query;
  const measures = await withGoals(q, q.query.measures);
  const ranked = measures.filter((asked) => areCountedTogether(asked, measures[0] as MeasureAsked));
  const ranking = await rankValues(q, property, ranked, limit);
  const plan = (range: ResolvedRange) => planBuckets(range, 'range', q.timezone, q.weekStart);
  const compute = (range: ResolvedRange, asked: MeasureAsked[]) => {
    const dimension = { property, keep: { values: ranking.values, other: false } };
    return computeMeasures(q, { range, plan: plan(range), dimension }, asked);
  };
  const rest = measures.filter((asked) => !ranked.includes(asked));
  const [others, before, notices] = await Promise.all([
    compute(q.range, rest),
    q.query.compare && compute(previousRange(q.range, q.timezone), measures),
    peopleNotices(
      q,
      measures.map((m) => m.measure)
    ),
  ]);
  const now = new Numbers(measures);
  for (const value of ranking.values) {
    measures.forEach((asked, i) => {
      const place = ranked.indexOf(asked);
      now.write(
        0,
        value,
        i,
        place < 0 ? others.read(0, value, rest.indexOf(asked)) : ranking.numbers.read(0, value, place)
      );
    });
  }
  const periods = [{ numbers: now, plan: plan(q.range) }];
  if (before) {
    periods.push({ numbers: before, plan: plan(previousRange(q.range, q.timezone)) });
  }
  const nobody = await forgetNobody(q, measures, ranking.values, periods);
  const value = textColumn(property, valueLabels(ranking.values), { displayName: propertyLabel(property) });
  return {
    frames: [frame('top', [value, ...lineColumns({ ...q.query, measures }, ranking.values, now, before)])],
    notices: [...notices, ...nobody, ...formulaNotices({ ...q.query, measures }, ranking.values, periods)],
    cut:
      ranking.total > ranking.values.length
        ? { what: property, shown: ranking.values.length, total: ranking.total }
        : null,
  };
}

function lineColumns(query: TopQuery, values: string[], now: Numbers, before: Numbers | undefined): Column[] {
  return linesOf(query).flatMap(({ name, config, read }) => {
    const current = values.map((value) => read(now, 0, value));
    if (before === undefined) {
      return [numberColumn(name, current, config)];
    }
    const previous = values.map((value) => read(before, 0, value));
    const change = current.map((n, at) => changePercent(n, previous[at] ?? null));
    return [
      numberColumn(name, current, config),
      numberColumn(`${name}_previous`, previous, { ...config, displayName: `${config.displayName} (previous period)` }),
      numberColumn(`${name}_change`, change, { displayName: `${config.displayName} change`, unit: 'percent' }),
    ];
  });
}
