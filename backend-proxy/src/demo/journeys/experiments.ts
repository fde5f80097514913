import type { Person } from '../people';
import { EXPERIMENT_ROUNDS } from '../story';
import type { Visit } from '../visit';

/** Shows a person their variants at the start of each week, while a round of experiments runs. */
export function seeVariants(visit: Visit, person: Person, week: number): void {
  const round = roundOf(week);
  if (round >= 0) {
    for (const { id, variant } of person.experiments) {
      visit.act('experiment.exposure.viewed', { props: propsOf(id, round, variant), interactive: false });
    }
  }
}

/** Reaches an experiment's goal, for those who do, in the second or third week in which they see it. */
export function reachGoals(visit: Visit, person: Person, week: number): void {
  const round = roundOf(week);
  const firstWeek = Math.max(
    EXPERIMENT_ROUNDS.firstWeek + round * EXPERIMENT_ROUNDS.weeks,
    Math.ceil(person.signsUp / 7)
  );
  if (round >= 0 && week - firstWeek === 1 + (person.number % 2)) {
    for (const { id, goal, variant } of person.experiments.filter(({ converts }) => converts)) {
      visit.act(goal, { props: propsOf(id, round, variant) });
    }
  }
}

function roundOf(week: number): number {
  return Math.floor((week - EXPERIMENT_ROUNDS.firstWeek) / EXPERIMENT_ROUNDS.weeks);
}

function propsOf(id: string, round: number, variant: boolean): Record<string, string> {
  return { experimentId: `${id}-${round + 1}`, variant: variant ? 'variant' : 'control' };
}
