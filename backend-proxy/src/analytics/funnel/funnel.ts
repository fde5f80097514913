import { type FunnelDefinition, type FunnelQuery, windowMilliseconds } from '@fawkes/contract';
import type { Computed, Question } from '../question';
import { attemptsSql, type FunnelPlan } from './attempts-sql';
import { funnelFrames } from './frames';
import { aggregateSql, readSteps } from './steps';

/** The window of a funnel that names none. */
const DEFAULT_WINDOW = '7d';

/** How many persons go through the steps in order, within the window of their best attempt: frames `steps` and `summary`. */
export async function funnel(q: Question<FunnelQuery>): Promise<Computed> {
  const definition = await define(q);
  const plan: FunnelPlan = {
    steps: definition.steps.map((s) => s.match),
    entry: definition.entry,
    windowMs: windowMilliseconds(definition.window),
  };
  const [row] = await q.run<Record<string, number | null>>(aggregateSql(plan, attemptsSql(q, plan)));
  const counted = readSteps(plan, row ?? {});
  return { frames: funnelFrames(definition, counted), notices: anonymousNotice(row ?? {}), cut: null };
}

async function define(q: Question<FunnelQuery>): Promise<FunnelDefinition> {
  const { funnel: name, steps, entry, window } = q.query;
  return name === undefined
    ? { name: '', description: '', steps: steps ?? [], window: window ?? DEFAULT_WINDOW, ...(entry ? { entry } : {}) }
    : q.funnel(name);
}

function anonymousNotice(row: Record<string, number | null>): Computed['notices'] {
  const { people, anonymous } = row;
  if (!people || !anonymous) {
    return [];
  }
  const share = Math.round((anonymous / people) * 1000) / 10;
  return [
    {
      severity: 'info',
      code: 'anonymous_share',
      text: `${share} % of the ${people} people who start are anonymous daily visitors: whoever goes on another day counts as lost.`,
    },
  ];
}
