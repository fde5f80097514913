import {
  type FunnelDefinition,
  type FunnelQuery,
  type Matcher,
  type Property,
  windowMilliseconds,
} from '@fawkes/contract';
import type { Question } from '../question';
import { areTangled } from './tangled';

/** Something that happens after one place of the funnel and before another. */
interface Between {
  from: number;
  to: number;
}

interface Exclusion extends Between {
  match: Matcher;
  effect: 'remove' | 'truncate';
}

/** What is looked for between places: an exclusion, or the optional step at `place`. */
export interface Sought extends Between {
  place?: number;
}

/** Where an attempt can come to: the entry, where there is one, and the steps. */
interface Place {
  match: Matcher;
  optional: boolean;
}

/** A funnel with all that was left open settled; what its statements are made of. */
export interface FunnelPlan {
  places: Place[];
  /** Whether the first place is an entry rather than step 1. */
  entry: boolean;
  windowMs: number;
  order: 'ordered' | 'strict' | 'unordered';
  start: 'any' | 'first';
  counting: 'person' | 'session' | 'total';
  exclusions: Exclusion[];
  hold: Property | undefined;
  breakdown: FunnelQuery['breakdown'];
  /** Whether one event may meet two of the steps, so that events of one moment must be shared out among them. */
  tangled: boolean;
}

/** The window of a funnel that names none. */
const DEFAULT_WINDOW = '7d';

/** The funnel that is asked about: the workspace's own of that name, or the one that the query spells out. */
export async function definitionOf(q: Question<FunnelQuery>): Promise<FunnelDefinition> {
  const {
    funnel: name,
    steps = [],
    window = DEFAULT_WINDOW,
    entry,
    order,
    start,
    counting,
    exclusions,
    hold,
  } = q.query;
  return name === undefined
    ? { name: '', description: '', steps, window, entry, order, start, counting, exclusions, hold }
    : q.funnel(name);
}

export function planOf(definition: FunnelDefinition, breakdown: FunnelQuery['breakdown']): FunnelPlan {
  const { steps, entry, window, hold } = definition;
  const offset = entry ? 0 : -1;
  return {
    places: [
      ...(entry ? [{ match: entry, optional: false }] : []),
      ...steps.map(({ match, optional = false }) => ({ match, optional })),
    ],
    entry: entry !== undefined,
    windowMs: windowMilliseconds(window),
    order: definition.order ?? 'ordered',
    start: definition.start ?? 'any',
    counting: definition.counting ?? 'person',
    exclusions: (definition.exclusions ?? []).map(({ match, from, to, effect = 'remove' }) => ({
      match,
      from: from + offset,
      to: to + offset,
      effect,
    })),
    hold,
    breakdown,
    tangled: areTangled(steps.map(({ match }) => match)),
  };
}

/** The places that an attempt must come to, one after the other. */
export function requiredPlaces(plan: FunnelPlan): number[] {
  return plan.places.flatMap(({ optional }, place) => (optional ? [] : [place]));
}

/** What is looked for between places: first the exclusions, then the optional steps, which lie between their neighbours. */
export function soughtOf(plan: FunnelPlan): Sought[] {
  const optional = plan.places.flatMap(({ optional: isOptional }, place) =>
    isOptional ? [{ place, from: place - 1, to: place + 1 }] : []
  );
  return [...plan.exclusions.map(({ from, to }) => ({ from, to })), ...optional];
}
