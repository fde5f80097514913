import type { Frame, FunnelDefinition } from '@fawkes/contract';
import { frame, numberColumn, textColumn } from '../frame';
import type { CountedFunnel, CountedStep } from './steps';

/**
 * `steps`: a row a step. `summary`: one row about the whole. Rates in percent, null where nobody entered; times in seconds. Both say in
 * their meta what was counted, and which step is the bottleneck.
 */
export function funnelFrames(definition: FunnelDefinition, { steps, averageCompletion }: CountedFunnel): Frame[] {
  const entered = steps[0]?.entered ?? 0;
  const completed = steps.at(-1)?.completed ?? 0;
  const bottleneck = bottleneckOf(definition, steps);
  const custom = { counting: definition.counting ?? 'person', bottleneck };
  const seconds = (name: string, title: string, of: (step: CountedStep) => number | null) =>
    numberColumn(name, steps.map(of), { displayName: title, unit: 's' });
  return [
    frame(
      'steps',
      [
        numberColumn(
          'step_number',
          steps.map((_, i) => i + 1),
          { displayName: '#', decimals: 0 }
        ),
        textColumn(
          'step_name',
          definition.steps.map((s) => s.name),
          { displayName: 'Step' }
        ),
        numberColumn(
          'users_entered',
          steps.map((s) => s.entered),
          { displayName: 'Entered', unit: 'locale' }
        ),
        numberColumn(
          'users_completed',
          steps.map((s) => s.completed),
          { displayName: 'Completed', unit: 'locale' }
        ),
        numberColumn('completion_rate', steps.map(completionRate), {
          displayName: 'Completion',
          unit: 'percent',
          decimals: 1,
        }),
        numberColumn('drop_off_rate', steps.map(dropOffRate), {
          displayName: 'Drop-off',
          unit: 'percent',
          decimals: 1,
        }),
        seconds('avg_time_to_next_step', 'Mean time to next', (s) => s.averageToNext),
        seconds('median_time_to_next_step', 'Median time to next', (s) => s.medianToNext),
        seconds('p90_time_to_next_step', '90 % within', (s) => s.p90ToNext),
      ],
      custom
    ),
    frame(
      'summary',
      [
        textColumn('funnel_name', [definition.name]),
        textColumn('description', [definition.description]),
        numberColumn('overall_conversion_rate', [share(completed, entered)], {
          displayName: 'Conversion',
          unit: 'percent',
          decimals: 1,
        }),
        numberColumn('total_users', [entered], { displayName: 'Entered', unit: 'locale' }),
        numberColumn('completed_users', [completed], { displayName: 'Completed', unit: 'locale' }),
        numberColumn('avg_completion_time', [averageCompletion], { displayName: 'Mean completion time', unit: 's' }),
        {
          name: 'bottleneck',
          type: 'string',
          values: [bottleneck?.step_name ?? null],
          config: { displayName: 'Bottleneck' },
        },
      ],
      custom
    ),
  ];
}

/** Percent; null of nothing, of which there is no share. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}

export function completionRate(step: CountedStep): number | null {
  return share(step.completed, step.entered);
}

function dropOffRate(step: CountedStep): number | null {
  const completion = completionRate(step);
  return completion === null ? null : 100 - completion;
}

interface Bottleneck {
  step_number: number;
  step_name: string;
  lost: number;
}

/** The step with the largest loss of persons, the first among equals; null where nobody is lost. */
function bottleneckOf(definition: FunnelDefinition, steps: CountedStep[]): Bottleneck | null {
  const losses = steps.map((s) => (s.optional ? 0 : s.entered - s.completed));
  const lost = Math.max(0, ...losses);
  const place = losses.indexOf(lost);
  const name = definition.steps[place]?.name;
  return lost === 0 || name === undefined ? null : { step_number: place + 1, step_name: name, lost };
}
