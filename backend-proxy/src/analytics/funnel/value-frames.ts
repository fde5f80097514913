import { type FunnelDefinition, type Frame, type Property, propertyLabel } from '@fawkes/contract';
import { frame, numberColumn, textColumn } from '../frame';
import { valueLabels } from '../measures/label';
import { completionRate, share } from './frames';
import type { FunnelPlan } from './plan';
import { type CountedFunnel, type CountedStep, readSteps } from './steps';
import { compareValues, type CountedValue } from './values';

type Counted = CountedFunnel & { value: string; label: string };

const PERCENT = { unit: 'percent', decimals: 1 };

/** `values`: a row a value of the breakdown, with how it differs from the others. `value_steps`: a row a value and step. */
export function valueFrames(
  definition: FunnelDefinition,
  plan: FunnelPlan,
  property: Property,
  found: CountedValue[]
): Frame[] {
  const labels = valueLabels(found.map(({ value }) => value));
  const counted = found.map(({ value, row }, i) => ({ value, label: labels[i] as string, ...readSteps(plan, row) }));
  return [valuesFrame(property, counted), stepsFrame(definition, property, counted)];
}

function valuesFrame(property: Property, counted: Counted[]): Frame {
  const whole = counted.map(({ value, steps }) => ({
    value,
    entered: steps[0]?.entered ?? 0,
    completed: steps.at(-1)?.completed ?? 0,
  }));
  const compared = compareValues(whole);
  const verdicts = compared.map(({ verdict }) => verdict);
  const numbers = (name: string, displayName: string, config: object, of: (place: number) => number | null) =>
    numberColumn(
      name,
      counted.map((_, place) => of(place)),
      { displayName, ...config }
    );
  const people = { unit: 'locale' };
  const at = (place: number) => whole[place]!;
  return frame('values', [
    labelColumn(property, counted),
    numbers('users_entered', 'Entered', people, (place) => at(place).entered),
    numbers('users_completed', 'Completed', people, (place) => at(place).completed),
    numbers('conversion_rate', 'Conversion', PERCENT, (place) => share(at(place).completed, at(place).entered)),
    numbers('avg_completion_time', 'Mean completion time', { unit: 's' }, (place) => counted[place]!.averageCompletion),
    numbers('p_value', 'p-value', { decimals: 4 }, (place) => compared[place]!.p),
    { name: 'verdict', type: 'string', values: verdicts, config: { displayName: 'Against the others' } },
  ]);
}

function stepsFrame(definition: FunnelDefinition, property: Property, counted: Counted[]): Frame {
  const rows = counted.flatMap(({ label, steps }) => steps.map((step, place) => ({ label, step, place })));
  const numbers = (name: string, displayName: string, config: object, of: (step: CountedStep) => number | null) =>
    numberColumn(
      name,
      rows.map(({ step }) => of(step)),
      { displayName, ...config }
    );
  const people = { unit: 'locale' };
  const seconds = { unit: 's' };
  return frame('value_steps', [
    labelColumn(property, rows),
    numberColumn(
      'step_number',
      rows.map(({ place }) => place + 1),
      { displayName: '#', decimals: 0 }
    ),
    textColumn(
      'step_name',
      rows.map(({ place }) => definition.steps[place]?.name ?? ''),
      { displayName: 'Step' }
    ),
    numbers('users_entered', 'Entered', people, (step) => step.entered),
    numbers('users_completed', 'Completed', people, (step) => step.completed),
    numbers('completion_rate', 'Completion', PERCENT, completionRate),
    numbers('avg_time_to_next_step', 'Mean time to next', seconds, (step) => step.averageToNext),
    numbers('median_time_to_next_step', 'Median time to next', seconds, (step) => step.medianToNext),
    numbers('p90_time_to_next_step', '90 % within', seconds, (step) => step.p90ToNext),
  ]);
}

const labelColumn = (property: Property, rows: Array<{ label: string }>) =>
  textColumn(
    property,
    rows.map(({ label }) => label),
    { displayName: propertyLabel(property) }
  );
