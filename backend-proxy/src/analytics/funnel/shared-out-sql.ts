import { bind, join, type Sql, sql } from '../../store/sql';
import { momentOf, NEVER, placeBit } from './marks';
import { type FunnelPlan, requiredPlaces } from './plan';
import { type Subset, subsetsOf } from './subsets';

/**
 * `misses` anew for a funnel in which one event may meet several steps. Events of one moment count in the order of the steps, each
 * for one step: of those of a moment the first then meets every step that one of them meets, the second each step k + 1 where two of
 * them can do k and k + 1, and so on, so that whoever comes to the moment at step k passes one event a step, as far as they go.
 */
export function sharedOutSql(plan: FunnelPlan): Sql {
  const moment = sql`arrayMap(x -> ${momentOf(sql`x`)}, marks)`;
  const isFirst = sql`arrayMap((x, y) -> x != y, ${moment}, arrayShiftRight(${moment}, 1, ${NEVER}))`;
  const shared = sql`arrayFlatten(arrayMap(moment -> ${sharedMomentSql(plan)}, arraySplit((m, isFirst) -> isFirst, misses, ${isFirst})))`;
  return sql`if(arrayExists(isFirst -> NOT isFirst, ${isFirst}), ${shared}, misses)`;
}

/** The `misses` of the events of one `moment`, shared out. */
function sharedMomentSql(plan: FunnelPlan): Sql {
  const steps = requiredPlaces(plan).filter((place) => place > 0 || !plan.entry);
  const bits = steps.map((place) => 2 ** placeBit(plan, place));
  const entry = plan.entry ? 2 ** placeBit(plan, 0) : 0;
  const kept = 2 ** 32 - 1 - entry - bits.reduce((a, b) => a + b, 0);
  const missed = bits.map((bit, i) => {
    const step = bind('Int64', i + 1);
    return sql`if(e <= ${step} AND runs[${step} + 1 - toInt64(e)] >= ${step}, 0, ${bind('UInt32', bit)})`;
  });
  const missedEntry = sql`if(e = 1 AND arrayExists(misses -> bitAnd(misses, ${bind('UInt32', entry)}) = 0, moment), 0, ${bind('UInt32', entry)})`;
  const all = join(
    [sql`bitAnd(misses, ${bind('UInt32', kept)})`, ...missed, ...(plan.entry ? [missedEntry] : [])],
    ' + '
  );
  return sql`arrayMap(runs -> arrayMap((misses, e) -> toUInt32(${all}), moment, arrayEnumerate(moment)), [${runsSql(plan, steps)}])[1]`;
}

/** For each step the last one that events of the moment can do, each another, from it on; the one before where none can. */
function runsSql(plan: FunnelPlan, steps: number[]): Sql {
  const subsets = subsetsOf(plan, steps).flat();
  const runs = steps.map((_, i) => {
    const limits = subsets.map((subset) => {
      const events = sql`arrayCount(misses -> bitAnd(misses, ${bind('UInt32', subset.mask)}) != ${bind('UInt32', subset.mask)}, moment)`;
      const furthest = furthestBy(subset, steps, i);
      return sql`${bind('Array(Int64)', furthest)}[least(toInt64(${events}), ${bind('Int64', furthest.length - 1)}) + 1]`;
    });
    return limits.length === 1 ? (limits[0] as Sql) : sql`arrayMin([${join(limits, ', ')}])`;
  });
  return sql`[${join(runs, ', ')}]`;
}

/** By how many events meet a step of the subset, from none on: the last step (from 1) that they suffice for, from step i on. */
function furthestBy({ places }: Subset, steps: number[], i: number): number[] {
  const own = steps.flatMap((place, step) => (step >= i && places.includes(place) ? [step] : []));
  return [...own, steps.length];
}
