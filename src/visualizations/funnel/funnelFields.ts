import type { DataFrame, Field } from '@grafana/data';
import { fieldNamed, isName, isNumber } from '../common/fields';
import type { FunnelOptions } from './options';

export interface FunnelFields {
  frame: DataFrame;
  name: Field;
  /** How many did the step. */
  value: Field;
  /** How many came to it; absent where a table has but one number. */
  entered: Field | undefined;
}

/** The steps of our funnel's answer, or of the first table that has names and numbers. */
export function funnelFields(
  frames: DataFrame[],
  chosen: Partial<Pick<FunnelOptions, 'name' | 'value' | 'entered'>>
): FunnelFields | undefined {
  const stepsFirst = [
    ...frames.filter(({ name }) => name === 'steps'),
    ...frames.filter(({ name }) => name !== 'steps'),
  ];
  for (const frame of stepsFirst) {
    const name = chosen.name ? fieldNamed(frame, chosen.name) : frame.fields.find(isName);
    const value = chosen.value ? fieldNamed(frame, chosen.value) : valueIn(frame);
    if (name && value) {
      const entered = chosen.entered ? fieldNamed(frame, chosen.entered) : enteredIn(frame, value);
      return { frame, name, value, entered };
    }
  }
  return undefined;
}

const valueIn = (frame: DataFrame) => fieldNamed(frame, 'users_completed') ?? frame.fields.find(isNumber);

/** Who came to a step is known of our own answer's columns only; another number may be anything. */
const enteredIn = (frame: DataFrame, value: Field) =>
  value.name === 'users_completed' ? fieldNamed(frame, 'users_entered') : undefined;
