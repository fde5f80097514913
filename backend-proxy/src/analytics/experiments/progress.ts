import type { Effect } from '../../statistics/effect';
import { additionalSample, daysUntil, powerAfter } from '../../statistics/mid-experiment';
import { minimumEffect } from '../../statistics/power';
import { type Experiment, peopleOf, variantsOf } from './arms';
import type { Comparison } from './compare';
import type { Design } from './design';
import type { Measured } from './measured';

/** How far an experiment has come. Shares are 0 to 1; what is not known is null. */
export interface Progress {
  /** People of the planned sample who have come; may be over 1. */
  reached: number | null;
  /** The smallest relative effect that the people who came find with a power of 80 %. */
  detectable: number | null;
  /** The chance that the effect one wants to find is found by now, of the variant for which it is least. */
  power: number | null;
  /** Until the planned sample, or else until that chance is 80 %, at the traffic of the last week. */
  daysLeft: number | null;
}

/** With what chance an effect should be found that is there. */
const WANTED_POWER = 0.8;
const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** How far the primary metric's test has come at `until` (ms), the end of the range. */
export function progressOf(
  experiment: Experiment,
  { primary, control, comparisons }: { primary: Measured; control: string | null; comparisons: readonly Comparison[] },
  design: Design,
  until: number
): Progress {
  const { assigned } = peopleOf(experiment);
  const { plannedSample, minimumEffect: target, alpha } = design;
  const plan = { alpha, tuning: design.method === 'fixed' ? undefined : design.tuning };
  const baseline = control === null ? null : primary.estimate(control);
  const fewest = Math.min(...variantsOf(experiment).map(({ assignments }) => assignments));
  const effects = comparisons.filter(({ metric }) => metric.role === 'primary').map((each) => each.effects.relative);
  const perDay = perDayOf(experiment, until);
  return {
    reached: plannedSample === undefined ? null : assigned / plannedSample,
    detectable: baseline && minimumEffect(baseline, fewest, WANTED_POWER, plan),
    power:
      target === undefined || effects.length === 0
        ? null
        : Math.min(...effects.map((effect) => powerAfter(effect, target, 0, plan))),
    daysLeft:
      plannedSample === undefined
        ? target === undefined
          ? null
          : daysOfPower(effects, { target, plan, assigned, perDay })
        : daysUntil(plannedSample - assigned, perDay),
  };
}

interface Wanted {
  target: number;
  plan: { alpha: number; tuning: number | undefined };
  assigned: number;
  perDay: number;
}

function daysOfPower(effects: readonly Effect[], { target, plan, assigned, perDay }: Wanted): number | null {
  const more = effects.map((effect) => additionalSample(effect, target, WANTED_POWER, plan));
  const most = more.length === 0 || more.includes(null) ? null : Math.max(...more.map((each) => each ?? 0));
  return most === null ? null : daysUntil(most * assigned, perDay);
}

/** New people a day, over the last week or since the first exposure. */
function perDayOf({ exposed, arms }: Experiment, until: number): number {
  const recent = arms.reduce((sum, arm) => sum + arm.recent, 0);
  return recent / Math.min(WEEK_DAYS, Math.max(1, (until - (exposed?.first ?? until)) / DAY_MS));
}
