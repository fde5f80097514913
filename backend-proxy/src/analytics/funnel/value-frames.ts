import { type FunnelDefinition, type Property, propertyLabel } from '@fawkes/contract';
import { frame, numberColumn, textColumn } from '../frame';
import { valueLabels } from '../measures/label';
import { completionRate, share } from './frames';
import type { FunnelPlan } from './plan';
import { type CountedStep, readSteps } from './steps';
import { compareValues, type CountedValue } from './values';

/** `values`: a row a value of the breakdown, with how it differs from the others. `value_steps`: a row a value and step. */
export function valueFrames(definition: FunnelDefinition, plan: FunnelPlan, property: Property, found: CountedValue[]) {
  const labels = valueLabels(found.map(({ value }) => value));
  const counted = found.map(({ value, row }) => ({ value, ...readSteps(plan, row) }));
  const whole = counted.map(({ value, steps }) => ({
    value,
    entered: steps[0]?.entered ?? 0,
    completed: steps.at(-1)?.completed ?? 0,
  }));
  const compared = compareValues(whole);
  const title = { displayName: propertyLabel(property) };
  const percent = { unit: 'percent', decimals: 1 };
  const rows = counted.flatMap(({ steps }, i) => steps.map((step, k) => ({ step, label: labels[i] as string, k })));
  const seconds = (name: string, displayName: string, of: (step: CountedStep) => number | null) =>
    numberColumn(
      name,
      rows.map(({ step }) => of(step)),
      { displayName, unit: 's' }
    );
  return [
    frame('values', [
      textColumn(property, labels, title),
      numberColumn(
        'users_entered',
        whole.map(({ entered }) => entered),
        { displayName: 'Entered', unit: 'locale' }
      ),
      numberColumn(
        'users_completed',
        whole.map(({ completed }) => completed),
        { displayName: 'Completed', unit: 'locale' }
      ),
      numberColumn(
        'conversion_rate',
        whole.map(({ entered, completed }) => share(completed, entered)),
        { displayName: 'Conversion', ...percent }
      ),
      numberColumn(
        'avg_completion_time',
        counted.map(({ averageCompletion }) => averageCompletion),
        { displayName: 'Mean completion time', unit: 's' }
      ),
      numberColumn(
        'p_value',
        compared.map(({ p }) => p),
        { displayName: 'p-value', decimals: 4 }
      ),
      {
        name: 'verdict',
        type: 'string',
        values: compared.map(({ verdict }) => verdict),
        config: { displayName: 'Against the others' },
      },
    ]),
    frame('value_steps', [
      textColumn(
        property,
        rows.map(({ label }) => label),
        title
      ),
      numberColumn(
        'step_number',
        rows.map(({ k }) => k + 1),
        { displayName: '#', decimals: 0 }
      ),
      textColumn(
        'step_name',
        rows.map(({ k }) => definition.steps[k]?.name ?? ''),
        { displayName: 'Step' }
      ),
      numberColumn(
        'users_entered',
        rows.map(({ step }) => step.entered),
        { displayName: 'Entered', unit: 'locale' }
      ),
      numberColumn(
        'users_completed',
        rows.map(({ step }) => step.completed),
        { displayName: 'Completed', unit: 'locale' }
      ),
      numberColumn(
        'completion_rate',
        rows.map(({ step }) => completionRate(step)),
        { displayName: 'Completion', ...percent }
      ),
      seconds('avg_time_to_next_step', 'Mean time to next', (s) => s.averageToNext),
      seconds('median_time_to_next_step', 'Median time to next', (s) => s.medianToNext),
      seconds('p90_time_to_next_step', '90 % within', (s) => s.p90ToNext),
    ]),
  ];
}
