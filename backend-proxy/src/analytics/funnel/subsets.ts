import { placeBit } from './marks';
import type { FunnelPlan } from './plan';
import { type Tangle, tanglesOf } from './tangled';

/** Steps that stand for each other: whoever meets one of them takes an event from the others. */
export interface Subset {
  /** The bits of `misses` that tell of them. */
  mask: number;
  /** Their places in the funnel. */
  places: number[];
}

/** All subsets of up to so many matchers are looked at; of more only single ones, pairs and all together. */
const MOST_ALIKE = 6;

/**
 * The steps in groups that share no event, each with the subsets by which Hall's theorem tells whether different events can be
 * found for its steps: no subset of them may be met by fewer events than it has steps.
 */
export function subsetsOf(plan: FunnelPlan, places: number[]): Subset[][] {
  const tangles = tanglesOf(places.map((place) => plan.places[place]!.match));
  return tangles.map(({ alike }: Tangle) =>
    chosen(alike).map((steps) => {
      const own = steps.map((step) => places[step] as number).sort((a, b) => a - b);
      return { places: own, mask: own.reduce((mask, place) => mask + 2 ** placeBit(plan, place), 0) };
    })
  );
}

/** The non-empty subsets of the groups, each as the steps of its groups. */
function chosen(alike: number[][]): number[][] {
  if (alike.length > MOST_ALIKE) {
    const pairs = alike.flatMap((a, i) => alike.slice(i + 1).map((b) => [...a, ...b]));
    return [...alike, ...pairs, alike.flat()];
  }
  const all = Array.from({ length: 2 ** alike.length - 1 }, (_, n) => n + 1);
  return all.map((set) => alike.flatMap((group, i) => (Math.floor(set / 2 ** i) % 2 === 1 ? group : [])));
}
